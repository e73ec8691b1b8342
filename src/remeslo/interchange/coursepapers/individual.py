"""The individual curriculum of a learner: what is recognised and why, what is left, when, and which norms hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.curriculum.result import Status, TermResult
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.individual.continuation import NormKept, Skipped
from remeslo.core.line.individual.credit import Credit
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
from remeslo.interchange.sentences import Language, label, number, wording


@dataclass(frozen=True, slots=True)
class RecognisedEntry:
    """Codes that one document shows, with who asked and who confirmed, in plain words."""

    codes: tuple[str, ...]
    document: str
    day: date
    asked_by: str
    confirmed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndividualPaper:
    """
    What the paper tells.

    Parameters
    ----------
    pseudonym, group
        The learner as the college knows him or her; the name is written by hand, on a line.
    skipped
        Recognised elements with when the group has them.
    group_weeks
        Term of the group; ``None``: unknown.
    own
        The shortest own plan, where it is found.
    """

    pseudonym: str
    group: str
    college: str
    credit: Credit
    entries: tuple[RecognisedEntry, ...]
    skipped: tuple[Skipped, ...]
    norms: Sequence[NormKept]
    group_weeks: int | None
    own: TermResult | None


def individual_docx(paper: IndividualPaper, design: ProgrammeDesign, cluster: Cluster, *, language: Language) -> bytes:
    """The paper; the name of the learner is a line to write on, here as everywhere."""
    note = label("word.illustrative", language) if cluster.illustrative else ""
    title = f"{label('individual_paper.heading', language)} {paper.pseudonym}"
    return blocks_docx(_blocks(paper, design, language), language=language, title=title, note=note)


def _blocks(paper: IndividualPaper, design: ProgrammeDesign, language: Language) -> Iterator[Block | PageBreak]:
    def word(key: str) -> str:
        return label(f"individual_paper.{key}", language)

    yield Paragraph((paper.college,), Role.NAME)
    yield Heading(word("heading"), Level.PLAIN)
    facts = (
        row(word("learner"), f"{paper.pseudonym} ______________________________"),
        row(word("group"), paper.group),
        row(word("programme"), f"{design.state_standard} {design.title}"),
        row(word("term"), _term(paper, language)),
    )
    yield Table("facts", "", (1.0, 2.2), (), facts, lined=False)
    yield Heading(word("recognised"), Level.PLAIN)
    entries = tuple(
        row(", ".join(e.codes), f"{e.document}, {wording(e.day, language)}", e.asked_by, e.confirmed_by)
        for e in paper.entries
    )
    yield Table(
        "recognised", "", (1.6, 2.6, 1.2, 1.2), head(*map(word, ("codes", "document", "asked", "confirmed"))), entries
    )
    yield Heading(word("skipped"), Level.PLAIN)
    yield _skipped(paper, design, language)
    yield from (
        Paragraph((f"{p.element}: {word('partly')} {', '.join(p.missing)}",), Role.ITEM) for p in paper.credit.partly
    )
    yield Heading(word("left"), Level.PLAIN)
    yield _left(paper, design, language)
    yield Heading(word("norms"), Level.PLAIN)
    yield _norms(paper, language)
    yield Paragraph((Gap("approved", word("approved")),))


def _term(paper: IndividualPaper, language: Language) -> str:
    def word(key: str) -> str:
        return label(f"individual_paper.{key}", language)

    if paper.own is None or paper.own.weeks is None:
        return word("with_group")
    proven = word("proven" if paper.own.status is Status.OPTIMAL else "not_proven")
    group = f"; {word('group_term')}: {number(paper.group_weeks, language)}" if paper.group_weeks is not None else ""
    return f"{number(paper.own.weeks, language)} ({proven}){group}"


def _skipped(paper: IndividualPaper, design: ProgrammeDesign, language: Language) -> Table:
    titles = {e.index: e.title for e in design.elements}
    words = {k: label(f"individual_paper.{k}", language) for k in ("index", "title", "hours", "weeks", "over", "total")}
    rows = [
        row(
            s.element,
            titles.get(s.element, ""),
            s.hours,
            f"{s.weeks[0] + 1}–{s.weeks[1] + 1}" if s.weeks else words["over"],
        )
        for s in paper.skipped
    ]
    rows.append(row("", words["total"], sum(s.hours for s in paper.skipped), "", kind=RowKind.TOTAL))
    heads = head(words["index"], words["title"], words["hours"], words["weeks"])
    return Table("skipped", "", (1.1, 3.2, 0.8, 1.2), heads, tuple(rows))


def _left(paper: IndividualPaper, design: ProgrammeDesign, language: Language) -> Table:
    """What is still learnt, in the weeks of the own plan where there is one."""
    plan = paper.own.plan if paper.own is not None else None
    rows = []
    for e in design.elements:
        if e.index in paper.credit.elements:
            continue
        weeks = plan.hours.get(e.index, {}) if plan is not None else {}
        forms = ", ".join(dict.fromkeys(label(f"attestation.{m.form}", language) for m in e.attestations))
        said = f"{min(weeks) + 1}–{max(weeks) + 1}" if weeks else ""
        rows.append(row(e.index, e.title, plan.of(e.index) if plan is not None else e.hours_wanted, said, forms))
    heads = head(*(label(f"individual_paper.{k}", language) for k in ("index", "title", "hours", "weeks", "forms")))
    return Table("left", "", (1.1, 2.8, 0.7, 0.9, 1.5), heads, tuple(rows))


def _norms(paper: IndividualPaper, language: Language) -> Table:
    met = label("individual_paper.met", language)
    rows = tuple(
        row(
            label(f"rule.{n.rule}", language),
            number(n.before.amount, language),
            number(n.after.amount, language) if n.after is not None else met,
            n.before.source + ("" if n.before.verified else f" ({label('verified.no', language)})"),
        )
        for n in paper.norms
    )
    heads = head(*(label(f"individual_paper.{k}", language) for k in ("norm", "before", "after", "source")))
    return Table("norms", "", (1.8, 0.8, 0.8, 2.6), heads, rows)
