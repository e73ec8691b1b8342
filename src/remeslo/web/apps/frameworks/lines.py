"""State standards and study plans as lines, for comparing two versions."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from remeslo.core.competence.statestandard import StateCompetence, StateStandard
from remeslo.core.competence.studyplan import PlanRow, StudyPlan
from remeslo.core.competence.studyplan.sums import hours_in, semesters_of
from remeslo.web.apps.common.compare import Line
from remeslo.web.apps.common.templatetags.words import hours, label, num, plain_number, short_day


def state_lines(standard: StateStandard) -> list[Line]:
    """Every field as a line; competences by their code."""
    lines = [
        Line("title", _("Title"), standard.title),
        Line("kind", _("Kind"), label(standard.kind, "programme_kind")),
        Line("qualification", _("Qualification"), standard.qualification),
        Line("order", _("Order"), standard.order_number),
        Line("approved", _("Approved"), short_day(standard.approved)),
        Line("disciplines", _("Minimum hours: disciplines"), hours(standard.min_disciplines)),
        Line("practice", _("Minimum hours: practice"), hours(standard.min_practice)),
        Line("final", _("Minimum hours: final attestation"), hours(standard.min_final_attestation)),
    ]
    for t in standard.terms:
        words = f"{label(t.base, 'entry_base_short')}, {t.months} {_('months')}"
        lines.append(Line(f"term-{t.base}-{t.months}", words, hours(t.total_hours)))
    for c in standard.general:
        lines += _competence(c)
    for a in standard.activities:
        lines.append(Line(f"activity-{a.number}", f"{_('Activity')} {a.number}", a.title))
        for c in a.competences:
            lines += _competence(c)
    for d in standard.disciplines:
        lines.append(Line(f"discipline-{d.index}", d.index, f"{d.title}, {hours(d.hours_min)}"))
    return lines


def _competence(c: StateCompetence) -> Iterable[Line]:
    yield Line(c.code, c.code, c.title)
    if c.functions:
        yield Line(f"{c.code}-functions", f"{c.code}: {_('work functions')}", ", ".join(c.functions))
    for n, o in enumerate(c.outcomes):
        yield Line(f"{c.code}-{o.kind}-{n}", f"{c.code}: {label(o.kind, 'outcome_kind')}", o.text)


def plan_lines(plan: StudyPlan) -> list[Line]:
    """The head, every row with its hours by semester and its competences, every competence."""
    head = plan.head
    lines = [
        Line("title", _("Title"), f"{head.code} {head.title}"),
        Line("profile", _("Profile"), head.profile),
        Line("qualification", _("Qualification"), head.qualification),
        Line("approved", _("Approved"), short_day(head.approved)),
    ]
    for r in plan.rows:
        name = f"{r.index} {r.title}".strip()
        lines.append(Line(f"row-{r.key}", name, _row(r)))
        if r.competences:
            codes = ", ".join(plan.competence_of[k].code for k in r.competences)
            lines.append(Line(f"row-{r.key}-competences", f"{name}: {_('competences')}", codes))
    lines += [Line(f"competence-{c.key}", c.code, c.title) for c in plan.competences]
    return lines


def _row(row: PlanRow) -> str:
    by_semester = [(s, hours_in(row, s)) for s in sorted(semesters_of(row))]
    parts = [f"{_('semester')} {s}: {number(h)}" for s, h in by_semester if h]
    credits_ = f"{number(row.credits)} {_('credits')}" if row.credits is not None else ""
    total = f"{number(row.hours)} {_('h')}" if row.hours is not None else ""
    return ", ".join(p for p in (credits_, total, *parts) if p)


def number(value: Decimal | int | None) -> str:
    """4.50 -> 4,5; nothing for none."""
    if value is None:
        return ""
    return plain_number(value) if isinstance(value, Decimal) else num(value)
