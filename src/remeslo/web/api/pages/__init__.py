"""Pages about tokens, for the person whose they are."""
