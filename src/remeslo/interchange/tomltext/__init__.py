"""TOML as text: where tables and keys of a file stand, and values written as TOML; the formats of packs share it."""
