"""The letter of WordprocessingML: parts of a package, elements, styles, tables, the table of contents."""
