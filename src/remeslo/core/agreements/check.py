"""Everything that is wrong with agreements."""

from collections.abc import Iterable

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.checks.alone import (
    check_authority,
    check_clauses,
    check_content,
    check_failures,
    check_parties,
    check_signatures,
)
from remeslo.core.agreements.checks.together import check_amendments, check_overlaps, check_renewals
from remeslo.core.agreements.content import ContentPack
from remeslo.core.base.findings import Finding


def check(agreements: Iterable[Agreement], pack: ContentPack) -> list[Finding]:
    """Findings about each agreement, then about several together; every one names the agreements it is about."""
    listed = list(agreements)
    findings = [f for agreement in listed for f in check_one(agreement, pack)]
    return [*findings, *check_overlaps(listed), *check_renewals(listed), *check_amendments(listed)]


def check_one(agreement: Agreement, pack: ContentPack) -> list[Finding]:
    """Findings about an agreement by itself."""
    return [
        *check_parties(agreement),
        *check_authority(agreement),
        *check_content(agreement, pack),
        *check_clauses(agreement),
        *check_signatures(agreement),
        *check_failures(agreement),
    ]


def about(findings: Iterable[Finding], agreement: Agreement) -> list[Finding]:
    """Of these, the ones that an agreement is named in."""
    names = ("agreement", "one", "other", "before")
    return [f for f in findings if agreement.key in (f.facts.get(n) for n in names)]
