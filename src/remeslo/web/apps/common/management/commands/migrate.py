"""Django's own command; an empty database gets its tables at once."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate

from remeslo.web.apps.common.services.tables import is_empty, make_tables


class Command(migrate.Command):
    """Brings the database to what this version needs."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--one-by-one", action="store_true", help="Apply every migration, also to nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        one_by_one = options.pop("one_by_one", False)
        whole = not any(options.get(name) for name in ("app_label", "fake", "fake_initial", "plan", "check_unapplied"))
        if whole and not one_by_one and options["database"] == "default" and is_empty():
            make_tables()
        super().handle(*args, **options)
