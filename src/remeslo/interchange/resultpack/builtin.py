"""Kinds and indicators that come with the program."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from remeslo.core.base.findings import Finding
from remeslo.core.results.indicator import Indicator
from remeslo.core.results.kinds import FactKind
from remeslo.interchange.resultpack.indicatorreader import read_indicators
from remeslo.interchange.resultpack.kindreader import read_kinds

KINDS = "kinds.toml"
INDICATORS = "cluster-2026.toml"


@cache
def builtin_kinds() -> Mapping[str, FactKind]:
    """Kinds of facts by key; raises ValueError when the shipped file is faulty: a fault of the program."""
    kinds, findings = read_kinds(_bytes("facts", KINDS), name=KINDS)
    return MappingProxyType(_sound(kinds, findings, KINDS))


@cache
def builtin_indicators() -> Mapping[str, Indicator]:
    """Indicators by key in the order of their file; raises ValueError as `builtin_kinds` does."""
    found, findings = read_indicators(_bytes("indicators", INDICATORS), name=INDICATORS, kinds=builtin_kinds())
    return MappingProxyType(_sound(found, findings, INDICATORS))


def _bytes(folder: str, name: str) -> bytes:
    return (resources.files("remeslo") / "packs" / folder / name).read_bytes()


def _sound(values: Mapping[str, object] | None, findings: tuple[Finding, ...], name: str) -> dict:  # type: ignore[type-arg]
    if values is None or findings:
        raise ValueError(f"built-in {name}: {', '.join(f'{f.code} {dict(f.facts)}' for f in findings)}")
    return dict(values)
