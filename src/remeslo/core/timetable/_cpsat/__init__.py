"""CP-SAT models of a timetable or a part of it; the only place of this part that knows OR-Tools."""
