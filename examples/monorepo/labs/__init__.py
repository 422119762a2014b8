"""Experiments. What works moves to services/."""
