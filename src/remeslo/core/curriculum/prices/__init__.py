"""The price list of a term: weeks saved by one unit more of every norm and resource, confirmed by solving again."""
