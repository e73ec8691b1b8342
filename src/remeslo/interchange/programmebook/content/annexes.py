"""Annexes: the working programme of every module and discipline, with a thematic plan whose hours add up exactly."""

from collections.abc import Iterator, Sequence

from remeslo.core.base.keys import CompetenceKey, OutcomeKey
from remeslo.core.line.tables.curriculum import Column
from remeslo.core.line.tables.curriculum import Row as PlanRow
from remeslo.core.line.tables.curriculum import RowKind as PlanKind
from remeslo.core.line.tables.laid import LaidElement
from remeslo.interchange.documents.curriculum import form_text
from remeslo.interchange.programmebook.blocks import (
    Block,
    Chapter,
    Level,
    Piece,
    Row,
    RowKind,
    Table,
    cell,
    centred,
    head,
    row,
)
from remeslo.interchange.programmebook.content.conditions import requirement_of, weeks_words, workshops_of
from remeslo.interchange.programmebook.hours import Topic, topics
from remeslo.interchange.programmebook.scene import Scene

_STRUCTURE = (
    Column.TOTAL,
    Column.PRACTICAL,
    Column.THEORY,
    Column.LABORATORY,
    Column.PRACTICE,
    Column.ATTESTATION,
    Column.MANDATORY,
    Column.VARIATIVE,
)


def annex_programmes(scene: Scene) -> list[Block]:
    """One annex for each module and discipline, in the order of the list in chapter 5."""
    chapter = Chapter()
    for index in scene.annexes:
        if index in scene.modules:
            members: Sequence[LaidElement] = scene.modules[index]
            title = scene.module_titles.get(index, "")
            named = scene.word("heading.module_programme", index=index, title=title)
        else:
            members = [e for e in scene.disciplines if e.design.index == index]
            named = scene.word("heading.discipline_programme", index=index, title=members[0].design.title)
        chapter.heading(named, Level.ANNEX)
        working_programme(scene, chapter, index, members)
    return chapter.blocks


def working_programme(scene: Scene, chapter: Chapter, index: str, members: Sequence[LaidElement]) -> None:
    """Passport, outcomes, structure, thematic plans, conditions, control."""
    for name, blocks in (
        ("passport", _passport(scene, index, members)),
        ("outcomes", _outcomes(scene, index, members)),
        ("structure", _structure(scene, index, members)),
        ("thematic", [b for e in members for b in _thematic(scene, e)]),
        ("conditions", _conditions(scene, index, members)),
        ("control", _control(scene, index, members)),
    ):
        chapter.heading(scene.word(f"heading.annex_{name}"), Level.ANNEX_SECTION)
        chapter.add(*blocks)


def _passport(scene: Scene, index: str, members: Sequence[LaidElement]) -> list[Block]:
    designs = [e.design for e in members]
    module = index in scene.modules
    title = scene.module_titles.get(index, "") if module else designs[0].title
    codes = dict.fromkeys(c for d in designs for c in d.competences)
    after = dict.fromkeys(a for d in designs for a in d.after if a not in {x.index for x in designs})
    cycle = designs[0].cycle
    semesters = sorted({s for e in members for s in e.by_semester})
    rows = [
        row(scene.word("passport.title"), f"{index} {title}".strip()),
        row(scene.word("passport.cycle"), scene.label(f"cycle.{cycle}")),
        row(scene.word("passport.hours"), str(sum(e.total for e in members))),
        row(scene.word("passport.mandatory"), str(sum(min(e.design.mandatory_min, e.total) for e in members))),
        row(scene.word("passport.semesters"), ", ".join(map(str, semesters))),
        row(scene.word("passport.competences"), ", ".join(codes) or scene.gap("element_competences")),
    ]
    if after:
        rows.append(row(scene.word("passport.after"), ", ".join(after)))
    offered = [e for c in scene.design.choices if c.index in {d.index for d in designs} for e in c.offered]
    if offered:
        rows.append(row(scene.word("passport.offered"), "; ".join(f"{e.index} {e.title}" for e in offered)))
    if any(d.employer_block for d in designs):
        rows.append(
            row(scene.word("passport.ordered_by"), "; ".join(employers_of(scene, codes)) or scene.gap("employers"))
        )
    return [Table(f"passport:{index}", "", (34, 66), (), tuple(rows))]


