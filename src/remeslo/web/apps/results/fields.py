"""The form of a fact, made from the description of its kind: what was typed becomes values, or problems by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.base.facts import FactValue
from remeslo.core.results.kinds import FactKind, FieldRule, ValueType
from remeslo.web.apps.results.words import CHOICES

FILLED_IN = ("cluster", "region")
"""Values that the program knows itself."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it stands in the form."""

    name: str
    label: str
    type: str
    required: bool
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed: values, and problems by the field's name (empty: nothing is wrong)."""

    values: Mapping[str, FactValue]
    errors: Mapping[str, tuple[str, ...]]


def form_fields(
    kind: FactKind,
    given: Mapping[str, str],
    organisations: Sequence[tuple[str, str]],
    errors: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Field]:
    """The fields of a kind with what was typed; ``organisations`` are (key, name)."""
    english = (get_language() or "ru").startswith("en")
    return [
        Field(
            name=rule.name,
            label=rule.title_en if english else rule.title_ru,
            type="open" if rule.is_open else rule.type.value,
            required=rule.required,
            text=given.get(rule.name, ""),
            choices=_choices(rule, organisations),
            errors=(errors or {}).get(rule.name, ()),
        )
        for rule in kind.fields
        if rule.name not in FILLED_IN
    ]


def read_fields(kind: FactKind, posted: Mapping[str, Any]) -> Reading:
    """Values of a form; every problem at once."""
    values: dict[str, FactValue] = {}
    errors: dict[str, tuple[str, ...]] = {}
    for rule in kind.fields:
        if rule.name in FILLED_IN:
            continue
        text = str(posted.get(rule.name, "")).strip()[:500]
        if not text:
            if rule.required:
                errors[rule.name] = (_("Fill this in."),)
            continue
        try:
            values.update(_open(rule, text) if rule.is_open else {rule.name: _value(rule, text)})
        except (ValueError, InvalidOperation):
            errors[rule.name] = (_wanted(rule),)
    return Reading(values, errors)


def as_texts(values: Mapping[str, FactValue], kind: FactKind) -> dict[str, str]:
    """Values as the form shows them."""
    texts: dict[str, str] = {}
    for name, value in values.items():
        rule = kind.field(name)
        if rule is not None and rule.is_open:
            line = f"{name.removeprefix(rule.name)} {value}"
            texts[rule.name] = f"{texts[rule.name]}\n{line}" if rule.name in texts else line
        elif isinstance(value, bool):
            texts[name] = "yes" if value else "no"
        else:
            texts[name] = value.isoformat() if isinstance(value, date) else str(value)
    return texts


def _value(rule: FieldRule, text: str) -> FactValue:
    match rule.type:
        case ValueType.FLAG:
            if text not in ("yes", "no"):
                raise ValueError(text)
            return text == "yes"
        case ValueType.WHOLE:
            return int(_digits(text))
        case ValueType.NUMBER | ValueType.MONEY:
            number = Decimal(_digits(text).replace(",", "."))
            if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
                raise ValueError(text)
            return number
        case ValueType.DAY:
            return date.fromisoformat(text)
        case ValueType.CHOICE:
            if text not in rule.choices:
                raise ValueError(text)
            return text
        case _:
            return text


def _digits(text: str) -> str:
    return "".join(text.split()).replace("\N{MINUS SIGN}", "-")


def _open(rule: FieldRule, text: str) -> dict[str, FactValue]:
    found: dict[str, FactValue] = {}
    for line in text.splitlines():
        name, _space, number = line.strip().replace("=", " ").replace(":", " ").partition(" ")
        if name:
            found[f"{rule.name}{name}"] = Decimal(_digits(number).replace(",", "."))
    return found


def _wanted(rule: FieldRule) -> str:
    return {
        ValueType.WHOLE: _("A whole number is needed: 36."),
        ValueType.NUMBER: _("A number is needed: 71.5."),
        ValueType.MONEY: _("An amount is needed: 15000.00."),
        ValueType.DAY: _("A day is needed."),
    }.get(rule.type, _("Choose one of the list."))


def _choices(rule: FieldRule, organisations: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(_pairs(rule, organisations))


def _pairs(rule: FieldRule, organisations: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    if rule.type is ValueType.ORGANISATION:
        yield from organisations
    elif rule.type is ValueType.CHOICE:
        yield from ((word, str(CHOICES.get(word, word))) for word in rule.choices)
    elif rule.type is ValueType.FLAG:
        yield from (("yes", _("yes")), ("no", _("no")))
