"""Decisions carried into a programme: a new outline with rulings; the old outline is left as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.revision.links import Link, LinkKind, draws_on
from remeslo.core.competence.revision.resolution import Resolution
from remeslo.core.competence.revision.review import ReviewItem, ReviewList
from remeslo.core.competence.revision.suggest import Decision
from remeslo.core.competence.studio.place import LINE_NAME, OF_LINES, Place, PlaceKind
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    LineRuling,
    RejectedRuling,
    RequestRuling,
    Value,
)
from remeslo.core.competence.studio.values import Decision as Meaning


@dataclass(frozen=True, slots=True)
class Applied:
    """
    What applying gave.

    Parameters
    ----------
    outline
        The next version of the outline: draws on the new edition, says in rulings what every request means.
    staying
        Links left on the old edition: undecided, or the employer is to be asked.
    changed
        Places whose ruling differs from the old outline's.
    findings
        ``revision.rulings_collide``: two old rulings came to one place, the first one stands;
        ``revision.undecided``: how many links stay on the old edition.
    """

    outline: ProgrammeOutline
    staying: tuple[Link, ...]
    changed: tuple[Place, ...]
    findings: tuple[Finding, ...]


def apply(
    outline: ProgrammeOutline, design: ProgrammeDesign, review: ReviewList, resolutions: Iterable[Resolution]
) -> Applied:
    """
    The next version of an outline.

    Requests that meant a work function of the old edition mean by ruling what was decided, so that matching against
    the new edition cannot move them unseen; rulings that named old functions name new ones; a line that a competence
    answered is answered by it still when that link was carried or chosen. A request that means nothing any more keeps
    the employer's own wording. Links of statements and outcomes follow: the constructor takes their wordings from
    the functions decided on (`followed` tells where it does not). What is not decided stays as it was, and the outline
    then draws on both editions.
    """
    return _Applying(outline, design, review, {r.link: r for r in resolutions}).result()


class _Applying:
    """One run."""

    def __init__(
        self,
        outline: ProgrammeOutline,
        design: ProgrammeDesign,
        review: ReviewList,
        decided: Mapping[str, Resolution],
    ) -> None:
        self.outline, self.design, self.review, self.decided = outline, design, review, decided
        self.findings: list[Finding] = []
        self.values: dict[Place, Value] = {}

    def result(self) -> Applied:
        """Everything, in order."""
        staying = tuple(i.link for i in self.review.items if self._stays(i))
        self._rulings()
        self._requests()
        self._answers()
        if staying:
            facts = {"links": len(staying), "old": self.review.old}
            self.findings.append(Finding("revision.undecided", self.design.key, facts, Severity.WARNING))
        rulings = Rulings.of(self.values)
        outline = replace(self.outline, occupational_standards=self._references(), rulings=rulings)
        old = self.outline.rulings.mapping()
        changed = sorted({p for p in (*old, *self.values) if old.get(p) != self.values.get(p)})
        return Applied(outline, staying, tuple(changed), tuple(self.findings))

    def _stays(self, item: ReviewItem) -> bool:
        decided = self.decided.get(item.link.key)
        return decided is None or decided.decision is Decision.ASK

    def _goes(self, link: Link) -> tuple[StatementKey, ...]:
        """Where a link leads now; the old statement when it stays, nothing when it was dropped."""
        statement = link.statement
        if statement is None:
            return ()
        item = self.review.by_key.get(link.key)
        if item is None:
            carried = self.review.targets.get(statement)
            return (statement,) if carried is None else (carried,)
        if self._stays(item):
            return (statement,)
        decided = self.decided[link.key]
        if decided.decision is Decision.CARRY:
            return tuple(s.key for s in item.new)
        return decided.targets

    def _mapped(self, kind: LinkKind, holder: str, keys: Iterable[StatementKey]) -> tuple[StatementKey, ...]:
        """Work functions of a holder after the decisions, each once."""
        known = self.review.links
        found: dict[StatementKey, None] = {}
        for k in keys:
            link = Link(self.design.key, kind, holder, k)
            found |= dict.fromkeys(self._goes(link) if link in known else (k,))
        return tuple(found)

    def _references(self) -> tuple[str, ...]:
        """Editions that the outline draws on; both while anything stays on the old one."""
        answer: dict[str, None] = {}
        stays = any(self._stays(i) for i in self.review.items)
        for reference in self.outline.occupational_standards:
            if not draws_on(reference, self.review.old):
                answer[reference] = None
                continue
            item = self.review.by_key.get(Link(self.design.key, LinkKind.EDITION, reference).key)
            if item is not None and (self._stays(item) or stays):
                answer[str(self.review.old)] = None
            if item is None or (not self._stays(item) and self.decided[item.link.key].decision is Decision.CARRY):
                answer[str(self.review.new)] = None
        return tuple(answer)

    def _requests(self) -> None:
        """What each request with a link to the old edition means now."""
        means: dict[str, dict[StatementKey, None]] = {}
        for gap in self.design.model.gap:
            for ref in gap.line.requests:
                means.setdefault(f"{ref.card}/{ref.number}", {}).update(dict.fromkeys(gap.line.functions))
        touched = dict.fromkeys(k.holder for k in sorted(self.review.links) if k.kind is LinkKind.REQUEST)
        for request in touched:
            place = Place(PlaceKind.REQUEST, request)
            ruled = self.outline.rulings.at(place)
            before = ruled.functions if isinstance(ruled, RequestRuling) else tuple(means.get(request, {}))
            after = self._mapped(LinkKind.REQUEST, request, before)
            note = self._note(LinkKind.REQUEST, request) or (ruled.note if ruled is not None else "")
            if after:
                self.values[place] = RequestRuling(decision=Meaning.ACCEPTED, functions=after, note=note)
            else:
                self.values[place] = RequestRuling(decision=Meaning.OWN, note=note)

    def _note(self, kind: LinkKind, holder: str) -> str:
        """Notes of the decisions on one holder."""
        mine = (r.note for k, r in self.decided.items() if k.startswith(f"{kind.value}|{holder}|"))
        return "; ".join(dict.fromkeys(n for n in mine if n))[:1000].strip()

    def _rulings(self) -> None:
        """Rulings that stand, with old functions replaced in values and places."""
        for ruling in self.outline.rulings:
            place, value = ruling.place, ruling.value
            if isinstance(value, RejectedRuling):
                rejected = self._mapped(LinkKind.RULING, str(place), value.rejected)
                if rejected:
                    self._put(place, replace(value, rejected=rejected))
            elif isinstance(value, LineRuling):
                for line in self._mapped(LinkKind.RULING, str(place), (StatementKey(value.line),))[:1]:
                    self._put(place, replace(value, line=line))
            elif place.kind in OF_LINES:
                for key in self._mapped(LinkKind.RULING, str(place), (StatementKey(place.key),)):
                    self._put(Place(place.kind, key), value)
            else:
                self._put(place, value)

    def _answers(self) -> None:
        """Lines of functions that a competence answers to are answered by it still."""
        for gap in self.design.model.gap:
            competence = gap.competence
            if competence is None or gap.answer is GapClass.REJECTED:
                continue
            for f in gap.line.functions:
                item = self.review.by_key.get(Link(self.design.key, LinkKind.COMPETENCE, competence, f).key)
                if item is None or self._stays(item):
                    continue
                new = gap.answer is GapClass.NEW
                value = AnswerRuling(answer=gap.answer, competence=None if new else competence)
                own_name = gap.line.key.startswith(LINE_NAME)
                for key in (gap.line.key,) if own_name else self._goes(item.link):
                    self.values.setdefault(Place(PlaceKind.ANSWER, key), value)

    def _put(self, place: Place, value: Value) -> None:
        """A ruling at its place; the first one stands where two come to one place."""
        there = self.values.setdefault(place, value)
        if there != value:
            facts = {"kept": _plain(there), "left": _plain(value)}
            self.findings.append(Finding("revision.rulings_collide", str(place), facts, Severity.WARNING))


def _plain(value: Value) -> str:
    """What a ruling of a line says, for a sentence."""
    for name in ("text", "answer", "payer", "proficiency"):
        said = getattr(value, name, None)
        if said is not None:
            return str(said)
    return ""
