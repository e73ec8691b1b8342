"""Pages of short courses and of individual plans."""
