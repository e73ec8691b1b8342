"""The paper's own words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from remeslo.interchange.sentences import Language


def word(key: str, language: Language, **facts: object) -> str:
    """The text of ``words.toml`` by ``group.name`` with its ``{facts}`` filled in; raises KeyError."""
    group, _dot, name = key.partition(".")
    text = _words()[group][name][language]
    for fact, value in facts.items():
        text = text.replace("{" + fact + "}", str(value))
    return nested(text)


def nested(text: str) -> str:
    """Russian quotation marks inside others are „ and “: «АО „Завод“», not «АО «Завод»»."""
    depth, told = 0, []
    for letter in text:
        depth -= depth > 0 and letter == "»"
        told.append(_INNER.get(letter, letter) if depth > 0 else letter)
        depth += letter == "«"
    return "".join(told)


_INNER = {"«": "„", "»": "“"}


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = (resources.files(__package__) / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
