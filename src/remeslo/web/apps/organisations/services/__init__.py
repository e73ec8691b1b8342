"""What a person can do to the registry: each all or nothing, with a line in the log, refused with findings."""
