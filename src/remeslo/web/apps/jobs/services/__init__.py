"""What people do with jobs: stop them, ask again."""
