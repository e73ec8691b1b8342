"""A new edition of a standard: which programmes it touches, the review list of each, decisions, the next outline."""
