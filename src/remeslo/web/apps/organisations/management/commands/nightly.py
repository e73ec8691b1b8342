"""Does what a new day brings: ``nightly [--on 2027-09-01]``; a worker process does it by itself."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from remeslo.web.apps.organisations.night import bring_to_day


class Command(BaseCommand):
    """See the module."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day, today unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        count = bring_to_day(options["on"] or timezone.localdate(), at=timezone.now())
        self.stdout.write(str(count))
