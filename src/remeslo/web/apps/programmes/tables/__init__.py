"""
Tables of a planned programme that depend on who reads them: what stands in which cell, without words or markup.

The curriculum table, the calendar and the hours by week are the same for everybody and for the documents; they
live in `remeslo.core.line.tables`.
"""
