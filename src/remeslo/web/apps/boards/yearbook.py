"""
The report of a year as data without a language, and as a paper in a language.

It is made for everybody: whoever writes it sees no figure in it that the public may not see.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.core.registry.paths import View
from remeslo.core.rollup.approval import Level, Step
from remeslo.interchange.boardsheet import Bar, Figure, Part, YearPaper
from remeslo.interchange.sentences import Language
from remeslo.web.apps.boards.exporting import as_shown
from remeslo.web.apps.boards.lines import Line, Standpoint, board_lines, opened
from remeslo.web.apps.boards.models import ApprovalAct, StoredFigure, UnitStanding, YearReport
from remeslo.web.apps.boards.queries import children_of, place_of, upper_map
from remeslo.web.apps.boards.reading import Public, years
from remeslo.web.apps.boards.words import LEVELS, node_word
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.templatetags.words import day as day_words
from remeslo.web.apps.common.templatetags.words import plain_number
from remeslo.web.apps.results.figures import indicators, year_period
from remeslo.web.apps.results.templatetags.fact_words import indicator_code, indicator_title, indicator_value, share
from remeslo.web.apps.results.words import FIGURE_STATES

MOST_PARTS: Final = 4
"""Figures that are shown by college."""
Body = Mapping[str, Any]


def node_of(cluster: Cluster, college: str) -> str:
    """What a report is about."""
    return f"unit:{cluster.key}/{college}" if college else f"cluster:{cluster.key}"


def gathered(cluster: Cluster, college: str, period: str) -> Body:
    """The figures of a report as everybody may see them; a fixed number of queries."""
    known = years()
    node = node_of(cluster, college)
    here = Standpoint(Public(), node, period, View.AS_IT_WAS, known)
    country = upper_map(period, here.kept_view)
    place = place_of(node, period, here.kept_view)
    lines = [x for x in board_lines(here, place, country, {}) if x.shown.figure or x.shown.hidden]
    below = children_of(node, period, here.kept_view) if not college else ()
    parts: list[dict[str, Any]] = []
    chosen = [x for x in lines if x.shown.value is not None and x.indicator.people][:MOST_PARTS] if below else []
    for line in chosen:
        found = opened(here, line.indicator, None, country, below, {})
        rows = [_part(x) for _kind, some in found.parts for x in some if x.shown.figure or x.shown.hidden]
        if len(rows) > 1:
            parts.append({"indicator": line.indicator.key, "rows": rows})
    acts = ApprovalAct.objects.filter(cluster=cluster, period=period, step=Step.APPROVE.value).defer("figures")
    if college:
        acts = acts.filter(college=college)
    reached = _standing_levels(cluster, college, period)
    return {
        "lines": [_line(x) for x in lines],
        "parts": parts,
        "approved": [[level.value, _last(acts, level)] for level in Level if level in reached and _last(acts, level)],
    }


def is_approved(cluster: Cluster, college: str, period: str) -> bool:
    """
    True when the level above the one whose report it is has approved the year.

    A college's report waits for its cluster; a cluster's for the region's word on every unit that has figures.
    """
    rows = UnitStanding.objects.filter(cluster=cluster, period=period)
    if college:
        row = rows.filter(college=college).first()
        return bool(row and row.reached and Level(row.reached).rank >= Level.CLUSTER.rank)
    return _needed(cluster, period) <= {
        r.college for r in rows if r.reached and Level(r.reached).rank >= Level.REGION.rank
    } and bool(rows)


def paper_of(report: YearReport, body: Body, language: Language) -> YearPaper:
    """The paper in a language."""
    with translation.override(language):
        return _paper(report, body)


def _needed(cluster: Cluster, period: str) -> set[str]:
    rows = StoredFigure.objects.filter(cluster=cluster, period=period).exclude(college="")
    return set(rows.order_by().values_list("college", flat=True).distinct())


def _standing_levels(cluster: Cluster, college: str, period: str) -> set[Level]:
    rows = UnitStanding.objects.filter(cluster=cluster, period=period)
    if college:
        rows = rows.filter(college=college)
    ranks = [Level(r.reached).rank if r.reached else -1 for r in rows]
    return {level for level in Level if ranks and level.rank <= min(ranks)}


def _last(acts: Any, level: Level) -> str:
    found = [a.at for a in acts if a.level == level.value]
    return max(found).date().isoformat() if found else ""


def _line(line: Line) -> dict[str, Any]:
    figure, plan = line.shown.figure, line.plan
    return {
        "indicator": line.indicator.key,
        "value": _text(line.shown.value),
        "above": str(figure.above) if figure else None,
        "below": str(figure.below) if figure and figure.below is not None else None,
        "plan": _text(plan.plan) if plan else None,
        "done": _text(plan.fulfilment) if plan else None,
        "before": _text(line.before.value) if line.before else None,
        "state": line.shown.state,
    }


def _part(line: Line) -> dict[str, Any]:
    return {
        "name": node_word(line.shown.node, line.name) if not line.shown.node.endswith("/") else "",
        "value": _text(line.shown.value),
        "state": line.shown.state,
        "provisional": line.shown.is_provisional,
    }


def _paper(report: YearReport, body: Body) -> YearPaper:
    cluster = report.cluster
    of = year_period(int(report.period))
    every = indicators()
    texts = (
        (_("What was achieved"), report.achieved),
        (_("What was hard"), report.difficulties),
        (_("What comes next"), report.next_year),
    )
    chapters = [Part(title=title, text=text) for title, text in texts if text.strip()]
    tables = [_chapter(p) for p in body.get("parts", ()) if p["indicator"] in every]
    unverified = any(
        not every[x["indicator"]].on(of.last).verified for x in body.get("lines", ()) if _defined(x, of.last)
    )
    notes = [_("Figures of few people, and others from which they could be worked out, are hidden.")]
    if unverified:
        notes.append(_("Nobody has compared the definitions of the indicators with the text of an act."))
    return YearPaper(
        heading=_("What we achieved in %(year)s") % {"year": report.period},
        subject=_subject(report),
        facts=(
            (_("Cluster"), cluster.name),
            (_("Industry"), cluster.industry or "—"),
            (_("Region"), cluster.region or "—"),
        ),
        figures_title=_("Indicators"),
        heads=(
            _("Indicator"),
            _("Value"),
            _("Above ÷ below"),
            pgettext("board", "Plan"),
            _("Fulfilled"),
            _("Year before"),
            _("State"),
        ),
        figures=tuple(_figure(x) for x in body.get("lines", ()) if x["indicator"] in every),
        parts=(*chapters, *tables),
        approved_title=pgettext("board", "Approval"),
        approved=tuple(f"{LEVELS[level]}: {day_words(at)}" for level, at in body.get("approved", ())),
        notes_title=pgettext("report", "Notes"),
        notes=tuple(notes),
        signs=(_("Director"),) if report.college else (_("Head of the cluster"),),
        marked=_("Illustrative data: invented organisations, people and figures.") if cluster.illustrative else "",
    )


def _defined(line: Mapping[str, Any], day: Any) -> bool:
    one = indicators().get(line["indicator"])
    return one is not None and any(e.since <= day for e in one.editions)


def _figure(told: Mapping[str, Any]) -> Figure:
    one = indicators()[told["indicator"]]
    made = f"{plain_number(Decimal(told['above']))} ÷ {plain_number(Decimal(told['below']))}" if told["below"] else ""
    return Figure(
        title=f"{indicator_code(one.key)} {indicator_title(one)}",
        value=_value(told),
        made_of=made,
        plan=indicator_value(one, as_shown(one, _number(told["plan"]))) if told["plan"] else "",
        fulfilled=share(_number(told["done"])) if told["done"] else "",
        before=indicator_value(one, as_shown(one, _number(told["before"]))) if told["before"] else "",
        state=str(FIGURE_STATES[told["state"]][0]),
    )


def _chapter(part: Mapping[str, Any]) -> Part:
    one = indicators()[part["indicator"]]
    rows = [{**r, "indicator": one.key, "name": r["name"] or _("The cluster's own figures")} for r in part["rows"]]
    return Part(
        title=f"{indicator_code(one.key)} {indicator_title(one)}",
        heads=(_("College"), _("Value"), _("State")),
        rows=tuple((r["name"], _value(r), str(FIGURE_STATES[r["state"]][0])) for r in rows),
        bars=tuple(
            Bar(r["name"], _value(r), _number(r["value"]), is_provisional=r["provisional"])
            for r in sorted(rows, key=lambda r: (r["value"] is None, -(_number(r["value"]) or 0), r["name"]))
        ),
    )


def _value(told: Mapping[str, Any]) -> str:
    one = indicators()[told["indicator"]]
    value = _number(told["value"])
    return str(FIGURE_STATES[told["state"]][0]) if value is None else indicator_value(one, as_shown(one, value))


def _subject(report: YearReport) -> str:
    if not report.college:
        return report.cluster.name
    house = report.cluster.organisations.filter(key=report.college).first()
    return house.name if house else report.college


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
