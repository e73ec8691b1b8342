"""Carries out what mergers and splits hand over by a day: ``hand_over [--on 2027-09-01]``; meant for once a night."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from remeslo.web.apps.organisations.handover import hand_over_due


class Command(BaseCommand):
    """See the module."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day, today unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        count = hand_over_due(options["on"] or timezone.localdate())
        self.stdout.write(str(count))
