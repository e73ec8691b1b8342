"""Pages of staff plans."""
