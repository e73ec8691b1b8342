"""Changes of a pack as values: each gives the next pack, none touches the one it was given."""

from dataclasses import replace
from datetime import date

from remeslo.core.curriculum.norms import Norm, NormPack, NormValue


class NoSuchThing(LookupError):
    """The pack has no such norm, or the norm has no value from that day."""


class DayTaken(ValueError):
    """The norm has another value from that day."""


class LastValue(ValueError):
    """A norm keeps at least one value: take the whole norm out instead."""


class NormTaken(ValueError):
    """The pack has a norm of that key."""


def with_value(pack: NormPack, key: str, value: NormValue, *, instead_of: date | None = None) -> NormPack:
    """
    The pack with a value of a norm from a day on.

    ``instead_of`` names the value that it replaces; without it, the value is added and the others stay.
    Raises NoSuchThing, DayTaken.
    """
    norm = _norm(pack, key)
    if instead_of is not None:
        _value(norm, instead_of)
    others = [v for v in norm.values if v.since != instead_of]
    if any(v.since == value.since for v in others):
        raise DayTaken(value.since.isoformat())
    values = tuple(sorted((*others, value), key=lambda v: v.since))
    return _with(pack, replace(norm, values=values))


def without_value(pack: NormPack, key: str, since: date) -> NormPack:
    """The pack without one value; raises NoSuchThing, LastValue."""
    norm = _norm(pack, key)
    _value(norm, since)
    if len(norm.values) == 1:
        raise LastValue(key)
    return _with(pack, replace(norm, values=tuple(v for v in norm.values if v.since != since)))


def with_norm(pack: NormPack, norm: Norm) -> NormPack:
    """The pack with one norm more, at its end; raises NormTaken."""
    if norm.key in pack.norms:
        raise NormTaken(norm.key)
    return _with(pack, norm)


def without_norm(pack: NormPack, key: str) -> NormPack:
    """The pack without a norm; raises NoSuchThing."""
    _norm(pack, key)
    return replace(pack, norms={k: n for k, n in pack.norms.items() if k != key})


def value_from(pack: NormPack, key: str, since: date) -> NormValue:
    """A norm's value that begins on that very day; raises NoSuchThing."""
    return _value(_norm(pack, key), since)


def _with(pack: NormPack, norm: Norm) -> NormPack:
    return replace(pack, norms={**pack.norms, norm.key: norm})


def _norm(pack: NormPack, key: str) -> Norm:
    if key not in pack.norms:
        raise NoSuchThing(key)
    return pack.norms[key]


def _value(norm: Norm, since: date) -> NormValue:
    found = next((v for v in norm.values if v.since == since), None)
    if found is None:
        raise NoSuchThing(f"{norm.key} {since.isoformat()}")
    return found
