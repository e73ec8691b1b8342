"""The structure of a programme: a tree with least and most hours at each node, and who pays for what."""
