"""What every app stands on: people and their rights, clusters, versioned documents, the log, the frame of a page."""
