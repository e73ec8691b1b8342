"""The agenda proposed from open questions: what the line, the studio, the network and agreements leave unsettled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from remeslo.core.base.keys import DemandKey, OrganisationKey, ProgrammeKey
from remeslo.core.dialogue.question import Question, QuestionKey, QuestionKind, ranked
from remeslo.core.dialogue.weight import Concern, WeightRule, weigh
from remeslo.core.line.answers.answer import UNANSWERED, WITHOUT_GRADUATES, CardAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """
    A disagreement that nobody has settled at a programme's table.

    Parameters
    ----------
    place
        Where at the table, ``kind:key``; blank: the programme as a whole.
    between
        Organisations that disagreed or ruled there.
    owners
        Employers whose requests the place quotes; empty: anybody may read it.
    """

    programme: ProgrammeKey
    title: str
    place: str
    between: tuple[OrganisationKey, ...]
    remarks: int
    since: date | None = None
    owners: frozenset[OrganisationKey] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """
    A workshop, or practice in workshops, that somebody could not have.

    Parameters
    ----------
    about
        ``workshop:KEY``, or ``practice:YEAR/ELEMENT`` where an allocation refused it everywhere.
    people
        Learners of the groups that were refused.
    asked_days, refused_days
        Group-days asked for and refused, >= 0.
    declined
        Requests between colleges that the owner declined.
    closed_weeks
        Weeks of the year in which it is out of use.
    """

    about: str
    title: str
    owner: OrganisationKey | None
    partners: tuple[OrganisationKey, ...]
    people: int = 0
    asked_days: int = 0
    refused_days: int = 0
    declined: int = 0
    closed_weeks: int = 0
    since: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What an agreement promised and is overdue; ``amount`` is what is left, in words of its unit."""

    key: str
    title: str
    by: OrganisationKey
    to: tuple[OrganisationKey, ...]
    due: date
    left: str
    people: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A decision of an earlier meeting whose day has passed."""

    key: str
    title: str
    owner: OrganisationKey | None
    due: date
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenThings:
    """All that may become a question; ``published`` tells since when a card stands."""

    answers: tuple[CardAnswer, ...] = ()
    published: Mapping[DemandKey, date] = field(default_factory=dict)
    disputes: tuple[Dispute, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    promises: tuple[Promise, ...] = ()
    undone: tuple[Undone, ...] = ()


def open_questions(things: OpenThings, *, on: date, rule: WeightRule | None = None) -> tuple[Question, ...]:
    """Every open question once, the heaviest first; the same things give the same questions in the same order."""
    return ranked(_Asking(on, rule or WeightRule()).questions(things))


class Before(StrEnum):
    """How a question stands to earlier meetings."""

    NEW = "new"
    DISCUSSED = "discussed"
    """It was on an agenda, and is open again or still."""
    IN_WORK = "in_work"
    """It lies on the agenda of a meeting to come, or a decision on it is in time."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """That a question was, or will be, on an agenda; ``in_work`` while that meeting or its decision is awaited."""

    meeting: str
    on: date
    in_work: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question for the agenda and the meetings that had it, the last first."""

    question: Question
    before: Before
    earlier: tuple[Earlier, ...] = ()


def propose(questions: Iterable[Question], discussed: Mapping[QuestionKey, Iterable[Earlier]]) -> tuple[Proposal, ...]:
    """The agenda to propose: every question once; those already in work come last, each part by weight."""
    found = []
    for q in ranked(questions):
        earlier = tuple(sorted(discussed.get(q.key, ()), key=lambda e: (e.on, e.meeting), reverse=True))
        known = Before.DISCUSSED if earlier else Before.NEW
        found.append(Proposal(q, Before.IN_WORK if any(e.in_work for e in earlier) else known, earlier))
    return tuple(sorted(found, key=lambda p: p.before is Before.IN_WORK))


