"""Tables of these pages as they are shown, and a workbook of them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from remeslo.web.apps.staffplans.assigned import Assigned, Line
from remeslo.web.apps.staffplans.gapboard import Blocked
from remeslo.web.apps.staffplans.leaving import Broken, Mend
from remeslo.web.apps.staffplans.matrix import Matrix
from remeslo.web.apps.staffplans.scene import Scene
from remeslo.web.apps.staffplans.upskilling import Calendar
from remeslo.web.apps.staffplans.words import EVIDENCE, KINDS, MARKS, ROLES

SHEET_NAME_LETTERS = 31


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the name of its sheet, the head, the rows (texts, numbers, days)."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of these tables; texts stay texts, whatever they begin with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for table in sheets:
        sheet = book.add_worksheet(_sheet_name(table.name))
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, table.head, bold)
        for n, row in enumerate(table.rows, start=1):
            for c, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(n, c, cell, day)
                elif isinstance(cell, int | float | Decimal):
                    sheet.write_number(n, c, float(cell))
                elif cell not in (None, ""):
                    sheet.write_string(n, c, str(cell))
        sheet.autofit()
    book.close()
    return out.getvalue()


def _sheet_name(name: str) -> str:
    return "".join(" " if c in r"[]:*?/\'" else c for c in name)[:SHEET_NAME_LETTERS] or "1"


def matrix_sheet(scene: Scene, shown: Matrix) -> Sheet:
    """People down, skills across: the level, and in brackets what is wrong with it."""
    head = [_("Name"), _("Organisation"), _("Works as")]
    head += [f"{c.title} ({KINDS[c.kind]})" for c in shown.columns]
    rows: list[list[object]] = [
        [_("Level needed"), "", "", *(c.needed or "" for c in shown.columns)],
        [_("People who hold it"), "", "", *(c.holders for c in shown.columns)],
    ]
    for row in shown.rows:
        own = [scene.name(row.person.key), scene.title(row.person.organisation), str(ROLES[row.person.role.value])]
        cells = [f"{c.level or ''} ({MARKS[c.mark][0]})".strip() if c.mark else c.level or "" for c in row.cells]
        rows.append([*own, *cells])
    return Sheet(_("Skill matrix"), head, rows)


def assignment_sheets(shown: Assigned, view: str) -> list[Sheet]:
    """The lessons in the order of the page; by teacher, also the loads."""
    if view == "uncovered":
        return [_lines_sheet(_("Nobody teaches"), shown.uncovered)]
    if view != "teacher":
        parts = shown.by_group() if view == "group" else shown.by_element()
        return [_lines_sheet(_("Who teaches what"), [line for part in parts for line in part.lines])]
    teachers = shown.by_teacher()
    head = [_("Name"), _("Organisation"), _("Works as"), _("Rate"), _("Hours of the rate"), _("Hours"), _("Above")]
    rows = [
        [t.person.name, t.college, str(ROLES[t.person.role.value]), t.person.rate, t.paid, t.hours, t.above]
        for t in teachers
    ]
    lines = [line for t in teachers for line in t.lines]
    return [Sheet(_("Load"), head, rows), _lines_sheet(_("Who teaches what"), [*lines, *shown.uncovered])]


def _lines_sheet(name: str, lines: Sequence[Line]) -> Sheet:
    head = [_("Teacher"), _("Group"), _("Element"), _("Title"), _("Programme"), _("College"), _("Semesters")]
    head += [_("Subgroups"), _("Hours"), _("First day"), _("Pinned")]
    rows = [
        [
            x.name,
            x.group,
            x.element,
            x.title,
            x.programme,
            x.college,
            ", ".join(map(str, x.semesters)),
            ", ".join(map(str, x.parts)),
            x.hours,
            x.first,
            _("yes") if x.pinned else "",
        ]
        for x in lines
    ]
    return Sheet(name, head, rows)


def gap_sheet(view: str, lines: Sequence[Any], *, names: bool) -> Sheet:
    """The lines of the gap board, laid out as on the page; without names for those who see none."""
    made = {"person": _person_gaps, "single": _singles, "expiring": _expiring}.get(view)
    if made is not None:
        return made(lines)
    head = [_("Skill"), _("Level"), _("College"), _("What it blocks"), _("Hours"), _("First needed"), _("Days left")]
    head += [_("Weeks at stake"), _("Sessions that close it")]
    head += [_("Who stands nearest")] if names else []
    rows: list[list[object]] = []
    for g in lines:
        row: list[object] = [g.title or _("all needs together"), g.need.level if g.need else "", g.college]
        row += [_blocks(g.blocks), g.hours, g.first, g.days_left, (g.stakes or {}).get("weeks", "")]
        row.append("; ".join(f"{c.course.title} {c.session.first}–{c.session.last}" for c in g.closing))
        rows.append([*row, ", ".join(n.person.name for n in g.nearest)] if names else row)
    return Sheet(_("Gaps"), head, rows)


def _person_gaps(lines: Sequence[Any]) -> Sheet:
    head = [_("Name"), _("Organisation"), _("What to learn"), _("What it opens"), _("Hours"), _("First needed")]
    rows = [
        [p.person.name, p.college, ", ".join(p.lacks), _blocks(p.blocks), p.gap.hours, p.gap.first_needed]
        for p in lines
    ]
    return Sheet(_("By person"), head, rows)


def _singles(lines: Sequence[Any]) -> Sheet:
    head = [_("Name"), _("Organisation"), _("What only this person holds"), _("What it blocks"), _("Hours")]
    rows = [[p.person.name, p.college, ", ".join(p.skills), _blocks(p.blocks), p.point.hours] for p in lines]
    return Sheet(_("Held by one person"), head, rows)


def _expiring(lines: Sequence[Any]) -> Sheet:
    head = [_("Name"), _("Organisation"), _("Skill"), _("Paper"), _("Last day"), _("What it blocks"), _("Hours")]
    rows = [
        [
            e.person.name,
            e.college,
            e.title,
            str(EVIDENCE[e.paper.evidence.value]),
            e.expiry.until,
            _blocks(e.blocks),
            e.expiry.hours,
        ]
        for e in lines
    ]
    return Sheet(_("Papers that run out"), head, rows)


def _blocks(blocks: Sequence[Blocked]) -> str:
    return "; ".join(f"{b.element} {b.title} ({', '.join(b.groups)})" for b in blocks)


def upskill_sheets(shown: Calendar) -> list[Sheet]:
    """Who goes where with prices and reasons, and the calendar of people by weeks."""
    head = [_("No."), _("Name"), _("Organisation"), _("Course"), _("First day"), _("Last day"), _("Hours"), _("Price")]
    head += [_("What it opens"), _("Hours that it opens"), _("Stands in meanwhile")]
    rows = [
        [
            t.number,
            t.person.name,
            t.college,
            t.course.title,
            t.session.first,
            t.session.last,
            t.hours,
            t.price,
            "; ".join(dict.fromkeys(f"{d.group} {d.element} {d.title}" for d in t.opens)),
            t.opened_hours,
            "; ".join(f"{who}: {what}, {monday}, {hours}" for what, monday, hours, who in t.stands_in),
        ]
        for t in shown.trips
    ]
    weeks = [[row.person.name, row.college, *_weeks(row.cells)] for row in shown.rows]
    calendar = Sheet(_("Calendar"), [_("Name"), _("Organisation"), *(m.isoformat() for m in shown.mondays)], weeks)
    return [Sheet(_("Who learns what"), head, rows), calendar]


def _weeks(cells: Sequence[Any]) -> list[object]:
    """One value a week: the number of the session, hours of standing in, or nothing."""
    found: list[object] = []
    for cell in cells:
        value = _("No. %(n)s") % {"n": cell.trip.number} if cell.trip else cell.hours or ""
        found += [value] * cell.weeks
    return found


def leave_sheet(broken: Sequence[Broken], mend: Mend | None) -> Sheet:
    """What breaks when a person leaves, and who takes it."""
    takes = {m.duty.key: m.takes for m in mend.takes} if mend else {}
    head = [_("Group"), _("Element"), _("Title"), _("Programme"), _("Hours"), _("Who else may teach it"), _("Takes it")]
    rows = [
        [b.group, b.element, b.title, b.programme, d.hours, ", ".join(b.others), takes.get(d.key, "")]
        for b in broken
        for d in b.duties
    ]
    return Sheet(_("If a person leaves"), head, rows)
