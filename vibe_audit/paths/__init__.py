"""Paths of files: what lies there, how they are shown, and the patterns that match them."""
