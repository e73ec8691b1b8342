"""What a cluster has: organisations, sites, workshops, staff, groups; and the whole of it as a core value."""
