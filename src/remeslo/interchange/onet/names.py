"""Keys and kinds of O*NET's things, and its edition from the names of files."""

import re
from collections.abc import Iterable

from remeslo.core.competence.framework import ItemKey, ItemKind
from remeslo.interchange.frameworks.digest import digest

_VERSION = re.compile(r"(?<![\d.])(\d{2})[._](\d)(?![\d])")
_DOMAINS = (
    ("1.A", ItemKind.ABILITY),
    ("2.A", ItemKind.SKILL),
    ("2.B", ItemKind.SKILL),
    ("2.C", ItemKind.KNOWLEDGE),
    ("4.A", ItemKind.ACTIVITY),
    ("4.E", ItemKind.ACTIVITY),
)


def element_kind(code: str) -> ItemKind:
    """What an element of the content model is, by the domain in its code: 2.A and 2.B skills, 2.C knowledge, ..."""
    for beginning, kind in _DOMAINS:
        if code == beginning or code.startswith(f"{beginning}."):
            return kind
    return ItemKind.OTHER


def parent_code(code: str) -> str:
    """The element that an element stands under: ``2.A.1`` of ``2.A.1.a``; ``""`` for a domain."""
    return code.rpartition(".")[0]


def task_key(number: str) -> ItemKey:
    """Key of a task by its number, which O*NET keeps from edition to edition."""
    return ItemKey(f"task-{number}")


def emerging_key(occupation: str, text: str) -> ItemKey:
    """Key of an emerging task: they have no numbers, so the text names them."""
    return ItemKey(f"emerging-{occupation}-{digest(text)}")


def commodity_key(code: str) -> ItemKey:
    """Key of a class of goods (UNSPSC commodity)."""
    return ItemKey(f"unspsc-{code}")


def example_key(kind: ItemKind, text: str) -> ItemKey:
    """Key of a technology or tool: by its name, which is all that O*NET has."""
    return ItemKey(f"{kind.value}-{digest(text)}")


def version_of(names: Iterable[str]) -> str:
    """``30.2`` from ``db_30_2_text.zip`` or ``text-30.2/Skills.txt``; ``""`` unless all names that tell one agree."""
    found = {f"{m[1]}.{m[2]}" for name in names for m in _VERSION.finditer(name)}
    return found.pop() if len(found) == 1 else ""
