"""Rules of the vector `suite`."""
