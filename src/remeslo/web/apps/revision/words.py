"""Words of these pages that more than one of them shows."""

from django.utils.translation import gettext_lazy as _

from remeslo.core.competence.revision import Change, Decision, LinkKind

CHANGE = {
    Change.KEPT: (_("kept"), "ok", "done"),
    Change.CONTENT: (_("other content"), "note", "layers"),
    Change.MOVED: (_("moved"), "note", "forward"),
    Change.REWORDED: (_("reworded"), "warm", "edit"),
    Change.SPLIT: (_("split"), "warm", "tree"),
    Change.MERGED: (_("merged"), "warm", "link"),
    Change.REMOVED: (_("removed"), "stop", "delete"),
    Change.ADDED: (_("added"), "ok", "add"),
}
"""Word, kind of chip and icon of a change."""

DECISION = {
    Decision.CARRY: (_("Carry over"), "check"),
    Decision.CHOOSE: (_("Choose"), "filter"),
    Decision.DROP: (_("Drop"), "delete"),
    Decision.ASK: (_("Ask the employer"), "person"),
}
"""Word and icon of a decision."""

LINK = {
    LinkKind.EDITION: _("Edition of the standard"),
    LinkKind.REQUEST: _("Requests"),
    LinkKind.LINE: _("Demand lines"),
    LinkKind.STATEMENT: _("Statements of demand lines"),
    LinkKind.COMPETENCE: _("Competences"),
    LinkKind.OUTCOME: _("Outcomes"),
    LinkKind.RULING: _("Rulings of the working group"),
    LinkKind.ANSWER: _("Answers to demand lines"),
    LinkKind.ELEMENT: _("Competences of elements"),
    LinkKind.DISCIPLINE: _("Obliged disciplines"),
    LinkKind.MODULE: _("Modules"),
    LinkKind.MINIMUM: _("Minimum hours and the term"),
}
"""What rests on the standard, as headings."""