def employers_of(scene: Scene, codes: Sequence[CompetenceKey] | dict[CompetenceKey, None]) -> list[str]:
    """Employers whose lines of demand the competences answer to."""
    asking = {r.employer for g in scene.design.model.gap if g.competence in codes for r in g.line.requests}
    return [o.name for o in scene.employers if o.key in asking]


def _outcomes(scene: Scene, index: str, members: Sequence[LaidElement]) -> list[Block]:
    """Outcomes that the members teach first or use again, in their order, with the element of each."""
    rows: list[Row] = []
    titles = {c.key: c.title for c in scene.design.model.competences}
    taught = {o for e in members for o in (*e.design.first, *e.design.uses)}
    for code, title in titles.items():
        own = [o for o in scene.design.model.outcomes if o.competence == code and o.key in taught]
        if not own:
            continue
        rows.append(row(code, cell(title, span=2), kind=RowKind.GROUP))
        rows += [row(o.key, o.text, cell(*_places(scene, o.key, members))) for o in own]
    chapter = Chapter()
    if rows:
        heads = head(*(scene.word(f"column.{k}") for k in ("code", "outcome", "taught_in")))
        chapter.add(
            Table(f"outcomes:{index}", scene.word("caption.outcomes", index=index), (14, 62, 24), heads, tuple(rows))
        )
    else:
        chapter.say(scene.gap("element_outcomes"))
    return chapter.blocks


def _places(scene: Scene, outcome: OutcomeKey, members: Sequence[LaidElement]) -> Iterator[str]:
    """Elements of the annex that teach an outcome first (marked) or use it again."""
    for e in members:
        if outcome in e.design.first:
            yield f"{e.design.index} ({scene.word('word.first')})"
        elif outcome in e.design.uses:
            yield e.design.index


def _structure(scene: Scene, index: str, members: Sequence[LaidElement]) -> list[Block]:
    """Hours of the members by kind of work and by semester, with the sum."""
    keys = {e.design.index for e in members}
    leaves = [r for r in scene.table.rows if r.element in keys]
    place = {c: i for i, c in enumerate(Column)}
    columns = [c for c in _STRUCTURE if c is Column.TOTAL or any(r.numbers[place[c]] for r in leaves)]
    shown = [n for n, _ in enumerate(scene.table.semesters) if any(r.semesters[n] for r in leaves)]

    def line(r: PlanRow) -> list[int]:
        return [*(r.numbers[place[c]] for c in columns), *(r.semesters[n] for n in shown)]

    heads = (
        Row(
            (
                centred(scene.word("column.index")),
                centred(scene.word("column.title")),
                *(cell(scene.label(f"curriculum_column.{c}"), turned=True) for c in columns),
                *(
                    cell(f"{scene.table.semesters[n].number} {scene.label('document.semester')}", turned=True)
                    for n in shown
                ),
            )
        ),
    )
    rows = [row(r.index, r.title, *line(r)) for r in leaves if r.kind is PlanKind.ELEMENT]
    if len(rows) > 1:
        sums = [sum(numbers) for numbers in zip(*(line(r) for r in leaves), strict=True)]
        rows.append(row(cell(scene.label("document.total"), span=2), *sums, kind=RowKind.TOTAL))
    widths = (27.0, 52.0, *(11.0 for _ in range(len(columns) + len(shown))))
    return [Table(f"structure:{index}", scene.word("caption.structure", index=index), widths, heads, tuple(rows))]


