"""Rules of the vector `reliability`."""
