"""What can be started: serve, demo, manage."""

import os


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
    command, *rest = arguments or ["help"]
    if command == "manage":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["remeslo.web manage", *rest])
        return 0
    return 2
