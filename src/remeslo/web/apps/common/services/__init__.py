"""What can be done: save a version, write the log, sign in."""
