"""Pages of questions put to a term."""
