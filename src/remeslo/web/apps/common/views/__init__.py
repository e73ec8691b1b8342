"""Pages of the frame: signing in, today, search, access, the log, errors."""
