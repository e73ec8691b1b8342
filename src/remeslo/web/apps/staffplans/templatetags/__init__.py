"""Words of staff plans in templates."""
