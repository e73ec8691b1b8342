"""Who teaches what over the year: problem, check, score, solve, explain, what if a person leaves, prices."""
