"""Terms, semesters, attestations and symbols as the reader's language writes them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from remeslo.core.base.keys import StatementKey, trace_key
from remeslo.core.curriculum.problem import RuleValue
from remeslo.core.curriculum.result import Status
from remeslo.core.line.tables.calendar import WeekMark
from remeslo.core.line.tables.curriculum import FormMark
from remeslo.core.line.trace import TraceKind, TraceNode
from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.common.templatetags.words import NBSP, label, num
from remeslo.web.apps.programmes.tables.constructor import function_code as cited_function
from remeslo.web.apps.programmes.tables.matrix import Tie
from remeslo.web.apps.programmes.words import GOODNESS, STATUS, TIE

register = template.Library()

_WEEKS_A_YEAR = 52.18
_TIE_SIGNS = {Tie.FIRST: "●", Tie.USES: "○", Tie.NAMED: "·", Tie.COVERED: "●", Tie.DEEPEN: "◐", Tie.NEW: "＋"}


@register.filter
def as_term(weeks: int | None) -> str:
    """95 -> 1 год 10 месяцев: whole months, as diplomas and state standards write a term."""
    if weeks is None:
        return "—"
    years, months = divmod(round(weeks * 12 / _WEEKS_A_YEAR), 12)
    return months_text(years * 12 + months)


@register.filter
def months_text(months: int) -> str:
    """22 -> 1 год 10 месяцев."""
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(ngettext("%(n)s year", "%(n)s years", years) % {"n": num(years)})
    if rest or not years:
        parts.append(ngettext("%(n)s month", "%(n)s months", rest) % {"n": num(rest)})
    return NBSP.join(parts)


@register.filter
def form_text(mark: FormMark) -> str:
    """кДЗ4б: letters of the form, semester, and the letter of a joint attestation."""
    letters = label(mark.form.value, "attestation_letter")
    joint = gettext("j") if mark.joint else ""
    return f"{joint}{letters}{mark.semester or ''}{mark.joint or ''}"


@register.filter
def form_title(mark: FormMark) -> str:
    """The form in words, for those who don't know the letters."""
    words = label(mark.form.value, "attestation")
    if mark.semester:
        words = gettext("%(form)s, semester %(n)s") % {"form": words, "n": mark.semester}
    return gettext("%(form)s (joint: %(letter)s)") % {"form": words, "letter": mark.joint} if mark.joint else words


@register.filter
def exact_hours(value: Fraction | int | None) -> str:
    """24 ч, or 24,5 ч where the share is not whole."""
    if value is None:
        return "—"
    whole = Fraction(value)
    return num(whole, 0 if whole.denominator == 1 else 1) + NBSP + gettext("h")


@register.filter
def week_no(index: int | None) -> str:
    """Index of a week (from 0) as people count weeks (from 1)."""
    return "—" if index is None else num(index + 1)


@register.filter
def symbol(mark: WeekMark, symbols: Mapping[WeekMark, str]) -> str:
    """The mark's symbol in the chosen set."""
    return symbols[mark]


@register.filter
def share(value: Any) -> str:
    """0.24 -> 24 %."""
    return num(round(float(value) * 100)) + NBSP + "%"


@register.filter
def weight(value: Fraction | None) -> str:
    """A demand weight with two decimals; a dash where it is not for this reader."""
    return "—" if value is None else num(value, 2)


@register.filter
def value_text(value: Any, name: str = "") -> str:
    """A field of a comparison in words: enumerations by the shared catalogue, numbers as numbers."""
    areas = {"origin": "origin", "status": "status", "answer": "gap_answer"}
    if value is None or value == "" or value == ():
        return "—"
    if name in areas:
        return label(value, areas[name])
    if name == "attestations":
        return ", ".join(label(v, "attestation") for v in value)
    if isinstance(value, tuple):
        return ", ".join(str(v) for v in value)
    if isinstance(value, Fraction):
        return num(value, 2)
    return num(value) if isinstance(value, int) else str(value)


@register.simple_tag
def hour_key(programme: str, index: str, week: int) -> str:
    """The trace key of an element's hours in a week (index from 0), ready for an address."""
    return quote(trace_key("hour", programme, index, f"w{week + 1}"), safe="")


