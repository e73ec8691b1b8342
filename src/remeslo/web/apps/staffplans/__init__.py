"""Who teaches what and who learns what, planned: skill matrix, gap board, assignment, upskilling, what if one leaves."""
