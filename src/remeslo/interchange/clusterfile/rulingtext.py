"""Rulings of a working group as people can read and write them in a file: a place, a ruling in a line, a note."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import CompetenceKey, StatementKey
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.rulings import Ruling, Rulings
from remeslo.core.competence.studio.values import (
    ARROW,
    AnswerRuling,
    Decision,
    HoursRuling,
    LineRuling,
    Payer,
    PayerRuling,
    ProficiencyRuling,
    RejectedRuling,
    RequestRuling,
    TitleRuling,
    Value,
    WordingRuling,
)
from remeslo.interchange.clusterfile.description import Schema, Tell, ValueType, Wrong, folded
from remeslo.interchange.sentences import Language

_PLACES: tuple[tuple[PlaceKind, str], ...] = (
    (PlaceKind.REQUEST, "требование"),
    (PlaceKind.REJECTED, "отклонено"),
    (PlaceKind.LINE, "строка"),
    (PlaceKind.WORDING, "формулировка"),
    (PlaceKind.ANSWER, "ответ"),
    (PlaceKind.PAYER, "плательщик"),
    (PlaceKind.PROFICIENCY, "владение"),
    (PlaceKind.HOURS, "часы"),
    (PlaceKind.TITLE, "название"),
)
_WORDS: tuple[tuple[str, str], ...] = (
    ("accepted", "принято"),
    ("own", "своими словами"),
    ("dropped", "не берём"),
    ("rejected", "отклонено"),
    ("line", "строка"),
    ("wording", "формулировка"),
    ("answer covered", "покрыто"),
    ("answer deepen", "углубить"),
    ("answer new", "новое"),
    ("answer rejected", "отказано"),
    ("payer core", "обязательная часть"),
    ("payer variable", "вариативная часть"),
    ("payer employer", "работодатель"),
    ("proficiency", "владение"),
    ("hours", "часы"),
    ("title", "название"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRuling:
    """A ruling as a file has it; raises ProblemError when the value is none of that place."""

    place: Place
    value: Value
    note: str = ""

    def __post_init__(self) -> None:
        self.ruling()

    def ruling(self) -> Ruling:
        """The ruling with its note."""
        return Ruling(self.place, replace(self.value, note=self.note))


def gather(written: Iterable[WrittenRuling]) -> Rulings:
    """The rulings of a file; raises ProblemError when a place is ruled on twice."""
    return Rulings(tuple(w.ruling() for w in written))


def spread(rulings: Rulings) -> tuple[WrittenRuling, ...]:
    """Rulings as a file has them."""
    return tuple(
        WrittenRuling(place=r.place, value=replace(r.value, note=""), note=r.value.note) for r in rulings.entries
    )


@dataclass(frozen=True, slots=True)
class PlaceText(ValueType):
    """A place: ``требование:stpk-02/1``, ``request:stpk-02/1``."""

    name = "place"

    def parse(self, text: str, tell: Tell) -> Place:
        """The place; the kind in either language."""
        word, _, key = text.strip().partition(":")
        kind = next((k for k, ru in _PLACES if folded(word) in (folded(k), folded(ru))), None)
        try:
            if kind is not None:
                return Place(kind, key.strip())
        except ProblemError:
            pass
        raise Wrong("cluster.wrong_value", value=text, expected=self.name)

    def format(self, value: object, language: Language) -> str:
        """Kind in the language, colon, key."""
        if not isinstance(value, Place):
            raise TypeError(value)
        return f"{dict(_PLACES)[value.kind] if language == 'ru' else value.kind}:{value.key}"

    def schema(self, language: Language) -> Schema:
        """A string with a colon."""
        return {"type": "string", "pattern": "^[^:]+:.+$"}


@dataclass(frozen=True, slots=True)
class RulingText(ValueType):
    """What is ruled: ``принято: 40.903@903н-2026-02-26:A/02.4``, ``углубить: ПК 1.1``, ``часы: 72``, ``не берём``."""

    name = "ruling"

    def parse(self, text: str, tell: Tell) -> Value:
        """The value; its word in either language."""
        word, _, rest = text.strip().partition(":")
        english = next((en for en, ru in _WORDS if folded(word) in (folded(en), folded(ru))), "")
        try:
            return _value(english, rest.strip())
        except ValueError:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name) from None

    def format(self, value: object, language: Language) -> str:
        """The word in the language, a colon, what goes with it."""
        english, rest = _text(value)
        word = dict(_WORDS)[english] if language == "ru" else english
        return f"{word}: {rest}" if rest else word

    def schema(self, language: Language) -> Schema:
        """A string."""
        return {"type": "string", "pattern": r"\S"}


def _value(word: str, rest: str) -> Value:
    """The value that a word and what follows it mean; raises ValueError."""
    head, _, more = word.partition(" ")
    if head in ("own", "dropped") and rest:
        raise ProblemError(f"{head}: nothing goes with it.")
    match head:
        case "accepted" | "own" | "dropped":
            return RequestRuling(decision=Decision(head), functions=_keys(rest))
        case "rejected":
            return RejectedRuling(rejected=_keys(rest))
        case "line":
            return LineRuling(line=rest)
        case "wording":
            return WordingRuling(text=rest)
        case "answer":
            return AnswerRuling(answer=GapClass(more), competence=CompetenceKey(rest) if rest else None)
        case "payer" if not rest:
            return PayerRuling(payer=Payer(more))
        case "proficiency":
            return ProficiencyRuling(proficiency=int(rest))
        case "hours":
            return HoursRuling(hours=int(rest))
        case "title":
            line, arrow, title = rest.partition(f" {ARROW} ")
            return TitleRuling(title=title.strip(), line=line) if arrow else TitleRuling(title=rest)
    raise ProblemError(f"{word!r} is no ruling.")


def _text(value: object) -> tuple[str, str]:
    """English word, and what goes with it."""
    match value:
        case RequestRuling():
            return str(value.decision), "; ".join(value.functions)
        case RejectedRuling():
            return "rejected", "; ".join(value.rejected)
        case LineRuling():
            return "line", value.line
        case WordingRuling():
            return "wording", value.text
        case AnswerRuling():
            return f"answer {value.answer}", value.competence or ""
        case PayerRuling():
            return f"payer {value.payer}", ""
        case ProficiencyRuling():
            return "proficiency", str(value.proficiency)
        case HoursRuling():
            return "hours", str(value.hours)
        case TitleRuling():
            return "title", f"{value.line} {ARROW} {value.title}" if value.line else value.title
    raise TypeError(value)


def _keys(text: str) -> tuple[StatementKey, ...]:
    return tuple(StatementKey(k.strip()) for k in text.split(";") if k.strip())
