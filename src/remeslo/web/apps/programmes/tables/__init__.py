"""Tables of a planned programme as values: what stands in which cell, without words, markup or database."""
