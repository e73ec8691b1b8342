"""Local search for timetables: flat tables of a problem, filtered choices, walks on both cores."""
