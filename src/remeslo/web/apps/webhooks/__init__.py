"""Events told to addresses of programs."""
