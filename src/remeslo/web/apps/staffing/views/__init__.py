"""Pages of people, courses, hosts, mentors."""
