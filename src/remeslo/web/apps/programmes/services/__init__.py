"""What can be done with programmes: keep what the line made, publish it."""
