"""What can be done with runs: ask for one, stop it, claim it, finish it."""
