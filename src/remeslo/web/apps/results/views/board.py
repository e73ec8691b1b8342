"""The board of indicators, and one indicator: definition, history, colleges and programmes, facts behind a figure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from remeslo.core.results.figures import Figure, FigureState
from remeslo.core.results.indicator import Indicator, NoEdition
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.common.queries import documents
from remeslo.web.apps.results.audience import audience_of
from remeslo.web.apps.results.digest import digest_of
from remeslo.web.apps.results.elsewhere import hidden_elsewhere
from remeslo.web.apps.results.figures import (
    TOO_LOW,
    Board,
    board_of,
    fulfilment,
    indicators,
    target_of,
    year_period,
    years_of,
)
from remeslo.web.apps.results.ledger import Ledger, ledger
from remeslo.web.apps.results.pictures.history import History, history
from remeslo.web.apps.results.queries import FactLine, organisations_by_id

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as this reader sees it: ``value`` None where it is hidden or there is no data."""

    indicator: Indicator
    figure: Figure | None
    hidden: bool
    target: Decimal | None
    fulfilment: Fraction | None
    place: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The value, if it may be seen."""
        return None if self.hidden or self.figure is None else self.figure.value

    @property
    def state(self) -> str:
        """The word of its state."""
        if self.hidden:
            return "hidden"
        return str(self.figure.state) if self.figure else FigureState.NO_DATA.value

    @property
    def too_low(self) -> bool:
        """True when the target was surpassed by a quarter."""
        return self.fulfilment is not None and self.fulfilment >= TOO_LOW and self.indicator.more_is_better

    @property
    def missed(self) -> bool:
        """True when the target was not reached."""
        return self.fulfilment is not None and (self.fulfilment < 1) == self.indicator.more_is_better


@cluster_member_required(Action.SEE_RESULTS)
def board(request: ClusterRequest) -> HttpResponse:
    """All indicators of a year."""
    held, day = ledger(request.cluster), timezone.localdate()
    years = years_of(held, day)
    year = _year(request, years)
    found = board_of(held, year, day) if year else None
    shown = [_shown(request, held, found, i, day) for i in indicators().values()] if found else []
    audience = audience_of(request)
    context = {
        "years": years,
        "year": year,
        "shown": shown,
        "kept": {},
        "may_see_facts": can_somewhere(request.user, Action.SEE_FACTS, request.cluster),
        "may_confirm": can_somewhere(request.user, Action.CONFIRM_FACTS, request.cluster),
        "waiting_count": digest_of(held, day).count_waiting(audience) if audience.confirms_for else 0,
        "too_low": [s for s in shown if s.too_low],
        "missed": [s for s in shown if s.missed],
    }
    return render(request, "results/board.html", context)


@cluster_member_required(Action.SEE_RESULTS)
def indicator(request: ClusterRequest, key: str) -> HttpResponse:
    """One indicator of a year, opened to colleges, programmes and facts."""
    one = indicators().get(key)
    held, day = ledger(request.cluster), timezone.localdate()
    years = years_of(held, day)
    year = _year(request, years)
    if one is None or not year:
        raise Http404
    try:
        edition = one.on(year_period(year).last)
    except NoEdition:
        raise Http404 from None
    found = board_of(held, year, day)
    place = tuple(p for p in (request.GET.get("college", ""), request.GET.get("programme", "")) if p)
    titles = dict(documents(request.cluster, "outline").values_list("key", "title"))
    houses = {o.key: o.name for o in request.cluster.organisations.all()}
    figure = found.figure(key, place)
    context = {
        "one": one,
        "edition": edition,
        "year": year,
        "years": years,
        "place": place,
        "place_words": [
            houses.get(place[0], place[0]) if place else "",
            titles.get(place[-1], "") if len(place) > 1 else "",
        ],
        "whole": _shown(request, held, found, one, day, place),
        "rows": [_row(request, found, one, f) for f in found.at(("college",), key)] if not place else [],
        "parts": [
            _row(request, found, one, f) for f in found.at(("college", "programme"), key) if f.place[0] == place[0]
        ]
        if len(place) == 1
        else [],
        "houses": houses,
        "titles": titles,
        "history": _history(request, held, years, one, day) if not place else None,
        "kept": {k: v for k, v in request.GET.items() if k != "page" and v},
        **_facts(request, held, found, figure, day),
    }
    return render(request, "results/indicator.html", context)


def _facts(request: ClusterRequest, held: Ledger, found: Board, figure: Figure | None, day: date) -> dict[str, object]:
    """The facts behind a figure that the reader may see, a page of them, and how many others there are."""
    audience, known = audience_of(request), held.known_on(day)
    if figure is None or not can_somewhere(request.user, Action.SEE_FACTS, request.cluster):
        return {"page": None, "others": 0}
    lines = [
        FactLine(known.by_key[k], held.parties[k], known.standing.get(k), False)
        for k in figure.facts
        if k in known.by_key
    ]
    seen = [line for line in lines if audience.sees(line.parties)]
    others = 0 if _is_hidden(request, found, figure) else len(lines) - len(seen)
    return {
        "page": Paginator(seen, A_PAGE).get_page(request.GET.get("page")),
        "others": others,
        "organisations": organisations_by_id(request.cluster),
    }


def _shown(
    request: ClusterRequest, held: Ledger, found: Board, one: Indicator, day: date, place: tuple[str, ...] = ()
) -> ShownFigure:
    figure = found.figure(one.key, place)
    target = None if place else target_of(held, one.key, found.year, day)
    secret = figure is not None and _is_hidden(request, found, figure)
    return ShownFigure(one, figure, secret, target, None if secret else fulfilment(figure, target), place)


def _row(request: ClusterRequest, found: Board, one: Indicator, figure: Figure) -> ShownFigure:
    return ShownFigure(one, figure, _is_hidden(request, found, figure), None, None, figure.place)


def _is_hidden(request: ClusterRequest, found: Board, figure: Figure) -> bool:
    if can(request.user, Action.SEE_FACTS, request.cluster):
        return False
    return found.is_secret(figure) or (figure.indicator, figure.place) in hidden_elsewhere(request, found.year)


def _history(request: ClusterRequest, held: Ledger, years: list[int], one: Indicator, day: date) -> dict[str, object]:
    rows = [_shown(request, held, board_of(held, y, day), one, day) for y in sorted(years)]
    numbers = [(y, s.value, s.target) for y, s in zip(sorted(years), rows, strict=True)]
    picture: History = history(numbers)
    return {"picture": picture, "rows": list(zip(sorted(years), rows, strict=True))}


def _year(request: ClusterRequest, years: list[int]) -> int:
    text = request.GET.get("year", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return wanted if wanted in years else (years[0] if years else 0)
