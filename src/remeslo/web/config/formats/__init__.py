"""Date and number formats of our own."""
