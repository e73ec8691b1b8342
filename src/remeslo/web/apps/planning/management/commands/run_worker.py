"""``manage run_worker``: carries out planning runs, and answers questions beside them, until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from remeslo.web.apps.planning.worker import run_worker, stopped_by_signals
from remeslo.web.apps.trials.worker import run_trials, trials_beside


class Command(BaseCommand):
    help = "Carries out planning runs and answers what-if questions; as many workers as wished may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="end when no run waits")

    def handle(self, *args: Any, **options: Any) -> None:
        with stopped_by_signals() as stop:
            if options["until_idle"]:
                run_worker(stop, until_idle=True)
                run_trials(stop, until_idle=True)
                return
            with trials_beside(stop):
                run_worker(stop)
