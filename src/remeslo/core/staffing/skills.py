"""What a person can be able to teach or use, as one vocabulary of skills for people, requirements and courses."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError

SkillKey = NewType("SkillKey", str)
"""``kind:rest``: ``equipment:cnc-lathe``, ``subject:metrology``, ``competence:tehnik-tehnolog/ПК 1.2``."""


class SkillKind(StrEnum):
    """What a skill is about; the first word of its key."""

    SUBJECT = "subject"
    EQUIPMENT = "equipment"
    COMPETENCE = "competence"
    PEDAGOGY = "pedagogy"
    INDUSTRY = "industry"


LEVELS = range(1, 6)
"""Levels: 1 knows of it, 2 works under guidance, 3 teaches it, 4 teaches the hard cases, 5 teaches teachers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """
    One skill of the vocabulary.

    Parameters
    ----------
    key
        Begins with the kind and a colon, unique in a cluster.
    topic
        Theme under which courses are sought, in plain words; may be blank.

    Raises
    ------
    ProblemError
        When the key has no kind, an unknown kind, or nothing after it.
    """

    key: SkillKey
    title: str
    topic: str = ""

    def __post_init__(self) -> None:
        kind_of(self.key)

    @property
    def kind(self) -> SkillKind:
        """The kind that the key begins with."""
        return kind_of(self.key)


def kind_of(key: SkillKey) -> SkillKind:
    """The kind of a skill by its key; raises ProblemError for a key without one."""
    word, colon, rest = key.partition(":")
    if not colon or not rest.strip() or word not in tuple(SkillKind):
        kinds = ", ".join(SkillKind)
        raise ProblemError(f"skill {key!r}: a key is KIND:NAME with one of {kinds}.")
    return SkillKind(word)


def checked_level(owner: str, level: int) -> int:
    """The level, when it is 1..5; raises ProblemError naming its owner."""
    if level not in LEVELS:
        raise ProblemError(f"{owner}: level must be 1..5, got {level}.")
    return level
