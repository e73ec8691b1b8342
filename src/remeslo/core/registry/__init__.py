"""Who takes part, since when and under what: organisations, members, clusters' lives, hierarchies, successions."""
