"""By what a finding is known again when the code around it has changed."""
