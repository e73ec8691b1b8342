"""
The grammar in which the cluster folder is described: fields, shapes (tables of fields) and kinds of files.

Reader, writer, JSON Schema and the documentation page all follow from the one description in `shapes`; this module
says what such a description may contain. A field has a name in English and one in Russian, a shape makes one value of
the core, a kind of file is found by its path.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from remeslo.core.base.text import fold
from remeslo.interchange.sentences import Language

T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, object]

LANGUAGES: tuple[Language, ...] = ("ru", "en")


class Wrong(Exception):
    """A text that is not a value of its type: code of the finding and what the sentence needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Tell(Protocol):
    """Notes something that was put right while reading (Cyrillic letters in a Latin code)."""

    def __call__(self, code: str, **facts: object) -> None:
        """Adds a note to the findings; the place is known to the one who listens."""


class ValueType(ABC):
    """A type of values that are written as one text: how it is read, written and described."""

    name: str
    """Word of the group ``value_type`` of the labels: what was expected, in both languages."""

    @abstractmethod
    def parse(self, text: str, tell: Tell) -> object:
        """The value of a text; raises `Wrong`."""

    @abstractmethod
    def format(self, value: object, language: Language) -> str:
        """The text of a value; ``parse`` of it gives the value back."""

    @abstractmethod
    def schema(self, language: Language) -> Schema:
        """JSON Schema of the value as a general YAML reader sees it."""


class Referring(ABC):
    """A type whose value holds a key of something else besides more: ``equipment:lathe/3``."""

    refers: str
    """Kind of things it is a key of."""

    @abstractmethod
    def key_of(self, value: object) -> str:
        """The key inside a value."""

    @abstractmethod
    def rekeyed(self, value: object, key: str) -> object:
        """The value with another key inside."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of texts of one type; in a table cell the items are separated by semicolons."""

    item: ValueType

    @property
    def name(self) -> str:
        """Word of the group ``value_type``."""
        return "list"


@dataclass(frozen=True, slots=True)
class Table:
    """Fields inside a field: ``layout: {autumn: 17, ...}``."""

    shape: "Shape[object]"

    @property
    def name(self) -> str:
        """Word of the group ``value_type``."""
        return "table"


@dataclass(frozen=True, slots=True)
class Rows:
    """
    A list of tables.

    Parameters
    ----------
    or_paths
        An item may instead be the path of a CSV file that holds such rows.
    """

    shape: "Shape[object]"
    or_paths: bool = False

    @property
    def name(self) -> str:
        """Word of the group ``value_type``."""
        return "rows"


AnyType = ValueType | ListOf | Table | Rows


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field of a shape.

    Parameters
    ----------
    name, ru
        Its name in files, English and Russian; both are understood everywhere.
    about, about_ru
        What it means, for the documentation and the schema.
    required
        The field must be there and not blank.
    default
        Value when it is absent; ``default_from`` takes the value of another field of the same table instead.
    attr
        Name in the value of the core, when another than ``name``; ``""`` for a field that the core does not keep.
    gather, spread
        For rows that the core keeps in a collection of its own: that collection of the rows' values, and the values of
        the collection. ``gather`` raises ProblemError.
    """

    name: str
    ru: str
    type: AnyType
    about: str
    about_ru: str
    _: KW_ONLY
    required: bool = False
    default: object = None
    default_from: str = ""
    attr: str | None = None
    gather: Callable[[tuple[Any, ...]], object] | None = None
    spread: Callable[[Any], tuple[object, ...]] | None = None

    @property
    def attribute(self) -> str:
        """Name in the value of the core."""
        return self.name if self.attr is None else self.attr

    def named(self, language: Language) -> str:
        """Its name in files of a language."""
        return self.ru if language == "ru" else self.name


@dataclass(frozen=True, kw_only=True)
class Shape(Generic[T_co]):
    """
    A table of fields that makes one value of the core.

    Parameters
    ----------
    kind
        What it makes, as the registry of keys and the labels (group ``cluster_kind``) know it.
    key
        Name of the field that tells one from another.
    unique
        Name of the field that may not repeat inside a list of such tables, when it is not a key of the whole folder.
    fixed
        Values that the file does not say, the same in every table.
    """

    kind: str
    make: Callable[..., T_co]
    fields: tuple[Field, ...]
    key: str = ""
    unique: str = ""
    fixed: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def by_word(self) -> Mapping[str, Field]:
        """Fields by their folded names in both languages."""
        return {folded(word): f for f in self.fields for word in (f.name, f.ru)}

    def find(self, word: str) -> Field | None:
        """The field that a word of a file names, in either language, letter case and ``_`` apart."""
        return self.by_word.get(folded(word))

    def field(self, name: str) -> Field:
        """The field of an English name."""
        return self.by_word[folded(name)]


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """
    A kind of file of the folder.

    Parameters
    ----------
    path, path_ru
        Its path, or, when there may be many, the path of the folder in which they lie.
    suffixes
        Endings that files of this kind may have; the first is the one written.
    shape
        ``None`` for kinds that another format describes (XML of standards, norm packs).
    """

    name: str
    path: str
    path_ru: str
    suffixes: tuple[str, ...]
    about: str
    about_ru: str
    many: bool = False
    shape: Shape[object] | None = field(default=None)

    def written(self, language: Language) -> str:
        """The path, or the folder, in a language."""
        return self.path_ru if language == "ru" else self.path


def folded(word: str) -> str:
    """A field's name or an enumeration's word for comparing: letter case, ё, spaces, ``_`` and ``-`` apart."""
    return fold(word.replace("_", " ").replace("-", " ").replace("\N{NON-BREAKING HYPHEN}", " "))
