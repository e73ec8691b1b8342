"""
The account of a pack in a cluster: its facts, its rules, its ledger, and what a settlement of a day says.

Facts and entries are only ever appended and a published version never changes, so that a settlement is computed once
for each day, newest fact, newest entry and version, and kept while it is asked for.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import Count, Max

from remeslo.core.funding.book import FactBook
from remeslo.core.funding.due import Due, due
from remeslo.core.funding.ledger import Ledger
from remeslo.core.funding.pack import RulePack
from remeslo.core.funding.settle import Settlement, settle_due
from remeslo.core.funding.statements import Statement, statements
from remeslo.web.apps.common.kept import Kept
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.funding.models import ClosedYear, EntryRow
from remeslo.web.apps.funding.packs import pack_value
from remeslo.web.apps.results.ledger import Ledger as FactLedger
from remeslo.web.apps.results.ledger import ledger as fact_ledger

_KEPT: Final = 12
_Version = tuple[Any, ...]
_dues: Kept[tuple[FactBook, Due]] = Kept(_KEPT)
_books: Kept[Ledger] = Kept(_KEPT)
_settled: Kept[Settlement] = Kept(_KEPT)
_told: Kept[tuple[Statement, ...]] = Kept(_KEPT)


@dataclass(frozen=True)
class Account:
    """One published pack at work in one cluster."""

    cluster: Cluster
    document: VersionedDocument
    pack: RulePack
    held: FactLedger
    ledger: Ledger
    state: _Version

    def due(self, on: date) -> tuple[FactBook, Due]:
        """What is due by the knowledge of a day, with the facts it was computed from."""

        def compute() -> tuple[FactBook, Due]:
            book = FactBook.known(self.held.facts, on)
            return book, due(self.pack, book, on=on)

        return _dues.once((*self.state[:3], on), compute)

    def settlement(self, on: date) -> Settlement:
        """Due minus paid on a day."""
        return _settled.once((*self.state, on), lambda: settle_due(self.pack, self.due(on)[1], self.ledger))

    def statements(self, on: date) -> tuple[Statement, ...]:
        """The settlement by contract, payee and period."""
        return _told.once((*self.state, on), lambda: statements(self.settlement(on)))

    @cached_property
    def newest_fact(self) -> int:
        """Id of the newest fact's row, 0 without facts."""
        return max((p.row for p in self.held.parties.values()), default=0)


def account(cluster: Cluster, document: VersionedDocument) -> Account:
    """The account of the published version; five queries at most."""
    assert document.published is not None
    held = fact_ledger(cluster)
    rows = EntryRow.objects.filter(pack=document)
    newest = rows.aggregate(last=Max("id"), count=Count("id"), at=Max("booked__at"))
    closed = ClosedYear.objects.filter(pack=document).aggregate(last=Max("year"))["last"]
    until = date(closed, 12, 31) if closed else None
    entries: _Version = (document.pk, newest["last"], newest["count"], newest["at"], until)
    facts: _Version = (cluster.pk, held.stamp, document.published.sha256)
    return Account(
        cluster=cluster,
        document=document,
        pack=pack_value(document.published),
        held=held,
        ledger=_books.once(entries, lambda: _read(document, until)),
        state=(*facts, *entries),
    )


def _read(document: VersionedDocument, until: date | None) -> Ledger:
    rows = EntryRow.objects.filter(pack=document).order_by("id")
    return Ledger(tuple(r.value() for r in rows), until)
