"""The programme of a short course: who learns what, the plan by weeks, entry, and where each outcome comes from."""

from collections.abc import Iterator, Mapping

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.courses.closure import Needed
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.curriculum.result import Status, TermResult
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.courses.make import MadeCourse
from remeslo.core.line.courses.tracing import traced
from remeslo.interchange.coursepapers.docx import PageBreak, blocks_docx
from remeslo.interchange.programmebook.blocks import (
    Block,
    Gap,
    Heading,
    Level,
    Paragraph,
    Role,
    RowKind,
    Table,
    head,
    row,
)
from remeslo.interchange.sentences import Language, label, number, say, wording


def course_docx(
    made: MadeCourse,
    design: ProgrammeDesign,
    cluster: Cluster,
    result: TermResult | None,
    *,
    language: Language,
) -> bytes:
    """
    The paper of a course.

    It cites labour functions and counts requests; it quotes no employer's words, so that everybody who may see the
    course may have it.
    """
    note = label("word.illustrative", language) if cluster.illustrative else ""
    paper = _Paper(made, design, cluster, result, language)
    return blocks_docx(paper.blocks(), language=language, title=made.course.title, note=note)


class _Paper:
    """One paper in the making."""

    def __init__(
        self,
        made: MadeCourse,
        design: ProgrammeDesign,
        cluster: Cluster,
        result: TermResult | None,
        language: Language,
    ) -> None:
        self.made, self.design, self.cluster, self.language = made, design, cluster, language
        self.result = result if result is not None and result.plan is not None else None
        self.texts = {o.key: o.text for o in design.model.outcomes}
        self.titles = {e.index: e.title for e in design.elements}

    def blocks(self) -> Iterator[Block | PageBreak]:
        """The whole paper."""
        holder = next((o for o in self.cluster.organisations if o.key == self.made.course.organisation), None)
        yield Paragraph((holder.name if holder else str(self.made.course.organisation),), Role.NAME)
        yield Heading(self.word("heading"), Level.PLAIN)
        yield Heading(f"«{self.made.course.title}»" if self.language == "ru" else self.made.course.title, Level.PLAIN)
        yield Table("facts", "", (1.0, 1.8), (), tuple(row(k, v) for k, v in self._facts()), lined=False)
        yield Heading(self.word("plan"), Level.PLAIN)
        yield self._plan()
        if self.result is not None:
            yield Heading(self.word("weeks"), Level.PLAIN)
            yield self._weeks(self.result)
        yield Heading(self.word("entry"), Level.PLAIN)
        yield from self._entry()
        yield Heading(self.word("trace"), Level.PLAIN)
        yield self._trace()
        yield Heading(self.word("kind"), Level.PLAIN)
        yield from self._kind()
        yield Paragraph((Gap("approved", self.word("approved")),))

    def word(self, key: str) -> str:
        """A word of the paper."""
        return label(f"course_paper.{key}", self.language)

    def _facts(self) -> Iterator[tuple[str, str]]:
        course, kind = self.made.course, self.made.kind
        group = course.group
        yield self.word("programme"), f"{self.design.state_standard} {self.design.title}"
        if kind is not None and kind.kind is not None:
            yield self.word("kind"), label(f"course_kind.{kind.kind}", self.language)
            yield self.word("certificate"), label(f"course_certificate.{kind.kind}", self.language)
        yield self.word("hours"), number(self.made.hours, self.language)
        yield self.word("pace"), number(group.pace, self.language)
        yield self.word("size"), number(group.size, self.language)
        yield self.word("start"), wording(group.start, self.language)
        if self.result is not None and self.result.weeks is not None:
            proven = "proven" if self.result.status is Status.OPTIMAL else "not_proven"
            yield self.word("term"), f"{number(self.result.weeks, self.language)} ({self.word(proven)})"

    def _plan(self) -> Table:
        rows = [
            row(f"{p.element}", p.title, p.hours, p.of, ", ".join(_range(a, b) for a, b in p.lessons))
            for p in self.made.parts
        ]
        exam = self.made.course.exam
        if exam.hours:
            form = label(f"attestation.{exam.form}", self.language)
            rows.append(row(exam.index, f"{exam.title}: {form}", exam.hours, 0, ""))
        rows.append(row("", self.word("total"), self.made.hours, 0, "", kind=RowKind.TOTAL))
        heads = head(*(self.word(k) for k in ("index", "title", "hours", "of", "lessons")))
        return Table("course-plan", "", (1.1, 3.0, 0.7, 0.9, 1.3), heads, tuple(rows))

    def _weeks(self, result: TermResult) -> Table:
        plan, problem = result.plan, self.made.problem
        rows = []
        if plan is not None and problem is not None:
            for week in problem.calendar.weeks[: plan.weeks]:
                there = [f"{k} — {h[week.index]}" for k, h in plan.hours.items() if h.get(week.index)]
                said = "; ".join(there) or self.word("no_lessons")
                rows.append(row(week.index + 1, wording(week.monday, self.language), said, plan.in_week(week.index)))
        heads = head(*(self.word(k) for k in ("week", "from", "lessons_hours", "hours")))
        return Table("course-weeks", "", (0.6, 1.4, 4.0, 0.7), heads, tuple(rows))

    def _entry(self) -> Iterator[Block]:
        entry = self.made.cut.entry if self.made.cut is not None else ()
        if not entry:
            yield Paragraph((self.word("no_entry"),))
            return
        yield from (Paragraph((self._needed(n),), Role.ITEM) for n in entry)

    def _needed(self, need: Needed) -> str:
        where = f"{need.home} {self.titles.get(need.home, '')}".strip()
        if need.outcome is None:
            return where
        return f"{need.outcome} {self.texts.get(need.outcome, '')} ({where})"

    def _trace(self) -> Table:
        cites = _cites(self.cluster)
        rows = [
            row(
                f"{t.outcome.key} {t.outcome.text}",
                ", ".join(t.elements),
                "; ".join(cites.get(f, str(f)) for f in t.functions) or self.word("state"),
                len(t.requests),
            )
            for t in traced(self.made, self.design)
        ]
        heads = head(*(self.word(k) for k in ("outcome", "taught_in", "functions", "requests")))
        return Table("course-trace", "", (3.0, 1.2, 1.8, 0.8), heads, tuple(rows))

    def _kind(self) -> Iterator[Block]:
        for finding in self.made.kind.reasons if self.made.kind is not None else ():
            yield Paragraph((self._reason(finding),))

    def _reason(self, finding: Finding) -> str:
        source, verified = finding.facts.get("source"), finding.facts.get("verified")
        said = say(finding, self.language).what
        return f"{said} {self.word('source')}: {source}{'' if verified else '; ' + self.word('unverified')}"


def _cites(cluster: Cluster) -> Mapping[StatementKey, str]:
    """Work functions as people cite them."""
    return {
        StatementKey(f"{s.edition}:{f.code}"): f"{s.code} {f.code}"
        for s in cluster.standards
        for g in s.generalised
        for f in g.functions
    }


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
