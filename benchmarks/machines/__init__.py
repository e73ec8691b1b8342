"""The clusters of a country planned by workers on two machines, over TLS."""
