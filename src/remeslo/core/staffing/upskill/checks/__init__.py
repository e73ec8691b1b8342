"""Rules of an upskilling plan, a file a subject."""
