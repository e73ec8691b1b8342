"""
A chain of digests over entries that are only ever appended: a changed, removed or inserted entry breaks it.

Each link is the SHA-256 of the link before it and of the entry in canonical JSON. Whoever keeps the last position and
digest somewhere else notices, too, when the tail is cut off or the whole chain is made anew.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from remeslo.core.base.findings import Finding, Severity

BEGINNING: Final = "0" * 64
"""What stands before the first link."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last link: ``position`` counts from 1 (0 of an empty chain), ``digest`` is 64 hexadecimal digits."""

    position: int = 0
    digest: str = BEGINNING


@dataclass(frozen=True, slots=True)
class Link:
    """A stored link; ``entry`` is None where what it is about is gone."""

    position: int
    digest: str
    name: str
    entry: Mapping[str, object] | None


def linked(before: str, entry: Mapping[str, object]) -> str:
    """The digest of an entry that follows ``before``; values are JSON's."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def faults(links: Iterable[Link], kept: Head | None = None) -> tuple[Head, tuple[Finding, ...]]:
    """
    Where a chain is broken, and its head.

    Links come in the order of their positions. Each broken link is named once: the next is judged by the digest that is
    stored, so that one changed entry is one finding. ``kept`` is a head noted earlier elsewhere.
    """
    found: list[Finding] = []
    head, at_kept = Head(), BEGINNING if kept and kept.position == 0 else None
    for link in links:
        if link.position != head.position + 1:
            found.append(_fault("chain.gap", link, expected=head.position + 1))
        if link.entry is None:
            found.append(_fault("chain.entry_gone", link))
        elif linked(head.digest, link.entry) != link.digest:
            found.append(_fault("chain.entry_changed", link))
        head = Head(link.position, link.digest)
        if kept and link.position == kept.position:
            at_kept = link.digest
    if kept and at_kept != kept.digest:
        code = "chain.other_than_kept" if at_kept else "chain.cut_off"
        facts = {"position": kept.position, "last": head.position}
        found.append(Finding(code, f"link {kept.position}", facts, Severity.STOPS_PUBLISHING))
    return head, tuple(found)


def _fault(code: str, link: Link, **facts: object) -> Finding:
    return Finding(code, f"link {link.position}", {"position": link.position, "entry": link.name, **facts})
