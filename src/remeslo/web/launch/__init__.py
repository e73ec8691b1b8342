"""Starting the application: prepares the data folder, then serves; see `main`."""
