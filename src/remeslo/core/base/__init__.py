"""What every part of the core stands on: findings, keys, text, calendars."""
