"""The order of a curriculum on screen: graphs of requisites, their measures, two curricula side by side."""
