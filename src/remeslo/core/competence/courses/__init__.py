"""Short courses for adults: what of a programme is chosen, what must be known before, which kind of training it is."""
