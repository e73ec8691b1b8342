"""Pages of norm packs."""