def _thematic(scene: Scene, element: LaidElement) -> Iterator[Block]:
    """The thematic plan of one element: outcomes in the order of teaching, whole hours, calendar weeks."""
    design = element.design
    found = topics(design.shares, element.hours)
    rows = [_topic_row(scene, n, t, element) for n, t in enumerate(found, start=1)]
    if not rows:
        rows = [_semester_row(scene, n, element, s) for n, s in enumerate(element.by_semester, start=1)]
    rows.append(row(cell(scene.label("document.total"), span=3), element.total, "", kind=RowKind.TOTAL))
    heads = head(*(scene.word(f"column.{k}") for k in ("number", "codes", "topic", "hours", "weeks")))
    caption = scene.word("caption.thematic", index=design.index, title=design.title)
    yield Table(f"thematic:{design.index}", caption, (6, 17, 53, 10, 14), heads, tuple(rows))


def _topic_row(scene: Scene, n: int, topic: Topic, element: LaidElement) -> Row:
    texts: list[Piece] = []
    for key in topic.outcomes:
        again = "" if key in element.design.first else f" ({scene.word('word.again')})"
        code = f"{key} " if len(topic.outcomes) > 1 else ""
        texts.append(f"{code}{scene.outcomes[key].text}{again}")
    weeks = str(topic.first_week) if topic.first_week == topic.last_week else f"{topic.first_week}–{topic.last_week}"
    return row(n, cell(*topic.outcomes), cell(*texts), topic.hours, centred(weeks))


def _semester_row(scene: Scene, n: int, element: LaidElement, semester: int) -> Row:
    """Where no outcomes are known, the hours of a semester, its contents for the college to write."""
    calendar = scene.laid.calendar
    weeks = {w: h for w, h in element.hours.items() if calendar.weeks[w].semester == semester}
    named = f"{semester} {scene.label('document.semester')}"
    return row(n, centred(named), scene.gap("topics"), element.by_semester[semester], centred(weeks_words(weeks)))


def _conditions(scene: Scene, index: str, members: Sequence[LaidElement]) -> list[Block]:
    """Where each element is taught and on what; literature is for the college."""
    rows = []
    for e in members:
        asked = requirement_of(scene, e.design.index)
        rooms = workshops_of(scene, e.design.index)
        machines = asked.machines if asked else ()
        place = cell(*rooms) if rooms else scene.gap("element_room")
        rows.append(
            row(e.design.index, scene.kind(e.design), place, cell(*machines) if machines else _equipment(scene, rooms))
        )
    chapter = Chapter()
    heads = head(*(scene.word(f"column.{k}") for k in ("index", "kind", "room", "equipment")))
    caption = scene.word("caption.conditions", index=index)
    chapter.add(Table(f"conditions:{index}", caption, (15, 23, 30, 32), heads, tuple(rows)))
    chapter.say(scene.gap("literature"))
    return chapter.blocks


def _equipment(scene: Scene, rooms: Sequence[str]) -> Piece:
    found = dict.fromkeys(e for w in scene.cluster.workshops if w.name in rooms for e in w.equipment)
    return "; ".join(found) or scene.gap("element_equipment")


def _control(scene: Scene, index: str, members: Sequence[LaidElement]) -> list[Block]:
    """How each element is attested, and when."""
    keys = {e.design.index for e in members}
    rows = []
    for r in scene.table.rows:
        if r.element not in keys:
            continue
        forms = tuple(f"{scene.label(f'attestation.{f.form}')} ({form_text(f, scene.language)})" for f in r.forms)
        rows.append(row(r.index, r.title, cell(*forms) if forms else scene.word("word.no_attestation")))
    chapter = Chapter()
    heads = head(*(scene.word(f"column.{k}") for k in ("index", "title", "control")))
    caption = scene.word("caption.control", index=index)
    chapter.add(Table(f"control:{index}", caption, (15, 45, 40), heads, tuple(rows)))
    chapter.say(scene.gap("criteria"))
    return chapter.blocks
