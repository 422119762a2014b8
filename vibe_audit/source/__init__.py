"""One file as text and tree: disk, parsing, columns, comments, places, roles."""
