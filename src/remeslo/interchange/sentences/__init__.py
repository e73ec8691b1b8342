"""
Words for findings, in Russian and English: the only place where a code and its facts become sentences.

``say(finding, language)`` gives what is wrong and what to do; ``label(key, language)`` the word for a value that
several screens and documents share (``element_kind.theory``); ``place`` the words for a finding's place. None of them
ever raises: what has no words yet is shown by its code, place and facts. See FORMAT.md for how the texts are written.
"""

from remeslo.interchange.sentences.asdata import finding_data, findings_data
from remeslo.interchange.sentences.catalogue import Sentence, known_codes, label, labels, say
from remeslo.interchange.sentences.causes import say_cause
from remeslo.interchange.sentences.places import place
from remeslo.interchange.sentences.wording import Language, as_language, number, percent, wording

__all__ = [
    "Language",
    "Sentence",
    "as_language",
    "finding_data",
    "findings_data",
    "known_codes",
    "label",
    "labels",
    "number",
    "percent",
    "place",
    "say",
    "say_cause",
    "wording",
]
