"""Questions about new editions and reviews; the number of queries does not grow with links or programmes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.revision import (
    Decision,
    EditionDiff,
    Resolution,
    ReviewList,
    diff,
    links,
    rests_on,
    review,
    review_state,
    state_diff,
)
from remeslo.core.competence.revision.state_statements import state_statements
from remeslo.core.competence.standards import OccupationalStandard, Statement, editions
from remeslo.core.competence.statestandard import StateStandard, state_editions
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.programmes.values import Memory, outcome_value
from remeslo.web.apps.registry.values import version_values
from remeslo.web.apps.revision.models import LinkDecision, Review

Edition = OccupationalStandard | StateStandard
"""What is re-issued."""

_KINDS = (DocumentKind.STANDARD, DocumentKind.STATE_STANDARD)
_diffs, _lists = Memory(20), Memory(40)


@dataclass(frozen=True, slots=True)
class Touched:
    """A programme that rests on an older edition: how many links to review, how many go over by themselves."""

    programme: str
    title: str
    items: int
    carried: int
    review: Review | None


@dataclass(frozen=True, slots=True)
class Replaced:
    """A new edition with an older one that programmes still rest on."""

    old: Edition
    new: Edition
    old_version: int
    new_version: int
    diff: EditionDiff
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class _Programme:
    key: str
    title: str
    outline: int
    outline_sha: str
    plan: int
    outcome: ProgrammeOutcome
    plan_sha: str


def replaced(cluster: Cluster, only_new: str = "") -> list[Replaced]:
    """
    Every newer edition of a standard on whose older edition a programme rests.

    Four queries once all is known; one where no standard has a second edition.
    """
    standards = _published(cluster)
    if not standards:
        return []
    programmes = list(_programmes(cluster))
    reviews = {}
    for r in Review.objects.filter(cluster=cluster).order_by("id"):
        reviews[r.outline_id, r.plan_id, r.old_id, r.new_id] = r
        if r.result_id is not None:  # its draft is there and no plan of it yet: nothing is to be reviewed anew
            reviews.setdefault((r.result_id, r.plan_id, r.old_id, r.new_id), r)
    values = version_values(standards)
    held = {values[pk].edition: (values[pk], pk, sha) for _, pk, sha in standards}
    outlines = version_values((DocumentKind.OUTLINE, p.outline, p.outline_sha) for p in programmes)
    found = []
    for ordered in _ordered(held):
        for at, (old, old_pk, old_sha) in enumerate(ordered):
            for new, new_pk, new_sha in ordered[at + 1 :]:
                if only_new and new.edition != only_new:
                    continue
                resting = [
                    p
                    for p in programmes
                    if p.outcome.design is not None and _rests(p.outcome.design, outlines[p.outline], old)
                ]
                if not resting:
                    continue
                changes = _diff((old, old_sha), (new, new_sha))
                touched = []
                for p in resting:
                    key = (old_sha, new_sha, p.plan_sha, p.outline_sha)
                    listed = _list(key, p.outcome, outlines[p.outline], old, changes)
                    opened = reviews.get((p.outline, p.plan, old_pk, new_pk))
                    touched.append(Touched(p.key, p.title, len(listed.items), len(listed.carried), opened))
                found.append(Replaced(old, new, old_pk, new_pk, changes, tuple(touched)))
    return found


@dataclass(frozen=True, slots=True)
class Opened:
    """A review with everything it is about; values are read once a process."""

    review: Review
    outline: ProgrammeOutline
    outcome: ProgrammeOutcome
    old: Edition
    new: Edition
    diff: EditionDiff
    list: ReviewList

    def new_statements(self) -> Iterable[Statement]:
        """Everything of the new edition that may be chosen."""
        if isinstance(self.new, StateStandard):
            return (s.statement for s in state_statements(self.new))
        return self.new.statements()


def review_of(cluster: Cluster, pk: int) -> Review | None:
    """A review of the cluster with its versions' heads; one query."""
    rows = Review.objects.filter(cluster=cluster, pk=pk).select_related(
        "outline__document", "plan__document", "old__document", "new__document", "opened_by", "applied_by", "result"
    )
    return rows.defer("outline__body", "plan__body", "old__body", "new__body", "result__body").first()


def opened(found: Review) -> Opened:
    """The list of a review; one query, none once its values are in memory."""
    values = version_values((v.document.kind, v.pk, v.sha256) for v in (found.outline, found.old, found.new))
    outline, old, new = values[found.outline_id], values[found.old_id], values[found.new_id]
    outcome = outcome_value(found.plan_id, found.plan.sha256)
    changes = _diff((old, found.old.sha256), (new, found.new.sha256))
    key = (found.old.sha256, found.new.sha256, found.plan.sha256, found.outline.sha256)
    return Opened(found, outline, outcome, old, new, changes, _list(key, outcome, outline, old, changes))


