"""The book's own words, in Russian and English: headings, names of columns, what is asked of whoever fills a gap."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from remeslo.interchange.programmebook.blocks import Gap
from remeslo.interchange.sentences import Language

FILE = "words.toml"


def word(key: str, language: Language, **facts: object) -> str:
    """The text of ``words.toml`` by ``group.name``, its ``{facts}`` filled in; raises KeyError for an unknown one."""
    text = _words()[key][language]
    for name, value in facts.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def gap(key: str, language: Language) -> Gap:
    """A place to fill in (group ``gap``)."""
    return Gap(key, f"[{word('word.to_fill', language)}: {word(f'gap.{key}', language)}]")


def names(group: str) -> tuple[str, ...]:
    """Every name of a group, in the order of the file."""
    return tuple(k.partition(".")[2] for k in _words() if k.startswith(f"{group}."))


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files(__package__) / FILE).read_text(encoding="utf-8")
    groups: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(text)
    return MappingProxyType({f"{g}.{name}": texts for g, words in groups.items() for name, texts in words.items()})
