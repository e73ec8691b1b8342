"""What can be done with people, courses and mentorships."""
