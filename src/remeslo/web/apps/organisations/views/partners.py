"""Who fits an organisation as a strategic partner, with reasons that open and weights that the reader may move."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.line.partners import Match, Reason, Weights
from remeslo.web.apps.organisations.access import RegistryRequest, registry_reader_required
from remeslo.web.apps.organisations.models import LegalEntity
from remeslo.web.apps.organisations.partnering import Partners, partners_of

SHOWN: Final = 40
REASONS: Final = {
    "demand": (pgettext_lazy("partner", "Demand and programmes"), "demand"),
    "equipment": (pgettext_lazy("partner", "Workshops and equipment"), "workshop"),
    "distance": (pgettext_lazy("partner", "Nearness"), "place"),
    "capacity": (pgettext_lazy("partner", "Places for the people asked for"), "group"),
    "ties": (pgettext_lazy("partner", "What binds them already"), "link"),
}
"""Word and icon of each reason."""
WEIGHTS: Final = ("demand", "equipment", "distance", "capacity", "ties")
LIMITS: Final = {
    "people": _("Head count is that of the year which needs most people."),
    "places": _("Places are the largest intake of a year, by the groups that are entered."),
}


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A reason with its word, and its share of 100."""

    reason: Reason
    word: Any
    icon: str

    @property
    def points(self) -> float:
        """What it gives of 100."""
        return round(float(self.reason.share) * 100, 1)

    @property
    def degree(self) -> int:
        """How far it holds, of 100."""
        return round(float(self.reason.degree) * 100)

    @property
    def have(self) -> float:
        """The upper number of a ratio."""
        return round(float(self.reason.have), 1)


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """A partner with its reasons, the weightiest first."""

    number: int
    match: Match
    entity: LegalEntity
    reasons: tuple[ShownReason, ...]

    @property
    def points(self) -> int:
        """The fit, of 100."""
        return round(float(self.match.fit) * 100)


@registry_reader_required
def partners(request: RegistryRequest, key: str) -> HttpResponse:
    """The list for one organisation."""
    entity = request.reach.entity(key)
    weights = _weights(request.GET)
    found = partners_of(request.reach, entity, timezone.localdate(), weights)
    if found is None:
        raise Http404
    context = {
        "entity": entity,
        "found": found,
        "matches": _shown(found),
        "more": max(0, len(found.matches) - SHOWN),
        "weights": [(name, REASONS[name][0], getattr(weights, name)) for name in WEIGHTS],
        "limits": LIMITS.values(),
        "given": weights != Weights(),
        "scales": weights,
    }
    return render(request, "organisations/partners.html", context)


def _weights(given: Any) -> Weights:
    """Weights of the address, 0..100 each; what is none, or all at 0, is as usual."""
    usual = Weights()
    asked: dict[str, Any] = {name: _whole(given.get(name, ""), getattr(usual, name)) for name in WEIGHTS}
    return Weights(**asked) if any(asked.values()) else usual


def _whole(text: str, usual: int) -> int:
    return min(100, int(text)) if text.isascii() and text.isdigit() and len(text) < 4 else usual


def _shown(found: Partners) -> list[ShownMatch]:
    other = "college" if found.side == "enterprise" else "enterprise"
    return [
        ShownMatch(
            number,
            m,
            found.entities[getattr(m, other)],
            tuple(ShownReason(r, *REASONS[r.kind.value]) for r in m.reasons),
        )
        for number, m in enumerate(found.matches[:SHOWN], start=1)
    ]
