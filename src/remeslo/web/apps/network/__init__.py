"""The network form on screen: workshops shared over a year between the colleges of a cluster."""
