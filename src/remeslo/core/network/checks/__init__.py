"""The rules of an allocation, one subject a module; what `check` says of a whole and `Book` of a single grant."""
