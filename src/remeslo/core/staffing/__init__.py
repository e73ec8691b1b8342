"""People who teach: teachers, masters of production training, mentors (their gaps and plans are a later capability)."""
