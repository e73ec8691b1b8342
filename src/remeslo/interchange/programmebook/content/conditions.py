"""Chapters 6 and 7: workshops, staff, practice bases, costs; final attestation, forms of control."""

from collections import Counter
from collections.abc import Mapping

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import WorkshopKey
from remeslo.core.line.tables.curriculum import PRACTICES
from remeslo.core.staffing.requirement import TeachingRequirement
from remeslo.interchange.documents.accompany import ROOM_HEADS, room_rows
from remeslo.interchange.documents.curriculum import form_text
from remeslo.interchange.programmebook.blocks import Block, Chapter, RowKind, Table, cell, centred, head, row
from remeslo.interchange.programmebook.scene import Scene


def workshops(scene: Scene) -> list[Block]:
    """Laboratories and workshops of the colleges that teach the programme, and shared ones, with their equipment."""
    chapter = Chapter()
    rows = [
        row(*(centred(text) if h in ("number", "places") else text for h, text in zip(ROOM_HEADS, texts, strict=True)))
        for texts in room_rows(scene.cluster, scene.outcome, scene.language)
    ]
    if not rows:
        chapter.say(scene.gap("workshops"))
        return chapter.blocks
    heads = head(*(scene.label(f"document.{k}") for k in ROOM_HEADS))
    chapter.add(Table("workshops", scene.label("document.rooms"), (5, 22, 18, 25, 8, 22), heads, tuple(rows)))
    return chapter.blocks


def staff(scene: Scene) -> list[Block]:
    """Who may teach each element and what they must be able to do; how many people the colleges have. No names."""
    chapter = Chapter()
    skills = {s.key: s.title for s in scene.cluster.skills}
    rows = []
    for e in scene.laid.elements:
        asked = requirement_of(scene, e.design.index)
        if asked is None:
            continue
        roles = tuple(scene.label(f"staff_role.{r}") for r in asked.roles)
        needs = tuple(f"{skills.get(n.skill, n.skill)} — {scene.word('word.level')} {n.level}" for n in asked.needs)
        rows.append(row(e.design.index, e.design.title, cell(*roles), cell(*needs)))
    if rows:
        heads = head(*(scene.word(f"column.{k}") for k in ("index", "title", "roles", "skills")))
        chapter.add(Table("staff_needs", scene.word("caption.staff_needs"), (12, 30, 20, 38), heads, tuple(rows)))
    teaching = {g.organisation for g in scene.cluster.groups if g.programme == scene.outcome.key}
    counted = Counter((p.organisation, p.role) for p in scene.cluster.staff if p.organisation in teaching)
    if counted:
        heads = head(*(scene.word(f"column.{k}") for k in ("organisation", "roles", "people")))
        members = [
            row(scene.name_of(o), scene.label(f"staff_role.{role}"), n) for (o, role), n in sorted(counted.items())
        ]
        members.append(row(cell(scene.label("document.total"), span=2), counted.total(), kind=RowKind.TOTAL))
        chapter.add(Table("staff", scene.word("caption.staff"), (50, 34, 16), heads, tuple(members)))
    chapter.say(scene.gap("staff"))
    return chapter.blocks


def requirement_of(scene: Scene, index: str) -> TeachingRequirement | None:
    """What an element asks of whoever teaches it: the programme's own row, else the cluster's."""
    rows = [r for r in scene.cluster.requirements if r.element == index]
    own = [r for r in rows if r.programme == scene.outcome.key] or [r for r in rows if r.programme is None]
    return own[0] if own else None


def workshops_of(scene: Scene, index: str) -> tuple[str, ...]:
    """Names of the workshops in which an element is taught, as the outline or the requirements say."""
    fixed = next((e.workshops for e in (scene.outline.elements if scene.outline else ()) if e.index == index), ())
    asked = requirement_of(scene, index)
    keys: tuple[WorkshopKey, ...] = fixed or (asked.workshops if asked else ())
    names = {w.key: w.name for w in scene.cluster.workshops}
    return tuple(names[k] for k in keys if k in names)


