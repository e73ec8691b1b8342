"""From demand cards to demand lines: references resolved, free text matched, requests of several employers merged."""
