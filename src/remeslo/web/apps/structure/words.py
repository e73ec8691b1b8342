"""Words of these pages that more than one of them shows."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.competence.structure.tree import NodeState
from remeslo.core.competence.studio.values import Payer
from remeslo.core.curriculum.analytics import AlignedBy, Basis, Move, RequisiteKind

BASIS = {
    Basis.GIVEN: _("given by the college"),
    Basis.MODULE: _("order inside a module"),
    Basis.SERIES: _("numbered series"),
    Basis.OUTCOME: _("outcomes used again"),
    Basis.COMPETENCE: _("a competence goes on"),
}
BASIS_HELP = {
    Basis.GIVEN: _("“After” of the element in the programme's outline."),
    Basis.MODULE: _("Theory, training practice, work practice, module exam."),
    Basis.SERIES: _("“Mathematics 2” goes on from “Mathematics 1”."),
    Basis.OUTCOME: _("It uses outcomes that the other element teaches first."),
    Basis.COMPETENCE: _("Both form a competence, and the other ends before this one begins."),
}
KIND = {
    RequisiteKind.PRE: pgettext_lazy("requisite", "before"),
    RequisiteKind.CO: pgettext_lazy("requisite", "not later"),
    RequisiteKind.STRICT: pgettext_lazy("requisite", "together"),
}
MOVE = {
    Move.EARLIER: (pgettext_lazy("move", "earlier"), "note", "back"),
    Move.LATER: (pgettext_lazy("move", "later"), "warm", "forward"),
    Move.SAME: (pgettext_lazy("move", "same semester"), "", "check"),
    Move.UNKNOWN: (pgettext_lazy("move", "not placed"), "", "clock"),
}
"""Word, kind of chip, icon."""

ALIGNED = {
    AlignedBy.KEY: _("same index in two versions"),
    AlignedBy.CODE: _("same index, words in common"),
    AlignedBy.TITLE: _("same title"),
    AlignedBy.WORDS: _("alike titles"),
}

FIGURE = {
    "units": (_("Elements"), ""),
    "size": (_("Volume"), ""),
    "terms": (_("Semesters"), ""),
    "least": (_("Steps in a row"), _("The longest row of elements each of which begins only after another has ended.")),
    "requisites": (_("Requisites"), _("Pairs of elements of which one requires the other.")),
    "blocking": (_("Blocking factor"), _("Elements that wait for an element, summed over all.")),
    "delay": (_("Delay factor"), _("Length of the longest chain through an element, summed over all.")),
    "complexity": (_("Structural complexity"), _("Blocking and delay together.")),
    "centrality": (_("Centrality"), _("Lengths of all chains from first to last on which an element lies between.")),
    "longest": (_("Longest chain"), _("Elements one after another.")),
    "redundant": (_("Redundant requisites"), _("They follow from others and could be dropped.")),
}
"""Name of a measure and what it says."""

NODE_STATE = {
    NodeState.OPEN: _("may move"),
    NodeState.FIXED: _("fixed"),
    NodeState.AT_LEAST: _("at its least"),
    NodeState.AT_MOST: _("at its most"),
    NodeState.BELOW_LEAST: _("below its least"),
    NodeState.ABOVE_MOST: _("above its most"),
}
PAYER = {
    Payer.CORE: _("mandatory part"),
    Payer.VARIABLE: _("variative part"),
    Payer.EMPLOYER: _("the employer pays"),
}
