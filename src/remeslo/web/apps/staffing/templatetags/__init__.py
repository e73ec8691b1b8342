"""Words of this app for templates."""
