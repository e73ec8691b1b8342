"""The chapters of the book: each function writes the blocks of one placeholder from the scene."""
