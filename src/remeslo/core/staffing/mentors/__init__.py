"""Mentors at enterprises: consent and terms, load, notice, working hours of minors, shortage, assignment."""
