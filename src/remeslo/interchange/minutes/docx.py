"""Minutes as DOCX: head, people, agenda, each point with votes and decisions, all decisions, signatures."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from remeslo.core.dialogue.meeting import Basis, Majority, Tie
from remeslo.core.dialogue.voting import Because, Outcome
from remeslo.interchange.coursepapers.docx import blocks_docx
from remeslo.interchange.minutes.paper import MinutesPaper, Point, Present, SignedBy, Tabled, Task
from remeslo.interchange.minutes.words import word
from remeslo.interchange.programmebook.blocks import Block, Heading, Level, Paragraph, Role, Table, cell, head, row
from remeslo.interchange.sentences import Language, label, wording


def minutes_docx(paper: MinutesPaper, *, language: Language, signatures: Sequence[SignedBy] = ()) -> bytes:
    """The paper; the same values give the same bytes."""
    note = label("word.illustrative", language) if paper.illustrative else ""
    title = f"{word('heading', language).format(number=paper.number)} · {paper.title}"
    return blocks_docx(_Writing(paper, language).blocks(signatures), language=language, title=title, note=note)


def minutes_name(paper: MinutesPaper) -> str:
    """File name: ``minutes-3-v2.docx``."""
    return f"minutes-{paper.number}-v{paper.version}.docx"


class _Writing:
    """One paper in one language."""

    def __init__(self, paper: MinutesPaper, language: Language) -> None:
        self.paper, self.language = paper, language

    def say(self, key: str, **facts: object) -> str:
        """A word with its facts."""
        return word(key, self.language).format(**facts)

    def blocks(self, signatures: Sequence[SignedBy]) -> Iterator[Block]:
        """The whole paper."""
        p = self.paper
        yield Heading(self.say("heading", number=p.number), Level.PLAIN)
        yield Paragraph((f"{self.say(p.kind)} «{p.title}»",), Role.NAME)
        yield Table("head", "", (1.0, 2.6), (), tuple(row(k, v) for k, v in self._facts() if v), lined=False)
        yield from self._people("present", [x for x in p.people if x.there])
        absent = [x for x in p.people if not x.there]
        if absent:
            yield from self._people("absent", absent)
        yield Heading(self.say("agenda"), Level.PLAIN)
        named = [point for point in p.points if point.title]
        yield Table(
            "agenda",
            "",
            (0.2, 3.4),
            (),
            tuple(row(f"{n}.", t.title) for n, t in enumerate(named, 1)) or (row("", ""),),
            lined=False,
        )
        if p.opening:
            yield Heading(self.say("opening"), Level.PLAIN)
            yield from self._text(p.opening)
        for number, point in enumerate(p.points, 1):
            yield from self._point(number, point)
        if p.closing:
            yield Heading(self.say("closing"), Level.PLAIN)
            yield from self._text(p.closing)
        yield Heading(self.say("all_decisions"), Level.PLAIN)
        tasks = sorted((t for point in p.points for t in point.tasks), key=lambda t: t.number)
        yield self._tasks("decisions", tasks) if tasks else Paragraph((self.say("no_decisions"),))
        yield from self._signatures(signatures)

    def _facts(self) -> list[tuple[str, str]]:
        p = self.paper
        majority = "majority_cast" if p.majority is Majority.CAST else "majority_present"
        tie = "tie_refused" if p.tie is Tie.REFUSED else "tie_chair"
        basis = "basis_organisation" if p.basis is Basis.ORGANISATION else "basis_person"
        reached = "quorum_reached" if p.needed <= p.there else "quorum_missing"
        held = self.say("quorum_facts", there=p.there, called=p.called, needed=p.needed, percent=p.quorum_percent)
        return [
            (self.say("held"), self._moment(p.at)),
            (self.say("place"), p.place),
            (self.say("cluster"), p.cluster),
            (self.say("goal"), p.goal),
            (self.say("chair"), p.chair),
            (self.say("secretary"), p.secretary),
            (self.say("rule"), "; ".join((self.say(basis), self.say(majority), self.say(tie)))),
            (self.say("quorum"), f"{self.say(reached)}: {held}"),
        ]

    def _people(self, key: str, people: Sequence[Present]) -> Iterator[Block]:
        yield Heading(self.say(key), Level.PLAIN)
        if not people:
            yield Paragraph((self.say("nobody"),))
            return
        top = head(self.say("name"), self.say("post"), self.say("organisation"), self.say("vote"))
        rows = tuple(row(x.name, x.post, x.organisation, self.say("votes" if x.votes else "advises")) for x in people)
        yield Table(key, "", (1.4, 1.2, 1.6, 0.9), top, rows)

    def _point(self, number: int, point: Point) -> Iterator[Block]:
        title = f"{number}. {point.title}" if point.title else self.say("other")
        yield Heading(title, Level.PLAIN)
        if point.note:
            yield Paragraph((point.note,), Role.NOTE)
        if point.heard:
            yield Paragraph((f"{self.say('heard')}:",))
            yield from self._text(point.heard)
        elif point.title and not (point.tabled or point.tasks or point.postponed):
            yield Paragraph((self.say("not_heard"),), Role.NOTE)
        if point.tabled:
            yield self._tabled(number, point.tabled)
            for n, t in enumerate(point.tabled, 1):
                if t.votes:
                    said = "; ".join(f"{who} — {self.say(f'said_{opinion}')}" for who, opinion in t.votes)
                    yield Paragraph((f"{n}) {self.say('voted', votes=said)}",), Role.NOTE)
        if point.tasks:
            yield Paragraph((f"{self.say('decided')}:",))
            yield self._tasks(f"point-{number}", point.tasks)
        if point.postponed:
            yield Paragraph((self.say("postponed"),))

    def _tabled(self, number: int, tabled: Sequence[Tabled]) -> Table:
        top = head(
            self.say("number"),
            self.say("proposal"),
            self.say("for"),
            self.say("against"),
            self.say("abstain"),
            self.say("silent"),
            self.say("outcome"),
        )
        rows = []
        for n, t in enumerate(tabled, 1):
            counts = [str(c) for c in (t.for_it, t.against, t.abstained, t.silent)]
            if t.outcome is None:
                counts = [""] * 4
            text = f"{t.text} ({t.author})" if t.author else t.text
            rows.append(row(str(n), text, *(cell(c) for c in counts), self._outcome(t)))
        return Table(f"votes-{number}", "", (0.3, 2.4, 0.5, 0.7, 0.9, 0.9, 1.2), top, tuple(rows))

    def _outcome(self, t: Tabled) -> str:
        if t.outcome is None:
            return self.say("withdrawn")
        why = "tie_refused_why" if t.because is Because.TIE_REFUSED else t.because
        known = t.outcome in (Outcome.ACCEPTED, Outcome.REFUSED, Outcome.NO_QUORUM)
        return f"{self.say(t.outcome)}: {self.say(why)}" if why and known else self.say(t.outcome)

    def _tasks(self, key: str, tasks: Sequence[Task]) -> Table:
        top = head(self.say("number"), self.say("decision"), self.say("owner"), self.say("due"))
        rows = tuple(
            row(str(t.number), t.text, cell(*(x for x in (t.owner, t.who) if x)), wording(t.due, self.language))
            for t in tasks
        )
        return Table(key, "", (0.3, 2.6, 1.4, 0.9), top, rows)

    def _text(self, text: str) -> Iterator[Block]:
        for line in text.splitlines():
            if line.strip():
                yield Paragraph((line.strip(),))

    def _signatures(self, signatures: Sequence[SignedBy]) -> Iterator[Block]:
        given = {s.capacity: s for s in signatures}
        rows = []
        for capacity, name in (("chair", self.paper.chair), ("secretary", self.paper.secretary)):
            signed = given.get(capacity)
            mark = self.say("signed", at=self._moment(signed.at)) if signed else self.say("not_signed")
            rows.append(row(self.say(capacity), mark, signed.name if signed else name))
        yield Table("signatures", "", (1.0, 1.6, 1.4), (), tuple(rows), lined=False)
        if signatures:
            sha = signatures[0].sha256[:16]
            yield Paragraph((self.say("fingerprint", version=self.paper.version, sha=sha),), Role.NOTE)

    def _moment(self, at: datetime) -> str:
        return f"{wording(at.date(), self.language)}, {at:%H:%M}"
