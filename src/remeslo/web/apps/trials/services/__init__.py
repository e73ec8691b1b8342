"""What can be done with a question: ask it, stop it, claim it, answer it."""
