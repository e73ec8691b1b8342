"""What kinds of facts a formula reads and which values they carry: the contract between a pack and anyone's file."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ValueType(StrEnum):
    """How a value of a fact is read from a file."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSpec:
    """
    One value of a fact.

    Parameters
    ----------
    least, most
        Bounds of numbers and money, both allowed values.
    words
        The words a text may be; empty: any.
    """

    name: str
    type: ValueType
    title_ru: str
    title_en: str
    required: bool = True
    least: Decimal | None = None
    most: Decimal | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSpec:
    """A kind of fact: what its subject is, what its day means, its values."""

    kind: str
    subject: str
    title_ru: str
    title_en: str
    values: tuple[ValueSpec, ...] = ()

    def value(self, name: str) -> ValueSpec | None:
        """The value of that name."""
        return next((v for v in self.values if v.name == name), None)
