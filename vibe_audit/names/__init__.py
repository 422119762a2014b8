"""What a name is bound to, and what it stands for."""
