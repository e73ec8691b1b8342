"""The constructor's studio: what the working group rules, who ruled it, what it touches, and how the table looks."""
