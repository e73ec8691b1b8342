"""Decisions on a new edition of a state standard carried into an outline; the old outline is left as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey, StatementKey
from remeslo.core.base.text import fold
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.programme.names import ModuleNames
from remeslo.core.competence.revision.aligned import code_of
from remeslo.core.competence.revision.applying import Applied
from remeslo.core.competence.revision.links import Link, LinkKind
from remeslo.core.competence.revision.resolution import Resolution
from remeslo.core.competence.revision.review import ReviewItem, ReviewList
from remeslo.core.competence.revision.suggest import Decision
from remeslo.core.competence.statestandard import Discipline, StateStandard
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import AnswerRuling, Value


def apply_state(
    outline: ProgrammeOutline,
    design: ProgrammeDesign,
    review: ReviewList,
    resolutions: Iterable[Resolution],
    new: StateStandard,
) -> Applied:
    """
    The next version of an outline, on the new edition by name.

    A programme rests on one edition of its state standard, never on two: while anything is undecided, or an employer
    is to be asked, the outline is pinned to the old edition, nothing is carried, and ``revision.state_waits`` stops
    saving. Else the codes of competences in the college's elements and in rulings become those decided on; an element
    that is an obliged discipline takes its title and at least its hours; modules take the number of their activity;
    a line that a competence answered is answered by ruling by what was decided. Competences, outcomes and figures of
    the standard follow by themselves when the programme is designed anew.
    """
    return _Applying(outline, design, review, {r.link: r for r in resolutions}, new).result()


class _Applying:
    """One run."""

    def __init__(
        self,
        outline: ProgrammeOutline,
        design: ProgrammeDesign,
        review: ReviewList,
        decided: Mapping[str, Resolution],
        new: StateStandard,
    ) -> None:
        self.outline, self.design, self.review, self.decided, self.new = outline, design, review, decided, new
        self.disciplines = {d.index: d for d in new.disciplines}
        self.findings: list[Finding] = []

    def result(self) -> Applied:
        """Everything, in order."""
        staying = tuple(i.link for i in self.review.items if self._waits(i))
        if staying:
            facts = {"links": len(staying), "old": self.review.old, "new": self.review.new}
            waits = Finding("revision.state_waits", self.design.key, facts, Severity.STOPS_SAVING)
            return Applied(replace(self.outline, state_standard=self.review.old), staying, (), (waits,))
        rulings = Rulings.of({**self._rulings()})
        outline = replace(
            self.outline,
            state_standard=self.review.new,
            elements=tuple(self._element(e) for e in self.outline.elements),
            rulings=rulings,
        )
        old, now = self.outline.rulings.mapping(), rulings.mapping()
        changed = sorted({p for p in (*old, *now) if old.get(p) != now.get(p)})
        return Applied(outline, (), tuple(changed), tuple(self.findings))

    def _waits(self, item: ReviewItem) -> bool:
        decided = self.decided.get(item.link.key)
        return decided is None or decided.decision is Decision.ASK

    def _goes(self, link: Link) -> tuple[StatementKey, ...]:
        """Where a link leads now; nothing when it was dropped."""
        item = self.review.by_key.get(link.key)
        if item is None:
            carried = self.review.targets.get(link.statement) if link.statement else None
            return () if carried is None else (carried,)
        decided = self.decided[link.key]
        if decided.decision is Decision.CARRY:
            return tuple(s.key for s in item.new)
        return decided.targets

    def _codes(self, kind: LinkKind, holder: str, code: str) -> tuple[str, ...]:
        """Codes that stand for one that a holder named; the code itself where that was no link."""
        link = Link(self.design.key, kind, holder, self._old(code))
        return tuple(map(code_of, self._goes(link))) if link in self.review.links else (code,)

    def _old(self, code: str) -> StatementKey:
        return StatementKey(f"{self.review.old}:{code}")

    def _element(self, element: OutlineElement) -> OutlineElement:
        """An element of the college on the new edition."""
        competences: dict[CompetenceKey, None] = {}
        for code in element.competences:
            competences |= {CompetenceKey(c): None for c in self._codes(LinkKind.ELEMENT, element.index, code)}
        changed = replace(element, competences=tuple(competences))
        if element.module is not None:
            return replace(changed, module=self._module(element.module))
        obliged = self._discipline(element.index)
        return changed if obliged is None else self._obliged(changed, *obliged)

    def _discipline(self, index: ElementKey) -> tuple[str, Discipline] | None:
        """Where an element was a discipline that changed: its title then, and the discipline it is now."""
        for item in self.review.items:
            if item.link.kind is LinkKind.DISCIPLINE and item.link.holder == index:
                for target in self._goes(item.link)[:1]:
                    return item.old_text, self.disciplines[code_of(target)]
        return None

    def _obliged(self, element: OutlineElement, was: str, now: Discipline) -> OutlineElement:
        """At least the hours it must have; the new title where it bore the old one, or is known by nothing else."""
        least = max(element.hours_min, now.hours_min)
        if least > element.hours_min:
            facts = {"title": element.title, "hours": least, "before": element.hours_min}
            self.findings.append(Finding("revision.state_hours_raised", element.index, facts, Severity.NOTE))
        other = fold(element.index) != fold(now.index) or fold(element.title) == fold(was)
        title = now.title if other and fold(element.title) != fold(now.title) else element.title
        return replace(element, title=title, hours_min=least, hours_max=max(element.hours_max, least))

    def _module(self, module: str) -> str:
        """The module under the number of its activity now; one that no activity stands behind keeps its own."""
        number = self._activity(LinkKind.MODULE, module)
        return module if number is None else ModuleNames(number, "").module

    def _activity(self, kind: LinkKind, holder: str) -> int | None:
        """Number of the activity that a link now leads to, where it is another one than before."""
        for link in self.review.links:
            if link.kind is kind and link.holder == holder and link.statement is not None:
                for target in self._goes(link)[:1]:
                    number = code_of(target).rpartition("/")[2]
                    return int(number) if code_of(target) != code_of(link.statement) else None
        return None

    def _rulings(self) -> dict[Place, Value]:
        """Rulings with the codes and indices of the new edition; then what answered each line, where that changed."""
        values: dict[Place, Value] = {}
        for ruling in self.outline.rulings:
            place, value = ruling.place, ruling.value
            if isinstance(value, AnswerRuling) and value.competence is not None:
                for code in self._codes(LinkKind.RULING, str(place), value.competence)[:1]:
                    self._put(values, place, replace(value, competence=CompetenceKey(code)))
            elif place.kind is PlaceKind.HOURS:
                for index in self._index(place):
                    self._put(values, Place(PlaceKind.HOURS, index), value)
            else:
                self._put(values, place, value)
        for gap in self.design.model.gap:
            if gap.competence is not None and gap.answer in (GapClass.COVERED, GapClass.DEEPEN):
                link = Link(self.design.key, LinkKind.ANSWER, gap.line.key, self._old(gap.competence))
                if link.key in self.review.by_key:
                    for target in self._goes(link)[:1]:
                        answer = AnswerRuling(answer=gap.answer, competence=CompetenceKey(code_of(target)))
                        values.setdefault(Place(PlaceKind.ANSWER, gap.line.key), answer)
        return values

    def _index(self, place: Place) -> tuple[str, ...]:
        """The index of an element whose hours were ruled: of one the constructor makes, as it will be named."""
        if any(e.index == place.key for e in self.outline.elements):
            return (place.key,)
        links = [k for k in self.review.links if k.kind is LinkKind.RULING and k.holder == str(place)]
        if not links:
            return (place.key,)
        goes = self._goes(links[0])
        if not goes:
            return ()
        code = code_of(goes[0])
        if not code.startswith("activity/"):
            return (code,)
        kind = next(e.kind for e in self.design.elements if e.index == place.key)
        number = self._activity(LinkKind.RULING, str(place))
        return (place.key,) if number is None else (ModuleNames(number, "").index(kind),)

    def _put(self, values: dict[Place, Value], place: Place, value: Value) -> None:
        """A ruling at its place; the first one stands where two come to one place."""
        if values.setdefault(place, value) != value:
            facts = {"kept": _plain(values[place]), "left": _plain(value)}
            self.findings.append(Finding("revision.rulings_collide", str(place), facts, Severity.WARNING))


def _plain(value: Value) -> str:
    """What a ruling says, for a sentence."""
    for name in ("hours", "competence", "answer", "text"):
        said = getattr(value, name, None)
        if said is not None:
            return str(said)
    return ""
