"""State standards (ФГОС СПО) typed into a spreadsheet: template, reader, writer. See FORMAT.md."""

from remeslo.interchange.statesheet.reader import StateReading, looks_like, read, recognises
from remeslo.interchange.statesheet.writer import NotWritable, template, write

__all__ = ["NotWritable", "StateReading", "looks_like", "read", "recognises", "template", "write"]
