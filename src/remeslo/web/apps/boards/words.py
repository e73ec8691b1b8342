"""Words of boards: locks, levels, steps, kinds of nodes, hierarchies."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from remeslo.core.registry.keys import COUNTRY, NodeKind
from remeslo.core.registry.placement import NO_ROUND
from remeslo.core.rollup.approval import Level
from remeslo.web.apps.boards.reading import ShownFigure

Word = str | Promise

REACHED: Final[Mapping[str, tuple[Word, str, str]]] = {
    "": (pgettext_lazy("figures", "open"), "", "edit"),
    "college": (pgettext_lazy("figures", "submitted"), "warm", "clock"),
    "cluster": (pgettext_lazy("figures", "approved by the cluster"), "note", "lock"),
    "region": (pgettext_lazy("figures", "approved by the region"), "note", "lock"),
    "country": (pgettext_lazy("figures", "approved by the ministry"), "ok", "lock"),
}
"""Word, chip and icon of how far a unit's year has come."""

LEVELS: Final[Mapping[str, Word]] = {
    Level.COLLEGE.value: pgettext_lazy("level", "college"),
    Level.CLUSTER.value: pgettext_lazy("level", "cluster"),
    Level.REGION.value: pgettext_lazy("level", "region"),
    Level.COUNTRY.value: pgettext_lazy("level", "ministry"),
}
STEPS: Final[Mapping[str, Word]] = {
    "submit": pgettext_lazy("figures", "submitted"),
    "approve": pgettext_lazy("figures", "approved"),
    "return": pgettext_lazy("figures", "returned"),
    "reopen": pgettext_lazy("figures", "reopened"),
}
KINDS: Final[Mapping[str, Word]] = {
    NodeKind.COUNTRY.value: _("Country"),
    NodeKind.REGION.value: _("Region"),
    NodeKind.INDUSTRY.value: _("Industry"),
    NodeKind.ROUND.value: _("Funding round"),
    NodeKind.CLUSTER.value: _("Cluster"),
    NodeKind.ENTITY.value: _("College"),
    NodeKind.UNIT.value: _("College"),
    "programme": _("Programme"),
}
MANY: Final[Mapping[str, Word]] = {
    NodeKind.REGION.value: _("Regions"),
    NodeKind.INDUSTRY.value: _("Industries"),
    NodeKind.ROUND.value: _("Funding rounds"),
    NodeKind.CLUSTER.value: _("Clusters"),
    NodeKind.ENTITY.value: _("Colleges"),
    NodeKind.UNIT.value: _("Colleges"),
    "programme": _("Programmes"),
}


COMPONENTS: Final[Mapping[str, tuple[Word, Word]]] = {
    "demand": (
        _("Demand"),
        _("people whom employers of the region ask for in published cards, less places that graduate for them in time"),
    ),
    "colleges": (_("Colleges"), _("colleges of the region that teach or are licensed for a programme of the industry")),
    "partners": (_("Partners"), _("enterprises of the industry in the region")),
    "distance": (_("Distance"), _("mean km from an enterprise to the nearest of these colleges")),
}
"""Of a component of the ranking: its word, and what is measured."""


def lock_word(shown: ShownFigure) -> str:
    """How much of a figure is locked, and whether facts have changed since."""
    if shown.hidden or shown.figure is None or not shown.num_locked:
        return ""
    whole = shown.num_locked >= shown.num_expected
    word = pgettext("figures", "locked") if whole else pgettext("units", "locked: %(n)s of %(of)s")
    text = word % {"n": shown.num_locked, "of": shown.num_expected} if not whole else word
    return f"{text}; {gettext('changed since approval')}" if shown.has_changed else text


def node_word(node: str, name: str) -> str:
    """What a node is called; those without a name of their own by what they are."""
    if node == COUNTRY:
        return gettext("The country")
    if node == NO_ROUND:
        return gettext("In no funding round")
    if node.startswith("unit:") and node.endswith("/"):
        return gettext("The cluster's own figures")
    if node.startswith("programme:") and name in ("", "—"):
        return gettext("not by programme")
    return name or node
