"""The rules: one folder a vector, one file a rule."""
