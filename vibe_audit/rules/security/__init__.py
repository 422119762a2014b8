"""Rules of the vector `security`."""
