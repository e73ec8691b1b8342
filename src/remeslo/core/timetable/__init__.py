"""The timetable of a cluster's weeks, stated as the ITC-2019 problem: problem, check, score, solve, repair."""
