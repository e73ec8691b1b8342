"""A planned programme as the tables people know: curriculum, calendar, hours by week; for documents and screens."""
