"""What fails: the baseline, the ratchet, loosened gates, pull requests."""
