"""Reading what a program sent: JSON without traps, and what is wrong with values, in words."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja.parser import Parser

from remeslo.web.api.problems import Slip, wrong

MOST_DEPTH: Final = 30

_SENTENCES: Final[Mapping[str, str]] = {
    "missing": gettext_noop("This value is missing."),
    "extra_forbidden": gettext_noop("There is no such field."),
    "string_type": gettext_noop("A text is needed."),
    "string_too_short": gettext_noop("The text is too short: at least %(min_length)s characters."),
    "string_too_long": gettext_noop("The text is too long: at most %(max_length)s characters."),
    "string_pattern_mismatch": gettext_noop("The text does not have the expected form."),
    "int_type": gettext_noop("A whole number is needed."),
    "int_parsing": gettext_noop("A whole number is needed."),
    "int_from_float": gettext_noop("A whole number is needed."),
    "bool_type": gettext_noop("True or false is needed."),
    "list_type": gettext_noop("A list is needed."),
    "dict_type": gettext_noop("An object is needed."),
    "model_type": gettext_noop("An object is needed."),
    "model_attributes_type": gettext_noop("An object is needed."),
    "greater_than_equal": gettext_noop("The number is too small: at least %(ge)s."),
    "less_than_equal": gettext_noop("The number is too large: at most %(le)s."),
    "literal_error": gettext_noop("One of these is needed: %(expected)s."),
    "too_short": gettext_noop("The list is too short: at least %(min_length)s."),
    "too_long": gettext_noop("The list is too long: at most %(max_length)s."),
    "day": gettext_noop("A day is needed: 2026-09-01."),
    "cursor": gettext_noop("This is not a cursor that an answer gave for this list."),
    "letters": gettext_noop("The text has letters that can't be kept: NUL, or half of a surrogate pair."),
    "unknown_parameter": gettext_noop("This address has no such parameter."),
}
"""What is wrong, by the codes of pydantic and our own."""
_OTHERWISE: Final = gettext_noop("The value does not have the expected form.")


def sentence(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """A code in words."""
    try:
        return _(_SENTENCES.get(code, _OTHERWISE)) % (facts or {})
    except (KeyError, ValueError):
        return _(_OTHERWISE)


def slips_of(errors: Iterable[Mapping[str, Any]]) -> list[Slip]:
    """Every error of pydantic as a place, a code and a sentence."""
    return [_slip(e) for e in errors]


def _slip(error: Mapping[str, Any]) -> Slip:
    source, *rest = error["loc"] or ("body",)
    # the name of the function's own argument says nothing to the one who asks
    inner: list[Any] = rest[1:] if source in ("body", "query") and len(rest) > 1 else ([] if source == "body" else rest)
    code = str(error["type"])
    return Slip(".".join(map(str, (source, *inner))), code, sentence(code, error.get("ctx")))


class Unreadable(ValueError):
    """A body that is no JSON, or one that nobody sends in good faith."""


class StrictParser(Parser):
    """JSON as the standard has it: no NaN, no name twice in an object, no NUL, no half of a surrogate pair."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value; raises Unreadable, or Problem for a letter that can't be kept."""
        try:
            value = json.loads(request.body.decode("utf-8"), parse_constant=_refused, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            raise Unreadable(str(error)) from None
        _clean(value, "body", 0)
        return value


def _refused(word: str) -> Any:
    raise Unreadable(word)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("a name stands twice in an object")
    return found


def _clean(value: Any, place: str, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise Unreadable("too deep")
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise wrong(place, "letters", sentence("letters"))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            _clean(item, f"{place}.{n}", depth + 1)
    elif isinstance(value, dict):
        for name, item in value.items():
            _clean(name, place, depth + 1)
            _clean(item, f"{place}.{name}"[:200], depth + 1)
