"""Words of boards for templates."""
