"""Paths of files: how they are shown, and the patterns that match them."""
