"""Measuring the suite: precision on real code, agreement of the checkers, speed."""
