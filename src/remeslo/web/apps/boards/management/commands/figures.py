"""``manage figures``: computes the figures of all clusters whose facts have come since; for a timer of the system."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from remeslo.web.apps.boards.models import StoredFigure
from remeslo.web.apps.boards.services.refreshing import refresh_stale
from remeslo.web.apps.boards.services.summing import sum_up


class Command(BaseCommand):
    help = "Computes figures of boards that are older than their facts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="add every year up anew")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        today = timezone.localdate(at)
        refresh_stale(today=today, at=at)
        if options["all"]:
            sum_up(set(StoredFigure.objects.order_by().values_list("period", flat=True)), today=today, at=at)
