"""What a person can do with the structure of a programme."""
