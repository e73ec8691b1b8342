"""Words of these pages."""
