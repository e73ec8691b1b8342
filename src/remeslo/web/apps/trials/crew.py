"""Questions to a term as jobs."""

from collections.abc import Callable

from django.urls import reverse

from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import Crew
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.services.answering import Answerers, CountedStep, answered_by, keep_answer
from remeslo.web.apps.trials.services.asking import stop_how
from remeslo.web.apps.trials.words import STAGES


def the_answerers() -> Answerers:
    """The core's own answers, loaded with the first question."""
    from remeslo.web.apps.trials.answers import ANSWERERS

    return ANSWERERS


def crew(answerers: Callable[[], Answerers] = the_answerers) -> Crew:
    """Those who answer questions; tests bring other answers."""
    return Crew(
        key="trial",
        model=Trial,
        lanes={"quick": ()},
        work=answered_by(answerers),
        keep=keep_answer,
        track=lambda _trial: CountedStep(),
        action=Action.RUN_PLAN,
        titles=dict(TrialKind.choices),
        url=lambda trial: reverse("trials:trial", kwargs={"cluster": trial.cluster.key, "trial_id": trial.pk}),
        stages=STAGES,
        related=("cluster", "asked_by", "version"),
        copied=("version_id", "kind", "changes"),
        stop=stop_how,
    )
