"""Pages of demand cards."""
