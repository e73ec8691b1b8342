"""``manage run_worker``: does the jobs of every kind, until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from remeslo.web.apps.common.worker import Worker, stopped_by_signals, work_off


class Command(BaseCommand):
    help = "Does the jobs that wait: plans, questions, timetables; as many workers as wished may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="end when no job waits")

    def handle(self, *args: Any, **options: Any) -> None:
        with stopped_by_signals() as stop:
            if options["until_idle"]:
                work_off(stop=stop)
                return
            Worker().run(stop)
