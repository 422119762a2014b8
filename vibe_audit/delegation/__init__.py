"""Asking another checker for the rules that it finds for us."""
