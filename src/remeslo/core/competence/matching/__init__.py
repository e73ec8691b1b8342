"""Matching: employers' words to work functions, labour actions, skills and knowledge, with a score and a reason."""

from remeslo.core.competence.matching.answer import Match, MatchReason, Method
from remeslo.core.competence.matching.calibration import FITS
from remeslo.core.competence.matching.index import MatchIndex, build_index, edition_of
from remeslo.core.competence.matching.near import merge_same, same_statement
from remeslo.core.competence.matching.semantic import Encoder
from remeslo.core.competence.matching.stored import Stored

__all__ = [
    "FITS",
    "Encoder",
    "Match",
    "MatchIndex",
    "MatchReason",
    "Method",
    "Stored",
    "build_index",
    "edition_of",
    "merge_same",
    "same_statement",
]
