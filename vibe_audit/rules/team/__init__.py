"""Rules of the vector `team`."""
