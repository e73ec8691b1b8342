"""How many trainees each mentor guides, stretch by stretch of days on which nothing changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.mentorship import Mentorship, MentorshipKey

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """
    Days ``first``..``last`` (both in) on which a mentor guides the same trainees, at least one.

    Parameters
    ----------
    trainees, mentorships
        In the order of their keys; a trainee of two mentorships counts once.
    hours
        Hours a week that the mentor gives to all of them.
    """

    mentor: PersonKey
    first: date
    last: date
    trainees: tuple[str, ...]
    mentorships: tuple[MentorshipKey, ...]
    hours: int = 0

    @property
    def num_trainees(self) -> int:
        """Trainees at the same time."""
        return len(self.trainees)


def loads(mentorships: Iterable[Mentorship]) -> tuple[Stretch, ...]:
    """The stretches of every mentor, by mentor and day; days without trainees are left out."""
    by_mentor: dict[PersonKey, list[Mentorship]] = {}
    for m in mentorships:
        if m.first <= m.last_day:
            by_mentor.setdefault(m.mentor, []).append(m)
    return tuple(s for mentor in sorted(by_mentor) for s in _of_one(mentor, by_mentor[mentor]))


def peaks(stretches: Iterable[Stretch]) -> Mapping[PersonKey, Stretch]:
    """The fullest stretch of each mentor, the earliest of equals."""
    found: dict[PersonKey, Stretch] = {}
    for s in stretches:
        best = found.get(s.mentor)
        if best is None or (s.num_trainees, best.first) > (best.num_trainees, s.first):
            found[s.mentor] = s
    return found


def stretches_of_days(spans: Iterable[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """The days of all spans (both ends in), cut wherever one begins or ends."""
    listed = list(spans)
    cuts = sorted({first for first, _ in listed} | {last + _ONE for _, last in listed})
    for first, following in pairwise(cuts):
        yield first, following - _ONE


def _of_one(mentor: PersonKey, mentorships: list[Mentorship]) -> Iterator[Stretch]:
    for first, last in stretches_of_days((m.first, m.last_day) for m in mentorships):
        here = [m for m in mentorships if m.first <= first <= m.last_day]
        trainees = tuple(sorted({t.key for m in here for t in m.trainees}))
        if trainees:
            yield Stretch(
                mentor=mentor,
                first=first,
                last=last,
                trainees=trainees,
                mentorships=tuple(sorted(m.key for m in here)),
                hours=sum(m.mentor_hours for m in here),
            )
