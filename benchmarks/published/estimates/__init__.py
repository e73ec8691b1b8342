"""How near estimated hours come to those of curricula that people made."""
