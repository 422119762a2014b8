"""What customers talk to."""
