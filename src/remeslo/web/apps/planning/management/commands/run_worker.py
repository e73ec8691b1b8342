"""``manage run_worker``: carries out planning runs, and answers questions beside them, until it is told to stop."""

from contextlib import ExitStack
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string

from remeslo.web.apps.planning.worker import run_worker, stopped_by_signals
from remeslo.web.apps.trials.worker import run_trials, trials_beside

BESIDE: Final = (
    ("remeslo.web.apps.staffplans.worker.plans_beside", "remeslo.web.apps.staffplans.worker.run_staff"),
    ("remeslo.web.apps.network.worker.network_beside", "remeslo.web.apps.network.worker.run_network"),
    ("remeslo.web.apps.studio.worker.terms_beside", "remeslo.web.apps.studio.worker.run_terms"),
    (
        "remeslo.web.apps.shortcourses.worker.course_terms_beside",
        "remeslo.web.apps.shortcourses.worker.run_course_terms",
    ),
    ("remeslo.web.apps.timetables.worker.weeks_beside", "remeslo.web.apps.timetables.worker.run_weeks"),
)
"""
Workers of apps above this one: what works beside the plans as long as a block lasts, and what works until it is idle.
"""


class Command(BaseCommand):
    help = "Carries out planning runs and answers what-if questions; as many workers as wished may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="end when no run waits")

    def handle(self, *args: Any, **options: Any) -> None:
        with stopped_by_signals() as stop:
            if options["until_idle"]:
                run_worker(stop, until_idle=True)
                run_trials(stop, until_idle=True)
                for _beside, run in BESIDE:
                    import_string(run)(stop, until_idle=True)
                return
            with ExitStack() as others:
                others.enter_context(trials_beside(stop))
                for beside, _run in BESIDE:
                    others.enter_context(import_string(beside)(stop))
                run_worker(stop)
