"""People who teach: qualifications, courses and what became of each, certificates, mentors."""
