"""What an editor had seen of a link when deciding, and whether somebody decided on it meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.revision import Resolution
from remeslo.web.apps.common.models import User
from remeslo.web.apps.revision.queries import InForce


class Refused(Exception):
    """A decision that cannot be taken, or an act on a review that was applied; nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = tuple(findings)


class ChangedMeanwhile(Refused):
    """Decisions on links that others decided on meanwhile; nothing was written, not even on the other links."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.links = frozenset(f.where for f in findings)


@dataclass(frozen=True, slots=True)
class Said:
    """
    A decision with what its editor had seen.

    Parameters
    ----------
    seen
        Id of the newest decision on the link that was shown (those that were taken back count too); 0: there was none.
    """

    resolution: Resolution
    seen: int


def is_repeated(said: Said, latest: Mapping[str, InForce], by: User) -> bool:
    """True when the same person made the very same decision last: a button that was pressed twice."""
    there = latest.get(said.resolution.link)
    if there is None or there.taken_back or there.row.author_id != by.pk:
        return False
    return there.resolution == said.resolution


def changed(seen: Iterable[tuple[str, int]], latest: Mapping[str, InForce]) -> list[Finding]:
    """``revision.changed_meanwhile`` for each link whose newest decision is not the one that was seen."""
    return [_changed(link, latest.get(link)) for link, number in seen if newest(latest, link) != number]


def newest(latest: Mapping[str, InForce], link: str) -> int:
    """Id of the newest decision on a link; 0 when there is none."""
    there = latest.get(link)
    return 0 if there is None else there.row.pk


def _changed(link: str, there: InForce | None) -> Finding:
    kind, _, rest = link.partition("|")
    facts: dict[str, object] = {"kind": kind, "holder": rest.partition("|")[0]}
    if there is not None:
        row = there.row
        facts |= {"who": row.author_name, "note": row.note, "targets": [t.partition(":")[2] for t in row.targets]}
        if row.decision:
            facts["decision"] = row.decision
    return Finding("revision.changed_meanwhile", link, facts, Severity.STOPS_SAVING)
