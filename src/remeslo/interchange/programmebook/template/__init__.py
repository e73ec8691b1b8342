"""A college's own template: where its placeholders are, what is wrong with it, filling it."""
