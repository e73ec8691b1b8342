"""Words of money in templates."""
