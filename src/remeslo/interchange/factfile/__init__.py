"""Files of facts (JSON, CSV, XLSX) as anyone may send them, and ledgers; see docs/formats/facts.md."""

from remeslo.interchange.factfile.ledgerfile import read_ledger, write_ledger
from remeslo.interchange.factfile.reader import FactReading, read
from remeslo.interchange.factfile.writer import write

__all__ = ["FactReading", "read", "read_ledger", "write", "write_ledger"]
