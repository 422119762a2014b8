"""Pure questions about trees that more than one rule asks, one subject a file."""