@register.filter
def address(key: str) -> str:
    """A trace key, ready for an address."""
    return quote(key, safe="")


@register.filter
def norm_amount(value: RuleValue) -> str:
    """The amount of a norm: shares as per cent, the rest as numbers."""
    amount = Fraction(value.amount)
    if amount.denominator != 1 and 0 < amount < 1:
        return share(amount)
    return num(amount, 0 if amount.denominator == 1 else 2)


@register.filter
def codes(competences: Iterable[str]) -> str:
    """ПК 1.1, ПК 1.2, ПК 1.3, ОК 04 -> ПК 1.1–1.3, ОК 04: the letters once, neighbours as a range."""
    runs: list[tuple[str, str, list[str]]] = []  # letters, the part before the last number, last numbers in a row
    for code in competences:
        letters, _space, number = code.rpartition(" ")
        head, dot, last = number.rpartition(".")
        stem = head + dot
        if runs and last.isdigit() and runs[-1][:2] == (letters, stem) and int(runs[-1][2][-1]) + 1 == int(last):
            runs[-1][2].append(last)
        else:
            runs.append((letters, stem, [last]))
    parts: list[str] = []
    before = ""
    for letters, stem, numbers in runs:
        ends = [numbers[0], numbers[-1]] if len(numbers) > 2 else numbers
        text = ("–" if len(numbers) > 2 else ", ").join(f"{stem}{n}" for n in ends)
        parts.append(text if letters == before else f"{letters}{NBSP}{text}".lstrip(NBSP))
        before = letters
    return ", ".join(parts)


@register.filter
def slug(code: str) -> str:
    """A competence code as an anchor: ПК 1.1 -> c-ПК-1.1."""
    return "c-" + "-".join(str(code).split())


@register.filter
def function_code(key: str) -> str:
    """A work function as people cite it: 40.002 A/01.2."""
    return cited_function(StatementKey(key))


@register.filter
def tie_word(tie: Tie) -> Any:
    """How a row and a column of a matrix meet."""
    return TIE[tie]


@register.filter
def tie_sign(tie: Tie) -> str:
    """The same as a sign that does not need colour."""
    return _TIE_SIGNS[tie]


@register.filter
def node_code(node: TraceNode) -> str:
    """The short name of a thing in the trace; nothing where the text says it all."""
    if node.kind is TraceKind.FUNCTION:
        return cited_function(StatementKey(node.code))
    if node.kind is TraceKind.HOUR:
        index, _slash, rest = node.code.partition("/w")
        week, _slash, hour = rest.partition("/")
        text = gettext("%(index)s, week %(week)s") % {"index": index, "week": week}
        return text + (gettext(", hour %(hour)s") % {"hour": hour} if hour else "")
    return "" if node.kind in (TraceKind.EMPLOYER, TraceKind.REQUEST) else node.code


@register.simple_tag
def chain_title(node: TraceNode) -> SafeString:
    """A thing of the trace by code and text."""
    code = node_code(node)
    text = node.text or ("" if code else node.code)
    if node.kind is TraceKind.HOUR:
        return format_html('<span>{}</span> <span class="quiet">{}</span>', code, exact_hours(node.hours))
    if not code:
        return format_html("<span>{}</span>", text)
    return format_html('<span class="code">{}</span> <span>{}</span>', code, text)


@register.filter
def duration(value: timedelta | None) -> str:
    """95 seconds -> 1 мин 35 с."""
    if value is None:
        return "—"
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    words = ((hours, gettext("h")), (minutes, gettext("min")), (seconds, pgettext("seconds", "s")))
    shown = [f"{n}{NBSP}{word}" for n, word in words if n]
    return NBSP.join(shown[:2]) if shown else f"0{NBSP}{pgettext('seconds', 's')}"


@register.filter
def unlocalize_number(value: float) -> str:
    """A number as attributes want it, whatever the language."""
    return f"{float(value):.4f}"


@register.simple_tag
def status_chip(status: str) -> SafeString:
    """How good a term is, as a chip."""
    word, css, sign = STATUS[Status(status)]
    return chip(word, css, sign)


@register.filter
def goodness(status: Status) -> Any:
    """How good the plan is in a second or third respect, at the term it has."""
    return GOODNESS[status]
