"""The sentence catalogue: TOML files by area beside this module, read once, never trusted to be complete."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from remeslo.core.base.findings import Finding
from remeslo.interchange.sentences.places import place
from remeslo.interchange.sentences.template import fill
from remeslo.interchange.sentences.wording import Language, as_language, shown, wording

LABELS = "labels.toml"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong, and what to do about it (empty when nothing can be done or needs to be)."""

    what: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.todo}".strip()


def say(finding: Finding, language: str) -> Sentence:
    """The finding in words of a language (``ru``, ``en``); never raises, an unknown code is named with its facts."""
    tongue = as_language(language)
    try:
        texts = _sentences().get(finding.code)
        if texts is None:
            return _unknown(finding, tongue)
        facts = {**finding.facts, "where": place(finding.where, tongue)}
        what, todo = texts.get(f"what_{tongue}", ""), texts.get(f"todo_{tongue}", "")
        return Sentence(fill(what, facts, tongue, label), fill(todo, facts, tongue, label))
    except Exception:  # a sentence that cannot be made must not take down the page that shows it
        return _unknown(finding, tongue)


def label(key: str, language: str) -> str:
    """The word for a shared value (``element_kind.theory``); a key without a word gives its last part, readable."""
    found = _labels().get(key)
    if found is None:
        return shown(key.rpartition(".")[2].replace("_", " "))
    return found.get(as_language(language)) or found.get("en", key)


def labels(group: str, language: str) -> Mapping[str, str]:
    """All words of one group by value, in the order of the file: what a list to choose from shows."""
    prefix = f"{group}."
    return {k.removeprefix(prefix): label(k, language) for k in _labels() if k.startswith(prefix)}


def known_codes() -> frozenset[str]:
    """Codes that have a sentence."""
    return frozenset(_sentences())


def area_files() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Every area file by name: code -> texts (``what_ru``, ``todo_ru``, ``what_en``, ``todo_en``)."""
    return {name: _read(name) for name in _names() if name != LABELS}


def _names() -> list[str]:
    folder = resources.files(__package__)
    return sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))


def _read(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    merged: dict[str, Mapping[str, str]] = {}
    for name in _names():
        if name != LABELS:
            merged.update(_area(name))
    return MappingProxyType(merged)


def _area(name: str) -> Mapping[str, Mapping[str, str]]:
    """The texts of one area; a file that is broken costs only its own sentences (a test refuses it)."""
    try:
        return _read(name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    flat: dict[str, Mapping[str, str]] = {}
    groups: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(_text(LABELS))
    for group, words in groups.items():
        for value, texts in words.items():
            flat[f"{group}.{value}"] = texts
    return MappingProxyType(flat)


def _unknown(finding: Finding, language: Language) -> Sentence:
    facts = ", ".join(f"{shown(k)}: {_safe(v, language)}" for k, v in finding.facts.items())
    told = f" ({facts})" if facts else ""
    where = place(finding.where, language)
    if language == "ru":
        return Sentence(f"Замечание «{shown(finding.code)}», место: {where}{told}.")
    return Sentence(f"Finding “{shown(finding.code)}” at {where}{told}.")


def _safe(value: object, language: Language) -> str:
    try:
        return wording(value, language)
    except Exception:  # a value whose own __str__ fails still must not stop the sentence
        return type(value).__name__
