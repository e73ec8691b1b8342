"""What is wrong with agreements: one by itself, several beside each other."""
