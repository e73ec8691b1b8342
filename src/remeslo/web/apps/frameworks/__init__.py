"""Standards: occupational ones from the registry's XML, and the state's."""
