"""The record of a meeting as the values of its minutes; no query."""

from collections.abc import Mapping, Sequence

from django.utils.timezone import localtime

from remeslo.core.dialogue.meeting import Basis, Majority, MeetingKind, Tie, quorum
from remeslo.core.dialogue.record import Decided, Proposed, Section, sections
from remeslo.core.dialogue.voting import Opinion
from remeslo.interchange.minutes import MinutesPaper, Point, Present, SignedBy, Tabled, Task
from remeslo.web.apps.dialogue.models import Decision, Item, Meeting, MinutesVersion, Proposal, Seat
from remeslo.web.apps.dialogue.snapshot import record_of


def paper_of(
    meeting: Meeting,
    seats: Sequence[Seat],
    items: Sequence[Item],
    proposals: Sequence[Proposal],
    decisions: Sequence[Decision],
    *,
    version: int,
) -> MinutesPaper:
    """The minutes as they would be fixed now."""
    record = record_of(meeting, seats, items, proposals, decisions)
    held = quorum(record.meeting)
    names = {f"org:{s.organisation.key}": s.house for s in seats if s.organisation is not None}
    names |= {f"person:{s.key}": s.name for s in seats}
    by_key = {str(p.pk): p for p in proposals}
    tasks = {d.key: d for d in decisions}
    notes = {i.key: i.note for i in items}
    at = localtime(meeting.starts_at).replace(tzinfo=None)
    return MinutesPaper(
        cluster=meeting.cluster.name,
        kind=MeetingKind(meeting.kind),
        number=meeting.number,
        version=version,
        title=meeting.title,
        at=at,
        place=meeting.place,
        goal=meeting.goal,
        chair=meeting.chair.name if meeting.chair else "",
        secretary=meeting.secretary.name if meeting.secretary else "",
        people=tuple(
            Present(name=s.name, post=s.post, organisation=s.house, votes=s.votes, there=s.present) for s in seats
        ),
        basis=Basis(meeting.basis),
        majority=Majority(meeting.majority),
        tie=Tie(meeting.tie),
        quorum_percent=meeting.quorum_percent,
        called=held.called,
        there=held.there,
        needed=held.needed,
        opening=meeting.opening,
        points=tuple(_point(s, by_key, tasks, notes, names) for s in sections(record)),
        closing=meeting.closing,
        illustrative=meeting.illustrative,
    )


def signatures_of(version: MinutesVersion) -> tuple[SignedBy, ...]:
    """Signatures under a version, for its paper."""
    return tuple(
        SignedBy(s.capacity, s.user_name, localtime(s.at).replace(tzinfo=None), s.sha256)
        for s in version.signatures.all()
    )


def _point(
    section: Section,
    proposals: Mapping[str, Proposal],
    tasks: Mapping[str, Decision],
    notes: Mapping[str, str],
    names: Mapping[str, str],
) -> Point:
    item = section.item
    return Point(
        title=item.title if item is not None else "",
        note=notes.get(item.key, "") if item is not None else "",
        heard=item.heard if item is not None else "",
        postponed=item is not None and item.postponed,
        tabled=tuple(_tabled(p, proposals[p.key], names) for p in section.proposals),
        tasks=tuple(_task(d, tasks[d.decision.key]) for d in section.decisions),
    )


def _tabled(proposed: Proposed, row: Proposal, names: Mapping[str, str]) -> Tabled:
    author = f"{row.author_name}, {row.organisation_name}" if row.organisation_name else row.author_name
    result = proposed.result
    if result is None:
        return Tabled(text=row.text, author=author)
    voters = sorted(result.counted.items(), key=lambda pair: names.get(pair[0], pair[0]))
    return Tabled(
        text=row.text,
        author=author,
        outcome=result.outcome,
        because=result.because,
        for_it=result.counts[Opinion.FOR],
        against=result.counts[Opinion.AGAINST],
        abstained=result.counts[Opinion.ABSTAIN],
        silent=result.silent,
        votes=tuple((names.get(voter, voter), ballot.opinion.value) for voter, ballot in voters),
    )


def _task(decided: Decided, row: Decision) -> Task:
    return Task(number=row.number, text=row.text, owner=row.owner.name, who=row.who, due=decided.decision.due)
