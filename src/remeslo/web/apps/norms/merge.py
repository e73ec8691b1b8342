"""Two people changed one pack: what both did, put together where they touched different things."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from remeslo.core.curriculum.norms import Norm, NormPack, NormValue

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Merged:
    """
    The pack with both changes.

    Parameters
    ----------
    clashes
        What both changed, each in another way: (norm key or field, day or empty). The pack has *theirs* there.
    """

    pack: NormPack
    clashes: tuple[tuple[str, str], ...]


def merged(base: NormPack, mine: NormPack, theirs: NormPack) -> Merged:
    """My changes of ``base`` put on top of theirs; a thing that both changed differently is told and stays theirs."""
    clashes: list[tuple[str, str]] = []
    heads = _merge(_heads(base), _heads(mine), _heads(theirs))
    clashes += [("", str(k)) for k in heads.clashes]
    norms: dict[str, Norm] = {}
    for key in dict.fromkeys((*theirs.norms, *mine.norms)):
        norm = _norm(key, base, mine, theirs, clashes)
        if norm is not None:
            norms[key] = norm
    pack = replace(theirs, norms=norms, **heads.values)
    return Merged(pack, tuple(clashes))


@dataclass(frozen=True, slots=True)
class _Fields:
    values: dict[Any, Any]
    clashes: tuple[Any, ...]


def _merge(base: Mapping[K, object], mine: Mapping[K, object], theirs: Mapping[K, object]) -> _Fields:
    """Field by field; a field that is missing counts as a value too."""
    gone = object()
    values: dict[Any, Any] = {}
    clashes = []
    for key in dict.fromkeys((*theirs, *mine)):
        old, own, other = (side.get(key, gone) for side in (base, mine, theirs))
        chosen = other if own == old else own
        if own not in (old, other) and other != old:
            clashes.append(key)
            chosen = other
        if chosen is not gone:
            values[key] = chosen
    return _Fields(values, tuple(clashes))


def _heads(pack: NormPack) -> dict[str, object]:
    return {n: getattr(pack, n) for n in ("title_ru", "title_en", "country", "examples")}


def _norm(key: str, base: NormPack, mine: NormPack, theirs: NormPack, clashes: list[tuple[str, str]]) -> Norm | None:
    """One norm; taken out by one and changed by the other is a clash."""
    old, own, other = base.norms.get(key), mine.norms.get(key), theirs.norms.get(key)
    if own in (old, other):
        return other
    if other == old:
        return own
    if own is None or other is None or old is None:
        clashes.append((key, ""))
        return other
    heads = _merge(_norm_heads(old), _norm_heads(own), _norm_heads(other))
    values = _merge(_values(old), _values(own), _values(other))
    clashes += [(key, "") for _ in heads.clashes[:1]]
    clashes += [(key, day.isoformat()) for day in values.clashes]
    kept: tuple[NormValue, ...] = tuple(sorted(values.values.values(), key=lambda v: v.since))
    if not kept:
        clashes.append((key, ""))
        return other
    return replace(other, values=kept, **heads.values)


def _norm_heads(norm: Norm) -> dict[str, object]:
    return {n: getattr(norm, n) for n in ("unit", "title_ru", "title_en", "hard")}


def _values(norm: Norm) -> dict[Any, object]:
    return {v.since: v for v in norm.values}
