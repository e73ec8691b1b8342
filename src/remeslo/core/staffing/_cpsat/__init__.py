"""CP-SAT models of staffing; the only place of this part that knows OR-Tools."""
