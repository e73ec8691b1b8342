"""Agreements between members: who signed what, what is in force on a day, and whether what was promised is done."""
