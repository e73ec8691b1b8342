"""Results: which facts there are, what the other side says of them, and the indicators that are made of them."""
