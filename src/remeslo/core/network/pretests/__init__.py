"""Counting before searching: days asked above days that there are."""
