"""Many people at once on the pages of a whole country."""
