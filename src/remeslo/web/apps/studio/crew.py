"""The shortest term of a table's programme as a job."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import Crew
from remeslo.web.apps.studio.models import TermQuestion
from remeslo.web.apps.studio.services.answering import Solver, answered_by, keep_answer
from remeslo.web.apps.studio.services.asking import stop_question


def the_solver() -> Solver:
    """The core's own solver, loaded with the first question."""
    from remeslo.web.apps.studio.solving import shortest_term

    return shortest_term


def crew(solver: Callable[[], Solver] = the_solver) -> Crew:
    """Those who answer the tables; tests bring another solver."""
    return Crew(
        key="term",
        model=TermQuestion,
        lanes={"quick": ()},
        work=answered_by(solver),
        keep=keep_answer,
        action=Action.RULE_PROGRAMME,
        titles={"": _("Shortest term at a working table")},
        url=lambda question: reverse(
            "studio:table", kwargs={"cluster": question.cluster.key, "key": question.table.document.key}
        ),
        related=("cluster", "asked_by", "table__cluster", "table__base", "table__document"),
        copied=("table_id", "number"),
        stop=stop_question,
    )
