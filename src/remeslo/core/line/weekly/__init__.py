"""The week: lessons of all groups of a cluster over a semester, compiled to the timetable problem, judged and mended."""
