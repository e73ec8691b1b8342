"""What pages show: values of the core beside each other, ready to be drawn."""
