"""What every service of Acme is held to. Nothing here is ever imported: vibe-audit reads the file beside this one."""
