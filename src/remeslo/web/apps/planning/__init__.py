"""Planning runs: asked for here, done by the worker, kept with their history."""
