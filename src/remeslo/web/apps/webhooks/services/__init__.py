"""What people and the worker do."""
