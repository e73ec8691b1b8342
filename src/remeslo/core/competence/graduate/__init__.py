"""From demand lines to the graduate model: the gap against the state standard, competences and their outcomes."""
