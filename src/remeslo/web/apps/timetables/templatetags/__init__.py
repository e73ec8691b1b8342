"""Template tags of timetables."""
