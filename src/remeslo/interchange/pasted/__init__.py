"""A vacancy pasted whole: what it asks for, what the job is, what is offered; without personal data."""

from remeslo.interchange.pasted.cards import to_requirements
from remeslo.interchange.pasted.phrase import Dropped, Pasted, Phrase, PhraseKind
from remeslo.interchange.pasted.reader import LONGEST, read

__all__ = ["LONGEST", "Dropped", "Pasted", "Phrase", "PhraseKind", "read", "to_requirements"]
