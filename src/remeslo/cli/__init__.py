"""The command line: files in, files out; works without a database."""
