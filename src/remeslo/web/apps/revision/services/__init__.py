"""What can be done with reviews: open, decide, take back, apply."""
