"""The CASE 1.1 provider: open frameworks for machines, without signing in. See FORMAT.md of interchange/case."""
