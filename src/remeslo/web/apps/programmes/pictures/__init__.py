"""Pictures as numbers: rectangles and lines for templates to draw, without markup or words."""
