"""``manage run_worker``: carries out planning runs until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from remeslo.web.apps.planning.worker import run_worker, stopped_by_signals


class Command(BaseCommand):
    help = "Carries out planning runs; as many workers as wished may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="end when no run waits")

    def handle(self, *args: Any, **options: Any) -> None:
        with stopped_by_signals() as stop:
            run_worker(stop, until_idle=options["until_idle"])
