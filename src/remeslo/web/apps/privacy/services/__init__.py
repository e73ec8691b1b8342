"""What can be done about personal data."""
