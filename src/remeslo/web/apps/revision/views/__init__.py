"""Pages of new editions and reviews."""
