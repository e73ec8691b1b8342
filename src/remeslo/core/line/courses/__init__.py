"""Short courses for adults: cut from a planned programme, with a term, a group and a kind of their own."""
