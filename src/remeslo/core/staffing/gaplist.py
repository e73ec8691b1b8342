"""The gap list: duties that nobody may teach, by what is lacking, for the cluster, each college and each person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from remeslo.core.base.keys import ElementKey, OrganisationKey, PersonKey, ProgrammeKey
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.gaps import Gap, Near, PersonGap
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.rights import Rights

NEAREST = 5
"""People named for each gap at most."""
MOST_LACKS = 3
"""A person who lacks more is not told to learn it all."""


class Kin:
    """Which elements of each programme and cycle each person may teach already: who stands near to a gap."""

    def __init__(self, duties: Iterable[Duty], rights: Rights) -> None:
        self._able: dict[PersonKey, set[tuple[ProgrammeKey, bool, ElementKey]]] = defaultdict(set)
        for duty in duties:
            for person in rights.eligible(duty):
                self._able[person].add((duty.programme, duty.professional, duty.element))

    def of(self, person: PersonKey, duties: Iterable[Duty]) -> int:
        """How many elements the person may teach in the programmes and cycles of these duties."""
        near = {(d.programme, d.professional) for d in duties}
        return sum(1 for programme, cycle, _ in self._able.get(person, ()) if (programme, cycle) in near)


def untaught(duties: Iterable[Duty], rights: Rights) -> tuple[Duty, ...]:
    """Duties that nobody may teach, in the order given."""
    return tuple(d for d in duties if not rights.eligible(d))


def gaps(duties: Iterable[Duty], rights: Rights, *, by_college: bool = False) -> tuple[Gap, ...]:
    """
    What is lacking in the cluster, or in each college for its own groups; the earliest need first.

    A need is lacking for a duty when nobody of a fitting role holds it on all days of the duty. A duty that lacks
    several needs stands in the gap of each; one whose needs are all held, but by no one person together, in a gap
    without a requirement. Together the gaps name just the duties that nobody may teach.
    """
    every = tuple(duties)
    kin = Kin(every, rights)
    sorted_by: dict[tuple[OrganisationKey | None, Requirement | None], list[Duty]] = defaultdict(list)
    for duty in untaught(every, rights):
        for need in _lacking(duty, rights) or (None,):
            sorted_by[duty.organisation if by_college else None, need].append(duty)
    found = [_gap(organisation, need, some, rights, kin) for (organisation, need), some in sorted_by.items()]
    return tuple(sorted(found, key=lambda g: (g.first_needed, -g.hours, str(g.organisation), str(g.requirement))))


def gaps_of_people(duties: Iterable[Duty], rights: Rights, *, most_lacks: int = MOST_LACKS) -> tuple[PersonGap, ...]:
    """
    What each person would have to learn to teach duties that nobody may teach, at most ``most_lacks`` needs at once.

    Of each person one entry for every set of needs that opens something more than its parts do; least to learn first,
    then those to whom it lies nearest, then most hours.
    """
    every = tuple(duties)
    kin = Kin(every, rights)
    open_duties = untaught(every, rights)
    found = [gap for person in rights.people for gap in _of_person(person, open_duties, rights, kin, most_lacks)]
    return tuple(sorted(found, key=lambda g: (len(g.lacks), -g.kin, -g.hours, g.person, g.lacks)))


def lacks(person: StaffMember, duty: Duty, rights: Rights) -> tuple[Requirement, ...]:
    """Needs of a duty that a person does not hold on all its days, the role apart."""
    return tuple(n for n in duty.needs if person.key not in rights.holders(n, duty.first, duty.last))


def _lacking(duty: Duty, rights: Rights) -> tuple[Requirement, ...]:
    return tuple(n for n in duty.needs if not rights.who((n,), duty.roles, duty.first, duty.last))


def _gap(
    organisation: OrganisationKey | None, need: Requirement | None, duties: Sequence[Duty], rights: Rights, kin: Kin
) -> Gap:
    ordered = sorted(duties, key=lambda d: (d.first, d.key))
    holders: set[PersonKey] = set()
    if need is not None:
        for first, last in {(d.first, d.last) for d in ordered}:
            holders |= rights.holders(need, first, last)
    return Gap(
        organisation=organisation,
        requirement=need,
        duties=tuple(d.key for d in ordered),
        hours=sum(d.hours for d in ordered),
        first_needed=ordered[0].first,
        holders=tuple(sorted(holders)),
        nearest=tuple(_nearest(ordered, rights, kin)),
    )


def _nearest(duties: Sequence[Duty], rights: Rights, kin: Kin) -> list[Near]:
    """Of people of a fitting role those who lack least for the earliest duty, then whose own teaching is most like."""
    first = duties[0]
    colleges = {d.organisation for d in duties}
    found = [
        Near(
            person=p.key,
            lacks=lacks(p, first, rights),
            own_college=p.organisation in colleges,
            kin=kin.of(p.key, [first]),
        )
        for p in rights.people
        if p.role in first.roles
    ]
    return sorted(found, key=lambda n: (len(n.lacks), -n.kin, not n.own_college, n.person))[:NEAREST]


def _of_person(person: StaffMember, duties: Sequence[Duty], rights: Rights, kin: Kin, most: int) -> Iterator[PersonGap]:
    by_lacks: dict[tuple[Requirement, ...], list[Duty]] = defaultdict(list)
    for duty in duties:
        if person.role in duty.roles:
            missing = lacks(person, duty, rights)
            if len(missing) <= most:
                by_lacks[missing].append(duty)
    for missing in by_lacks:
        opens = [d for other, some in by_lacks.items() if _opens(missing, other) for d in some]
        opens.sort(key=lambda d: (d.first, d.key))
        yield PersonGap(
            person=person.key,
            lacks=missing,
            opens=tuple(d.key for d in opens),
            hours=sum(d.hours for d in opens),
            first_needed=opens[0].first,
            kin=kin.of(person.key, opens),
        )


def _opens(learnt: Sequence[Requirement], lacking: Sequence[Requirement]) -> bool:
    """True when whoever learns the one lacks nothing of the other any more."""
    levels = {need.skill: need.level for need in learnt}
    return all(levels.get(need.skill, 0) >= need.level for need in lacking)