def practice_bases(scene: Scene) -> list[Block]:
    """Practices with their hours, and the employers behind the programme with their sites."""
    chapter = Chapter()
    practices = [e for e in scene.laid.elements if e.design.kind in PRACTICES]
    if practices:
        heads = head(*(scene.word(f"column.{k}") for k in ("index", "title", "kind", "hours", "weeks")))
        rows = [
            row(e.design.index, e.design.title, scene.kind(e.design), e.total, cell(weeks_words(e.hours)))
            for e in practices
        ]
        total = sum(e.total for e in practices)
        rows.append(row(cell(scene.label("document.total"), span=3), total, "", kind=RowKind.TOTAL))
        chapter.add(Table("practices", scene.word("caption.practices"), (12, 38, 24, 10, 16), heads, tuple(rows)))
    bases = []
    for e in scene.employers:
        sites = tuple(
            ", ".join(filter(None, (s.name, s.address))) for s in scene.cluster.sites if s.organisation == e.key
        )
        bases.append(row(e.name, cell(*sites) if sites else scene.gap("site"), scene.gap("practice_contract")))
    if bases:
        heads = head(*(scene.word(f"column.{k}") for k in ("employer", "site", "contract")))
        chapter.add(Table("practice_bases", scene.word("caption.practice_bases"), (34, 40, 26), heads, tuple(bases)))
    if not chapter.blocks:
        chapter.say(scene.gap("practice_bases"))
    return chapter.blocks


def weeks_words(hours: Mapping[int, int]) -> str:
    """Calendar weeks with hours as ranges: ``3–7, 12``."""
    weeks = sorted(w + 1 for w in hours)
    ranges: list[list[int]] = []
    for week in weeks:
        if ranges and ranges[-1][-1] == week - 1:
            ranges[-1].append(week)
        else:
            ranges.append([week])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in ranges)


def costs(scene: Scene) -> list[Block]:
    """Costs: the college's own."""
    chapter = Chapter()
    chapter.say(scene.gap("costs"))
    return chapter.blocks


def final_attestation(scene: Scene) -> list[Block]:
    """The final attestation as planned: name, hours, weeks; kit and topics are for the college."""
    chapter = Chapter()
    final = [e for e in scene.laid.elements if e.design.kind is ElementKind.FINAL_ATTESTATION]
    if final:
        heads = head(*(scene.word(f"column.{k}") for k in ("index", "title", "hours", "weeks")))
        rows = [row(e.design.index, e.design.title, e.total, cell(weeks_words(e.hours))) for e in final]
        if len(final) > 1:
            total = sum(e.total for e in final)
            rows.append(row(cell(scene.label("document.total"), span=2), total, "", kind=RowKind.TOTAL))
        chapter.add(Table("final", scene.word("caption.final"), (14, 52, 14, 20), heads, tuple(rows)))
    chapter.say(scene.gap("exam_level"))
    chapter.say(scene.gap("assessment_kit"))
    return chapter.blocks


def attestations(scene: Scene) -> list[Block]:
    """Every form of interim attestation with its semester; joint ones share a letter."""
    rows = []
    for r in scene.table.rows:
        if r.element is None or not r.forms:
            continue
        forms = tuple(scene.label(f"attestation.{f.form}") for f in r.forms)
        marks = ", ".join(form_text(f, scene.language) for f in r.forms)
        rows.append(row(r.index, r.title, cell(*forms), centred(marks)))
    chapter = Chapter()
    if rows:
        heads = head(*(scene.word(f"column.{k}") for k in ("index", "title", "control", "mark")))
        chapter.add(Table("attestations", scene.word("caption.attestations"), (14, 42, 30, 14), heads, tuple(rows)))
    chapter.say(scene.gap("assessment_materials"))
    return chapter.blocks
