"""Numbers of questions and answers as the reader's language writes them, and as attributes want them."""

from typing import Any

from django import template
from django.utils.translation import ngettext

from remeslo.core.curriculum.prices.price import Step
from remeslo.web.apps.common.templatetags.words import num
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial

register = template.Library()


@register.filter
def plain_int(value: Any) -> str:
    """A whole number without any grouping, for attributes."""
    return str(int(value))


@register.filter
def signed(value: int | None) -> str:
    """2 -> 2, -1 -> −1, None -> a dash."""
    return "—" if value is None else num(value)


@register.filter
def worth(step: Step) -> str:
    """Weeks that a step saves: 2; at least 2 where only a plan was found; a dash where nothing is known."""
    if step.saved is None:
        return "—"
    return num(step.saved) if step.proof.is_proven else "≥\u00a0" + num(step.saved)


@register.filter
def saved(weeks: int) -> str:
    """2 -> 2 weeks less."""
    if weeks < 0:
        return ngettext("%(n)s week more", "%(n)s weeks more", -weeks) % {"n": num(-weeks)}
    return ngettext("%(n)s week less", "%(n)s weeks less", weeks) % {"n": num(weeks)}


@register.filter
def week_span(span: tuple[int, int] | None) -> str:
    """(0, 4) -> 1–5, as people count weeks."""
    if span is None:
        return "—"
    first, last = span[0] + 1, span[1] + 1
    return num(first) if first == last else f"{num(first)}–{num(last)}"


@register.filter
def is_settled(trial: Trial) -> bool:
    """True when the term itself is proven and only the plan is still being made better."""
    best, bound = trial.progress.get("best"), trial.progress.get("bound")
    asked = trial.kind == TrialKind.WHAT_IF
    return asked and best is not None and best == bound


@register.filter
def share_done(trial: Trial) -> str:
    """How far a running question is, 0..1, for the progress element."""
    told = trial.progress
    if told.get("of"):
        share = told.get("done", 0) / told["of"]
    else:
        share = min(0.95, float(told.get("seconds") or 0) / max(1, trial.limit_s))
    return f"{max(0.03, share):.3f}"
