"""The parts of `check`, one file a kind of rule."""
