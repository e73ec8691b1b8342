"""Tags and filters of the pages of programmes and plans."""
