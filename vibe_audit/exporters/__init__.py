"""What other tools read, rendered from the catalog: one file a tool."""
