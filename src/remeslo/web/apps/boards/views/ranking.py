"""Which industry a region should build next: ranked, with every number opened."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from remeslo.core.rollup.industries import rank_industries, weighting_on
from remeslo.interchange.boardsheet import Bar, bars_svg
from remeslo.interchange.countrypack import builtin_weightings
from remeslo.web.apps.boards.audience import Audience
from remeslo.web.apps.boards.nextindustry import cases_of, regions
from remeslo.web.apps.boards.words import COMPONENTS
from remeslo.web.apps.common.templatetags.words import num


def ranking(request: Any) -> HttpResponse:
    """The industries of one region that the reader sees."""
    reader = Audience(request.user)
    seen = [r for r in regions() if reader.sees(f"region:{r}")]
    if not seen:
        raise Http404
    asked = request.GET.get("region", "")
    region = asked if asked in seen else seen[0]
    weighting = weighting_on(builtin_weightings(), timezone.localdate())
    ranked = rank_industries(cases_of(region), weighting)
    bars = [Bar(r.case.industry, num(r.score * 100, 1), r.score, is_provisional=not r.possible) for r in ranked]
    picture = bars_svg(bars, title=_("Points of each industry; the table below says the same"))
    context = {
        "regions": seen,
        "region": region,
        "ranked": ranked,
        "weighting": weighting,
        "components": COMPONENTS,
        "picture": mark_safe(picture),
        "query": {},
    }
    return render(request, "boards/next.html", context)
