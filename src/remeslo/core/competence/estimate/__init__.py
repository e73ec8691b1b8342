"""How many hours an element needs, by what comparable elements of other curricula have; with reasons and a range."""
