"""Title page and the first two chapters: what the programme rests on, what it is, for whom."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.demand import Headcount
from remeslo.core.line.tables.curriculum import Column, RowKind
from remeslo.interchange.documents.titlesheet import title_rows
from remeslo.interchange.programmebook.blocks import (
    Align,
    Block,
    Cell,
    Chapter,
    Contents,
    Level,
    Piece,
    Role,
    Row,
    Table,
    cell,
    head,
    row,
)
from remeslo.interchange.programmebook.blocks import RowKind as Look
from remeslo.interchange.programmebook.scene import Scene
from remeslo.interchange.programmebook.words import names
from remeslo.interchange.sentences import number, percent, say_cause, wording

_FORM_OF_STUDY = "document.form_of_study"


def approvals(scene: Scene) -> list[Block]:
    """Who approves and who agrees, side by side."""
    left: list[Piece] = [
        scene.label("document.approved").upper(),
        scene.gap("director"),
        scene.gap("signature"),
        scene.gap("date"),
    ]
    right: list[Piece] = [scene.label("document.agreed").upper(), scene.gap("employer_head"), scene.gap("signature")]
    cells = (cell(*left), cell(*right, scene.gap("date")))
    return [Table("approvals", "", (1, 1), (), (Row(cells),), lined=False)]


def notice(scene: Scene) -> list[Block]:
    """The mark of invented data; nothing for real data."""
    if not scene.cluster.illustrative:
        return []
    chapter = Chapter()
    chapter.say(scene.label("word.illustrative"), role=Role.MARK)
    return chapter.blocks


def title_facts(scene: Scene) -> list[Block]:
    """Name and value of what a title page tells."""
    form = scene.label(_FORM_OF_STUDY)
    rows = [
        row(name, scene.gap("form_of_study") if name == form else value)
        for name, value in title_rows(scene.cluster, scene.outcome, scene.language)
    ]
    return [Table("title_facts", "", (36, 64), (), tuple(rows), lined=False)]


def contents(scene: Scene) -> list[Block]:
    """The table of contents."""
    return [Contents(scene.word("word.contents"))]


def basis(scene: Scene) -> list[Block]:
    """What the programme rests on: who built it from what, standards with their editions, norms, local acts."""
    chapter = Chapter()
    gap = scene.design.model.gap
    requests = {r for g in gap for r in g.line.requests}
    chapter.say(
        scene.word(
            "basis.built",
            cluster=scene.cluster.name,
            day=wording(scene.cluster.day, scene.language),
            requests=len(requests),
            cards=len({r.card for r in requests}),
            employers=len({r.employer for r in requests}),
        )
    )
    rows = tuple(row(n, *texts) for n, texts in enumerate(_acts(scene), start=1))
    heads = head(*(scene.word(f"column.{k}") for k in ("number", "document", "details", "verified")))
    chapter.add(Table("basis", scene.word("caption.basis"), (6, 48, 30, 16), heads, rows))
    chapter.say(scene.word("basis.unverified"), role=Role.NOTE)
    chapter.say(scene.gap("local_acts"))
    return chapter.blocks


def _acts(scene: Scene) -> Iterator[tuple[Piece, ...]]:
    unknown = scene.label("verified.no")
    if scene.state is not None:
        s = scene.state
        day = f", {wording(s.approved, scene.language)}" if s.approved else ""
        state = scene.label("verified.yes") if s.verified else unknown
        named = f"{scene.label('document.state_standard')} {s.code} {s.title}"
        yield (
            named,
            f"{scene.word('basis.order')} {s.order_number}{day}" if s.order_number else scene.gap("order"),
            state,
        )
    for standard in dict.fromkeys(scene.functions[key][0].edition for key in scene.used_functions):
        s_ = next(s for s in scene.cluster.standards if s.edition == standard)
        day = f", {wording(s_.approved, scene.language)}" if s_.approved else ""
        order = f"{scene.word('basis.order')} {s_.order_number}{day}" if s_.order_number else scene.gap("order")
        yield f"{scene.word('basis.standard')} {s_.code} {s_.title}", order, scene.word("basis.edition_in_cluster")


def abbreviations(scene: Scene) -> list[Block]:
    """The letters that the book uses."""
    rows = tuple(row(scene.word(f"letters.{n}"), scene.word(f"letters_mean.{n}")) for n in names("letters"))
    return [Table("abbreviations", "", (14, 86), (), rows, lined=False)]


def passport(scene: Scene) -> list[Block]:
    """Qualification, base, term and what holds it, volume by cycles, groups."""
    chapter = Chapter()
    facts = title_facts(scene)
    chapter.add(*(replace(b, key="characteristics") if isinstance(b, Table) else b for b in facts))
    chapter.heading(scene.word("heading.volume"), Level.PART)
    chapter.add(_volume(scene))
    chapter.heading(scene.word("heading.term_reasons"), Level.PART)
    reasons = [say_cause(c, scene.language).what for c in scene.outcome.causes]
    chapter.items(reasons) if reasons else chapter.say(scene.word("word.term_reasons_unknown"))
    chapter.heading(scene.word("heading.groups"), Level.PART)
    chapter.add(*_groups(scene))
    return chapter.blocks


def _volume(scene: Scene) -> Table:
    """Hours by cycle: all, mandatory, variative, practical; and the share of each in all."""
    table = scene.table
    place = {c: i for i, c in enumerate(Column)}
    wanted = (Column.TOTAL, Column.MANDATORY, Column.VARIATIVE, Column.PRACTICAL)
    whole = table.total.numbers[place[Column.TOTAL]]
    cycles = [r for r in table.rows if r.kind is RowKind.CYCLE or (r.kind is RowKind.ELEMENT and r.index == r.cycle)]
    rows = []
    for r in (*cycles, table.total):
        last = r is table.total
        title = scene.label("document.total") if last else f"{r.index} {scene.label(f'cycle.{r.index}')}"
        share = percent(r.numbers[0] / whole, scene.language) if whole else ""
        numbers = (r.numbers[place[c]] for c in wanted)
        rows.append(row(title, *numbers, cell(share, align=Align.CENTRE), kind=Look.TOTAL if last else Look.PLAIN))
    heads = head(
        scene.word("column.cycle"),
        *(scene.label(f"curriculum_column.{c}") for c in wanted),
        scene.word("column.share"),
    )
    return Table("volume", scene.word("caption.volume"), (36, 13, 14, 14, 13, 10), heads, tuple(rows))


def _groups(scene: Scene) -> list[Block]:
    groups = [g for g in scene.cluster.groups if g.programme == scene.outcome.key]
    if not groups:
        chapter = Chapter()
        chapter.say(scene.gap("groups"))
        return chapter.blocks
    rows = [row(g.key, scene.name_of(g.organisation), cell(str(g.start_year)), g.size) for g in groups]
    rows.append(row(cell(scene.label("document.total"), span=3), sum(g.size for g in groups), kind=Look.TOTAL))
    heads = head(*(scene.word(f"column.{k}") for k in ("group", "college", "start_year", "students")))
    return [Table("groups", scene.word("caption.groups"), (22, 48, 15, 15), heads, tuple(rows))]


def employers(scene: Scene) -> list[Block]:
    """Employers behind the programme: jobs, people by year, requests and how many of them the programme answers."""
    gap = scene.design.model.gap
    rows = []
    for e in scene.employers:
        asked = {r for g in gap for r in g.line.requests if r.employer == e.key}
        answered = {r for g in gap if g.competence for r in g.line.requests if r.employer == e.key}
        cards = [c for c in scene.cluster.demand if c.key in {r.card for r in asked}]
        jobs = tuple(f"{c.job}: {_people(c.headcount)}" for c in cards) or ("",)
        role = scene.label(f"organisation_role.{e.role}")
        rows.append(row(cell(e.name, role), cell(*jobs), sum(c.people for c in cards), len(asked), len(answered)))
    heads = head(*(scene.word(f"column.{k}") for k in ("employer", "jobs", "people", "requests", "answered")))
    chapter = Chapter()
    if not rows:
        chapter.say(scene.gap("employers"))
        return chapter.blocks
    people, asked_, answered_ = (sum(_number(r.cells[i]) for r in rows) for i in (2, 3, 4))
    rows.append(row(cell(scene.label("document.total"), span=2), people, asked_, answered_, kind=Look.TOTAL))
    chapter.add(Table("employers", scene.word("caption.employers"), (30, 34, 12, 12, 12), heads, tuple(rows)))
    return chapter.blocks


def _people(headcount: Iterable[Headcount]) -> str:
    return ", ".join(f"{h.year} — {h.people}" for h in headcount)


def _number(c: Cell) -> int:
    text = c.lines[0]
    return int(text) if isinstance(text, str) and text else 0


def practice_hours(scene: Scene) -> str:
    """Hours of all practices, as text."""
    kinds = (ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE)
    return number(sum(e.total for e in scene.laid.elements if e.design.kind in kinds), scene.language)
