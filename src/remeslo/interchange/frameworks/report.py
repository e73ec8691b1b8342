"""Readings and comparisons as data for ``--json`` and other programs."""

from collections import Counter
from collections.abc import Iterable, Mapping

from remeslo.core.competence.framework import Framework, FrameworkItem
from remeslo.core.competence.framework_compare import FrameworkComparison
from remeslo.interchange.frameworks.reading import FrameworkReading
from remeslo.interchange.sentences import findings_data

MOST_CHANGES = 5_000
"""So many changed items are listed; the counts are of all."""


def as_report(readings: Iterable[FrameworkReading], *, language: str = "en") -> dict[str, object]:
    """
    Frameworks with their counts, and all findings in words of a language.

    ``{"frameworks": [{"key", "version", "edition", "title", "publisher", "languages", "items", "links", "texts",
    "files", "counts": [{"kind", "where", "found", "read", "left_out"}]}], "findings": [...]}``. ``items`` and
    ``links`` are numbers by kind.
    """
    together = tuple(readings)
    return {
        "frameworks": [
            {**framework_data(r.framework), "file": r.name, "counts": counts_data(r)}
            for r in together
            if r.framework is not None
        ],
        "findings": findings_data((f for r in together for f in r.findings), language),
    }


def framework_data(framework: Framework) -> dict[str, object]:
    """What a framework is and how much of it there is."""
    return {
        "key": framework.key,
        "version": framework.version,
        "edition": framework.edition,
        "title": framework.title,
        "publisher": framework.publisher,
        "languages": list(framework.languages),
        "items": dict(kinds_of(framework)),
        "links": dict(Counter(a.kind.value for a in framework.associations)),
        "texts": sum(1 + len(t.alternative) for i in framework.items for t in i.texts),
    }


def kinds_of(framework: Framework) -> list[tuple[str, int]]:
    """How many items there are of each kind, in the order in which they come."""
    return [(kind.value, n) for kind, n in Counter(i.kind for i in framework.items).items()]


def counts_data(reading: FrameworkReading) -> list[dict[str, object]]:
    """The counts of a reading."""
    return [
        {"kind": c.kind, "where": c.where, "found": c.found, "read": c.read, "left_out": c.left_out}
        for c in reading.counts
    ]


def comparison_report(comparison: FrameworkComparison) -> dict[str, object]:
    """
    What differs: ``{"old", "new", "same", "fields", "counts", "by_kind", "items", "links", "unchanged_items"}``.

    At most ``MOST_CHANGES`` items are listed; ``listed`` says how many.
    """
    listed = comparison.items[:MOST_CHANGES]
    return {
        "old": comparison.old,
        "new": comparison.new,
        "same": comparison.is_same,
        "unchanged_items": comparison.num_same,
        "fields": [{"field": d.field, "old": d.old, "new": d.new} for d in comparison.fields],
        "counts": {change.value: n for change, n in comparison.counts().items()},
        "by_kind": {k.value: {c.value: n for c, n in v.items()} for k, v in comparison.by_kind().items()},
        "listed": len(listed),
        "items": [
            {
                "change": d.change.value,
                "old": _item(d.old),
                "new": _item(d.new),
                "fields": [{"field": x.field, "old": x.old, "new": x.new} for x in d.fields],
            }
            for d in listed
        ],
        "links": {d.kind.value: {"added": len(d.added), "removed": len(d.removed)} for d in comparison.links},
    }


def _item(item: FrameworkItem | None) -> Mapping[str, str] | None:
    if item is None:
        return None
    return {"key": item.key, "kind": item.kind.value, "code": item.code, "text": item.text}
