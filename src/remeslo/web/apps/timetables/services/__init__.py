"""What can be done with a timetable: ask for a run, move, pin, save, publish, mend, share."""
