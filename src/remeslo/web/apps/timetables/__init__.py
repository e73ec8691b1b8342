"""The timetable of a semester: runs, grids, changes by hand, releases, feeds, sheets."""
