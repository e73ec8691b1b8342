"""Decisions as the core sees them, and how they stand."""

from datetime import date

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.dialogue import decision as decisions
from remeslo.web.apps.dialogue import models


def decision_value(row: models.Decision) -> decisions.Decision:
    """A decision with its owner; the owner must be at hand."""
    return decisions.Decision(
        key=decisions.DecisionKey(row.key),
        text=row.text,
        owner=OrganisationKey(row.owner.key),
        due=row.due,
        who=row.who,
        about=row.about,
    )


def events_of(row: models.Decision) -> tuple[decisions.Event, ...]:
    """What became of a decision; one query unless the events were fetched before."""
    return tuple(
        decisions.Event(
            number=e.number,
            kind=decisions.EventKind(e.kind),
            on=e.on,
            text=e.text,
            due=e.due,
            other=e.other,
        )
        for e in row.events.all()
    )


def standing_of(row: models.Decision, *, on: date) -> decisions.Standing:
    """How a decision stands on a day."""
    return decisions.standing(decision_value(row), events_of(row), on=on)
