"""Matching: employers' words to work functions, labour actions, skills and knowledge, with a score and a reason."""

from remeslo.core.competence.matching.answer import Match, MatchReason, Method
from remeslo.core.competence.matching.answers import Answer, answer_all
from remeslo.core.competence.matching.calibration import FITS
from remeslo.core.competence.matching.decisions import Decision, Learned, match_learned
from remeslo.core.competence.matching.duplicates import Duplicate, Likeness, duplicates
from remeslo.core.competence.matching.index import MatchIndex, build_index, edition_of
from remeslo.core.competence.matching.near import merge_same, same_statement
from remeslo.core.competence.matching.semantic import Encoder
from remeslo.core.competence.matching.stored import Stored

__all__ = [
    "FITS",
    "Answer",
    "Decision",
    "Duplicate",
    "Encoder",
    "Learned",
    "Likeness",
    "Match",
    "MatchIndex",
    "MatchReason",
    "Method",
    "Stored",
    "answer_all",
    "build_index",
    "duplicates",
    "edition_of",
    "match_learned",
    "merge_same",
    "same_statement",
]
