"""CP-SAT model of an allocation; the only place of this part that knows OR-Tools."""
