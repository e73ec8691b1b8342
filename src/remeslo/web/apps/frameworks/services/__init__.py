"""What can be done with frameworks: read uploads, save what was chosen, open a framework to everyone, or close it."""
