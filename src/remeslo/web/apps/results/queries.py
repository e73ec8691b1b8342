"""Questions over facts for one reader; each takes a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, Standing
from remeslo.web.apps.common.models import Cluster, LogEntry, Organisation
from remeslo.web.apps.results.audience import Audience
from remeslo.web.apps.results.ledger import Known, Ledger, Parties
from remeslo.web.apps.results.models import Evidence, FactRow, Learner


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in a list; ``standing`` is None for one that is no longer in force."""

    fact: Fact
    parties: Parties
    standing: Standing | None
    asked: bool

    @property
    def waits(self) -> bool:
        """True when the other side was asked and has not answered."""
        return self.standing is Standing.CLAIMED and self.parties.other is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list is narrowed to."""

    kind: str = ""
    organisation: int = 0
    standing: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None

    def fits(self, line: FactLine) -> bool:
        """True when the line belongs into the list."""
        fact = line.fact
        return (
            self.kind in ("", fact.kind)
            and (not self.organisation or self.organisation in line.parties.ids)
            and (not self.standing or _standing_word(line) == self.standing)
            and (not self.subject or self.subject.casefold() in fact.subject.casefold())
            and (self.since is None or fact.on >= self.since)
            and (self.until is None or fact.on <= self.until)
        )


def _standing_word(line: FactLine) -> str:
    if line.standing is Standing.CLAIMED and line.parties.other is None:
        return "unasked"
    return str(line.standing) if line.standing else "gone"


def visible_lines(held: Ledger, known: Known, audience: Audience) -> list[FactLine]:
    """Facts in force that the reader may see, the latest first; no query."""
    found = []
    for fact in known.stated:
        parties = held.parties[fact.key]
        if audience.sees(parties):
            found.append(FactLine(fact, parties, known.standing[fact.key], audience.is_asked(parties)))
    return sorted(found, key=lambda line: (line.fact.on, line.parties.row), reverse=True)


def waiting(held: Ledger, known: Known, audience: Audience) -> list[FactLine]:
    """Facts that wait for the reader's word, the oldest first; no query."""
    lines = visible_lines(held, known, audience)
    return [line for line in reversed(lines) if line.asked and line.standing is Standing.CLAIMED]


def disputed(held: Ledger, known: Known, audience: Audience) -> list[FactLine]:
    """Facts that the reader's house entered and the other side disputes; no query."""
    own = audience.own_ids
    lines = visible_lines(held, known, audience)
    return [line for line in lines if line.standing is Standing.DISPUTED and line.parties.by in own]


def kinds_of(lines: Iterable[FactLine]) -> list[tuple[str, int]]:
    """Kinds with the number of facts, the most frequent first."""
    return Counter(line.fact.kind for line in lines).most_common()


def fact_row(cluster: Cluster, key: str) -> FactRow | None:
    """One fact's row with its parties; one query."""
    rows = FactRow.objects.filter(cluster=cluster, key=key).exclude(kind=CONFIRMATION)
    return rows.select_related("cluster", "by", "other", "college", "author").first()


def fact_rows(cluster: Cluster, keys: Iterable[str]) -> list[FactRow]:
    """Several of them; one query."""
    rows = FactRow.objects.filter(cluster=cluster, key__in=list(keys)).exclude(kind=CONFIRMATION)
    return list(rows.select_related("cluster", "by", "other", "college"))


@dataclass(frozen=True, slots=True)
class Written:
    """Who typed a fact in, when, and why it corrects or takes back another."""

    who: str
    at: datetime
    why: str


def who_wrote(cluster: Cluster, keys: Iterable[FactKey]) -> Mapping[str, Written]:
    """Who typed each fact in; one query."""
    rows = FactRow.objects.filter(cluster=cluster, key__in=list(keys)).select_related("author")
    return {r.key: Written(str(r.author or ""), r.at, r.note) for r in rows}


def evidence_files(cluster: Cluster, references: Iterable[str]) -> Mapping[str, Evidence]:
    """Files by their references, without their bytes; one query."""
    wanted = [r.removeprefix("file:") for r in references if r.startswith("file:")]
    rows = Evidence.objects.filter(cluster=cluster, sha256__in=wanted).defer("data")
    return {r.reference: r for r in rows}


def facts_with_evidence(held: Ledger, reference: str) -> list[Fact]:
    """Facts that name a file; no query."""
    return [f for f in held.facts if reference in f.evidence]


def names(cluster: Cluster, subjects: Iterable[str]) -> Mapping[str, Learner]:
    """Learners by pseudonym; one query. The caller asks whose names the reader may see, and logs the showing."""
    rows = Learner.objects.filter(cluster=cluster, key__in=set(subjects)).select_related("college")
    return {r.key: r for r in rows}


def organisations_by_id(cluster: Cluster) -> Mapping[int, Organisation]:
    """Members of the cluster; one query."""
    return {o.pk: o for o in cluster.organisations.all()}


def showings(cluster: Cluster, subject: str, limit: int = 20) -> list[LogEntry]:
    """Who was shown a learner's name; one query."""
    rows = LogEntry.objects.filter(cluster=cluster, action="names.shown", subject=f"learner:{subject}")
    return list(rows.select_related("user")[:limit])
