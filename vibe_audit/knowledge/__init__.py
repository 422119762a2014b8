"""Facts about the world outside: libraries and their names. No logic, no imports of the suite."""
