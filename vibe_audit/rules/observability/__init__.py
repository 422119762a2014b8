"""Rules of the vector `observability`."""
