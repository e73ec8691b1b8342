"""CP-SAT models of the term; the only place of this part that knows OR-Tools."""
