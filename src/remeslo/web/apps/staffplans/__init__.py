"""Who teaches what and who learns what, planned: matrix, gaps, assignment, upskilling, what if one leaves."""
