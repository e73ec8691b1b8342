"""Mentors at enterprises: consent and terms, how many trainees each guides, notice, working hours of minors, shortage."""
