"""The week: lessons of a cluster over a semester, compiled to the timetable problem, judged and mended."""
