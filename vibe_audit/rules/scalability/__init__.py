"""Rules of the vector `scalability`."""