@dataclass(frozen=True, slots=True)
class _Asking:
    """Makes questions of open things on a day."""

    on: date
    rule: WeightRule

    def questions(self, things: OpenThings) -> Iterator[Question]:
        for answer in things.answers:
            if answer.state in UNANSWERED:
                yield self._card(QuestionKind.DEMAND, answer, answer.asked, things.published)
            elif answer.state in WITHOUT_GRADUATES:
                yield self._card(QuestionKind.GRADUATES, answer, answer.asked - answer.in_time, things.published)
        for dispute in things.disputes:
            yield self._dispute(dispute)
        for blocked in things.blocked:
            yield self._blocked(blocked)
        for promise in things.promises:
            yield self._promise(promise)
        for undone in things.undone:
            yield self._undone(undone)

    def _card(self, kind: QuestionKind, a: CardAnswer, people: int, published: Mapping[DemandKey, date]) -> Question:
        since = published.get(a.card)
        facts: dict[str, object] = {"asked": a.asked, "in_time": a.in_time, "late": a.late, "missing": a.missing}
        return Question(
            kind=kind,
            about=f"card:{a.card}",
            title=a.job,
            since=since,
            due=a.deadline,
            touches=(a.employer,),
            owners=frozenset({a.employer}),
            facts={**facts, "state": a.state.value, "programme": a.title, "deadline": a.deadline},
            links=(f"card:{a.card}", *((f"programme:{a.programme}",) if a.programme else ())),
            reasons=weigh(Concern(people=people, due=a.deadline, since=since), on=self.on, rule=self.rule),
        )

    def _dispute(self, d: Dispute) -> Question:
        concern = Concern(people=d.remarks, organisations=len(d.between), since=d.since)
        about = f"table:{d.programme}/{d.place}" if d.place else f"table:{d.programme}"
        return Question(
            kind=QuestionKind.COMPETENCE,
            about=about,
            title=d.title,
            since=d.since,
            touches=d.between,
            owners=d.owners,
            facts={"place": d.place, "remarks": d.remarks, "organisations": len(d.between)},
            links=(about, f"programme:{d.programme}"),
            reasons=weigh(concern, on=self.on, rule=self.rule),
        )

    def _blocked(self, b: Blocked) -> Question:
        touches = tuple(dict.fromkeys((*((b.owner,) if b.owner else ()), *b.partners)))
        concern = Concern(people=b.people, organisations=len(touches), due=b.due, since=b.since)
        facts = {"asked": b.asked_days, "refused": b.refused_days, "declined": b.declined, "closed": b.closed_weeks}
        return Question(
            kind=QuestionKind.WORKSHOP,
            about=b.about,
            title=b.title,
            since=b.since,
            due=b.due,
            touches=touches,
            facts={**facts, "people": b.people},
            links=(b.about,),
            reasons=weigh(concern, on=self.on, rule=self.rule),
        )

    def _promise(self, p: Promise) -> Question:
        touches = tuple(dict.fromkeys((p.by, *p.to)))
        concern = Concern(people=p.people, organisations=len(touches), due=p.due, since=p.due)
        return Question(
            kind=QuestionKind.COMMITMENT,
            about=f"commitment:{p.key}",
            title=p.title,
            since=p.due,
            due=p.due,
            touches=touches,
            owners=frozenset(touches),
            facts={"left": p.left, "due": p.due},
            links=(f"commitment:{p.key}",),
            reasons=weigh(concern, on=self.on, rule=self.rule),
        )

    def _undone(self, u: Undone) -> Question:
        return Question(
            kind=QuestionKind.DECISION,
            about=f"decision:{u.key}",
            title=u.title,
            since=u.since,
            due=u.due,
            touches=(u.owner,) if u.owner else (),
            facts={"due": u.due, "days": (self.on - u.due).days},
            links=(f"decision:{u.key}",),
            reasons=weigh(Concern(due=u.due, since=u.since), on=self.on, rule=self.rule),
        )