@dataclass(frozen=True, slots=True)
class InForce:
    """The newest decision on a link, and how many there were; one that takes back leaves the link open."""

    row: LinkDecision
    times: int

    @property
    def taken_back(self) -> bool:
        """True when it takes the one before back."""
        return not self.row.decision

    @property
    def resolution(self) -> Resolution:
        """As the core takes it."""
        return Resolution(
            link=self.row.link,
            decision=Decision(self.row.decision),
            targets=tuple(self.row.targets),
            note=self.row.note,
        )


def latest(found: Review) -> dict[str, InForce]:
    """The newest decision on each link, those that were taken back too; one query."""
    rows: dict[str, list[LinkDecision]] = {}
    for row in LinkDecision.objects.filter(review=found).order_by("id"):
        rows.setdefault(row.link, []).append(row)
    return {link: InForce(made[-1], len(made)) for link, made in rows.items()}


def in_force(newest: Mapping[str, InForce]) -> dict[str, InForce]:
    """Those that stand."""
    return {link: d for link, d in newest.items() if not d.taken_back}


def decided(found: Review) -> dict[str, InForce]:
    """Decisions in force by link; one query."""
    return in_force(latest(found))


def mark(newest: Mapping[str, InForce]) -> int:
    """Id of the newest decision of all; 0 when there is none."""
    return max((d.row.pk for d in newest.values()), default=0)


def _ordered(held: Mapping[str, tuple[Edition, int, str]]) -> Iterator[list[tuple[Edition, int, str]]]:
    """Editions of one code each, the earliest first; occupational standards, then state standards."""
    of_occupations = [s for s, _, _ in held.values() if isinstance(s, OccupationalStandard)]
    for code in sorted({s.code for s in of_occupations}):
        yield [held[s.edition] for s in editions(of_occupations, code)]
    of_state = [s for s, _, _ in held.values() if isinstance(s, StateStandard)]
    for code in sorted({s.code for s in of_state}):
        yield [held[s.edition] for s in state_editions(of_state, code)]


def _rests(design: ProgrammeDesign, outline: ProgrammeOutline, old: Edition) -> bool:
    """True when anything in a programme names the edition."""
    if isinstance(old, StateStandard):
        return rests_on(design, old) and outline.state_standard in (old.code, old.edition)
    return bool(links(design, outline, old.edition))


def _diff(old: tuple[Edition, str], new: tuple[Edition, str]) -> EditionDiff:
    def made() -> EditionDiff:
        left, right = old[0], new[0]
        if isinstance(left, StateStandard) and isinstance(right, StateStandard):
            return state_diff(left, right)
        assert isinstance(left, OccupationalStandard)
        assert isinstance(right, OccupationalStandard)
        return diff(left, right)

    return _diffs.get((old[1], new[1]), made)


def _list(
    key: tuple[str, ...], outcome: ProgrammeOutcome, outline: ProgrammeOutline, old: Edition, changes: EditionDiff
) -> ReviewList:
    design = outcome.design
    assert design is not None

    def made() -> ReviewList:
        if isinstance(old, StateStandard):
            return review_state(design, outline, old, changes)
        return review(design, outline, changes)

    return _lists.get(key, made)


def _published(cluster: Cluster) -> list[tuple[str, int, str]]:
    """Kind, version and hash of every published edition of a standard that has more than one."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind__in=_KINDS, withdrawn=False, published__isnull=False)
    found = list(rows.values_list("kind", "published_id", "published__sha256", "key"))
    editions_of = Counter((kind, key.partition("@")[0]) for kind, _, _, key in found)
    return [(kind, pk, sha) for kind, pk, sha, key in found if editions_of[kind, key.partition("@")[0]] > 1]


def _programmes(cluster: Cluster) -> Iterable[_Programme]:
    """Programmes with a term plan, by the latest version of outline and plan."""
    kinds = (DocumentKind.OUTLINE, DocumentKind.TERM_PLAN)
    rows = VersionedDocument.objects.filter(cluster=cluster, kind__in=kinds, withdrawn=False, latest__isnull=False)
    heads = {
        (kind, key): (title, pk, sha)
        for kind, key, title, pk, sha in rows.order_by("position").values_list(
            "kind", "key", "title", "latest_id", "latest__sha256"
        )
    }
    for (kind, key), (title, pk, sha) in heads.items():
        plan = heads.get((DocumentKind.TERM_PLAN, key))
        if kind == DocumentKind.OUTLINE and plan is not None:
            yield _Programme(key, title, pk, sha, plan[1], outcome_value(plan[1], plan[2]), plan[2])


def latest_of(cluster: Cluster, programme: str) -> tuple[int, int]:
    """Ids of the latest versions of a programme's outline and term plan; one query."""
    kinds = (DocumentKind.OUTLINE, DocumentKind.TERM_PLAN)
    rows = VersionedDocument.objects.filter(cluster=cluster, kind__in=kinds, key=programme, latest__isnull=False)
    ids = dict(rows.values_list("kind", "latest_id"))
    return ids[DocumentKind.OUTLINE], ids[DocumentKind.TERM_PLAN]
