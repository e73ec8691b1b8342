"""
Typed keys of everything that is traced.

A key is a plain string that stays the same from file to file and from run to run. Keys that `trace` walks over
carry their kind as a prefix, ``kind:rest``; see `trace_key`.
"""

from typing import NewType

OrganisationKey = NewType("OrganisationKey", str)
SiteKey = NewType("SiteKey", str)
WorkshopKey = NewType("WorkshopKey", str)
PersonKey = NewType("PersonKey", str)
GroupKey = NewType("GroupKey", str)
DemandKey = NewType("DemandKey", str)
ProgrammeKey = NewType("ProgrammeKey", str)
ElementKey = NewType("ElementKey", str)
"""Index of a programme element inside its programme: ``МДК.02.01``."""
EditionKey = NewType("EditionKey", str)
"""One edition of an occupational standard: ``40.002@701н-2013-12-02`` (code, order number, ISO date of approval)."""
StatementKey = NewType("StatementKey", str)
"""A work function or one statement of it inside an edition: ``<edition>:A/01.2`` or ``<edition>:A/01.2#LA3``."""
CompetenceKey = NewType("CompetenceKey", str)
"""Code of a competence inside one graduate model: ``ПК 2.1``."""
OutcomeKey = NewType("OutcomeKey", str)
"""Code of a learning outcome inside one graduate model: ``У 2.1.03``."""

TRACE_KINDS = ("employer", "request", "function", "state", "competence", "outcome", "element", "hour")


def trace_key(kind: str, *parts: str | int) -> str:
    """
    The key by which `trace` knows a thing: ``element:mach-operator/МДК.02.01``.

    ``employer:ORG``, ``request:CARD/N``, ``function:STATEMENT``, ``state:CODE`` (the state standard itself),
    ``competence:PROGRAMME/CODE``, ``outcome:PROGRAMME/CODE``, ``element:PROGRAMME/INDEX``, and for lessons
    ``hour:PROGRAMME/INDEX/wWEEK`` (the element's hours of one calendar week, counted from 1) or one hour of them,
    ``hour:PROGRAMME/INDEX/wWEEK/N`` (N from 1).
    """
    if kind not in TRACE_KINDS:
        raise ValueError(f"trace kind {kind!r} is not one of {TRACE_KINDS}")
    return f"{kind}:" + "/".join(str(p) for p in parts)
