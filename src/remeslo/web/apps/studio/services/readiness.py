"""What must be done before anybody can sign, and who then signs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio.book import Book, rulings
from remeslo.core.line.design import Designed
from remeslo.core.line.studio import Desk
from remeslo.core.network.resources import OrganisationRole
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.studio.enums import Capacity, ProposalState, RemarkKind
from remeslo.web.apps.studio.models import Proposal, Remark, Table
from remeslo.web.apps.studio.services.locking import refusal
from remeslo.web.apps.studio.snapshot import book_of, designed_of, desk_of


@dataclass(frozen=True, slots=True)
class Ready:
    """
    How ready a table is to be signed.

    Parameters
    ----------
    findings
        What stands in the way (hard), and what is worth knowing.
    signatories
        Who must sign, as they are kept with the version.
    """

    desk: Desk
    book: Book
    designed: Designed
    findings: tuple[Finding, ...]
    signatories: tuple[dict[str, Any], ...]

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What stands in the way."""
        return tuple(f for f in self.findings if f.hard)


def readiness(table: Table) -> Ready:
    """
    What stands between the table and its signatures; a fixed number of queries, nothing is written.

    In the way: a contested place, an open disagreement, nobody who heads the group, a newer outline, no college or
    design, and every rule that the design breaks. Worth knowing: open proposals.
    """
    desk, book = desk_of(table), book_of(table)
    designed = designed_of(desk, rulings(book))
    organisations = list(table.cluster.organisations.all())
    findings = [*_of_table(table, book, organisations), *designed.findings]
    if designed.design is None and not any(f.hard for f in findings):
        findings.append(refusal("no_design"))
    named = tuple(_signatories(table, designed.design, organisations))
    return Ready(desk, book, designed, tuple(findings), named)


def _of_table(table: Table, book: Book, organisations: list[Organisation]) -> Iterator[Finding]:
    for place, register in sorted(book.registers.items()):
        if register.disputed:
            yield refusal("contested", str(place), count=len(register.disputed) + 1)
    for said in Remark.objects.filter(table=table, kind=RemarkKind.DISAGREEMENT, settled_at=None):
        yield refusal("disagreement_open", said.place, person=said.author_name)
    if table.head_id is None:
        yield refusal("no_head")
    if table.base_id != table.document.latest_id:
        yield refusal("newer_outline", table.document.key)
    if not _colleges(organisations):
        yield refusal("no_college")
    waiting = Proposal.objects.filter(table=table, state=ProposalState.OPEN).count()
    if waiting:
        yield Finding("studio.proposals_open", "", {"count": waiting}, Severity.WARNING)


def _signatories(
    table: Table, design: ProgrammeDesign | None, organisations: list[Organisation]
) -> Iterator[dict[str, Any]]:
    """The head, the college, and every employer whose requests are in the programme."""
    if table.head_id is not None and table.head_organisation is not None:
        yield _named(Capacity.HEAD, table.head_organisation, user=table.head_id, person=str(table.head))
    for college in _colleges(organisations):
        yield _named(Capacity.COLLEGE, college)
    asked = employers_in(design)
    for organisation in organisations:
        if organisation.key in asked:
            yield _named(Capacity.EMPLOYER, organisation)


def employers_in(design: ProgrammeDesign | None) -> frozenset[str]:
    """Keys of the employers whose requests the programme answers, in whatever way."""
    if design is None:
        return frozenset()
    lines = (g.line for g in design.model.gap if g.answer is not GapClass.REJECTED)
    return frozenset(str(r.employer) for line in lines for r in line.requests)


def _named(
    capacity: Capacity, organisation: Organisation, *, user: int | None = None, person: str = ""
) -> dict[str, Any]:
    return {
        "capacity": capacity.value,
        "organisation": organisation.pk,
        "name": organisation.name,
        "user": user,
        "person": person,
    }


def _colleges(organisations: list[Organisation]) -> list[Organisation]:
    """The base college; where a cluster has none, every college it has."""
    base = [o for o in organisations if o.role == OrganisationRole.BASE_COLLEGE.value]
    return base or [o for o in organisations if o.is_college]
