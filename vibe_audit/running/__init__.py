"""Which files are checked, and in how many processes."""
