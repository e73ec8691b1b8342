"""
The table of pages with every address of the application: new ones get a row without verdicts, which a test refuses.

    python -m tests.web.rights.skeleton

Verdicts are never written here: a person writes them, with what each reader may get.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("pages.csv")
COLUMNS = (
    "route",
    "address",
    "method",
    "owner",
    "owner_gets",
    "owner_reads",
    "partner",
    "partner_gets",
    "partner_acts",
    "partner_reads",
    "stranger_gets",
    "nobody_gets",
    "why",
)
ELSEWHERE = ("api",)
"""Names whose addresses have a table of their own."""


def addresses() -> Iterator[tuple[str, str]]:
    """Name and pattern of every address, in the resolver's order; the same name twice is told apart by a number."""
    from django.urls import get_resolver

    seen: dict[str, int] = {}
    for name, pattern in _walk(get_resolver(), "", ""):
        if name.partition(":")[0] in ELSEWHERE:
            continue
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), pattern


def _walk(resolver: Any, before: str, space: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            inner = ":".join(filter(None, (space, one.namespace or "")))
            yield from _walk(one, before + str(one.pattern), inner)
        else:
            yield f"{space}:{one.name or '-'}", before + str(one.pattern)


def base_of(route: str) -> str:
    """The address's name of a row about another thing of the same address: ``dialogue:meeting@held``."""
    return route.partition("@")[0]


def rows() -> dict[str, dict[str, str]]:
    """The table as it is."""
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["route"]: row for row in csv.DictReader(file)}


def write() -> int:
    """Bring the table's rows to the application's addresses; the number of new ones."""
    held = rows()
    new = 0
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        out.writeheader()
        for name, pattern in addresses():
            new += name not in held
            for route in (name, *(r for r in held if r != name and base_of(r) == name)):
                out.writerow({**dict.fromkeys(COLUMNS, ""), **held.get(route, {}), "route": route, "address": pattern})
    return new


if __name__ == "__main__":
    import os
    import sys

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
    import django

    django.setup()
    sys.stdout.write(f"new rows: {write()}\n")
