"""Words of the paper in both languages."""

import tomllib
from functools import cache
from importlib import resources

from remeslo.interchange.sentences import Language


def word(key: str, language: Language) -> str:
    """The word of a key; raises KeyError where there is none."""
    return _words()[key][language]


@cache
def _words() -> dict[str, dict[str, str]]:
    text = (resources.files(__package__) / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
