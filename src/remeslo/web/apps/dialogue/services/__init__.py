"""What people do in the dialogue; each act locks the meeting, looks at the right and writes the log."""
