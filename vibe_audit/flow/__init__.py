"""What happens inside one scope: its control-flow graph, and one solver for whatever is asked of it."""
