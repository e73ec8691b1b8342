"""Pages of the registry: above clusters and of one cluster."""
