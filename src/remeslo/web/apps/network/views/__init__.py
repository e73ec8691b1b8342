"""Pages of the network form."""
