"""A card as lines, for comparing two versions."""

from django.utils.translation import gettext as _

from remeslo.core.competence.demand import DemandCard
from remeslo.web.apps.common.compare import Line
from remeslo.web.apps.common.templatetags.words import day, num
from remeslo.web.apps.demand.words import CRITICALITY, PROFICIENCY


def card_lines(card: DemandCard) -> list[Line]:
    """Every field as a line; requirements by their number."""
    lines = [
        Line("employer", _("Employer"), card.employer),
        Line("job", _("Job"), card.job),
        Line("deadline", _("Needed by"), day(card.deadline)),
        *(Line(f"people-{h.year}", _("People in %(year)s") % {"year": h.year}, num(h.people)) for h in card.headcount),
        Line("programme", _("Programme"), card.programme or _("let the constructor choose")),
    ]
    for r in card.requirements:
        name = _("Requirement %(number)s") % {"number": r.number}
        lines.append(Line(f"r{r.number}", name, r.text))
        lines.append(Line(f"r{r.number}-functions", f"{name}: {_('work functions')}", ", ".join(r.functions)))
        lines.append(Line(f"r{r.number}-criticality", f"{name}: {_('importance')}", str(CRITICALITY[r.criticality])))
        lines.append(Line(f"r{r.number}-proficiency", f"{name}: {_('proficiency')}", str(PROFICIENCY[r.proficiency])))
    lines += [Line(f"equipment-{e}", _("Equipment"), e) for e in card.equipment]
    return [*lines, Line("note", _("Note"), card.note)]
