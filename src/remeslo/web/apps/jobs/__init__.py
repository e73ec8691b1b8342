"""One page of all long work of a cluster."""
