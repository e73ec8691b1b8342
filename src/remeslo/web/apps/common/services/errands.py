"""What a worker process does beside jobs: an app's errand, looked after now and then, one at a time in each process."""

import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Final, Protocol

from django.utils.module_loading import import_string

ERRANDS: Final = ("remeslo.web.apps.webhooks.courier.Courier", "remeslo.web.apps.organisations.night.Errand")
"""Classes of errands; one whose app is not there is passed over."""


class Errand(Protocol):
    """Something to be done whenever it is due; several processes may do it at once."""

    key: str

    def is_due(self, now: datetime) -> bool:
        """True when there is something to do; a query at most."""

    def run(self, stop: threading.Event) -> None:
        """Do it, until nothing is left or the process ends."""


def errands() -> tuple[Errand, ...]:
    """The errands of all apps."""
    return tuple(_there())


def _there() -> Iterator[Errand]:
    for path in ERRANDS:
        try:
            yield import_string(path)()
        except ImportError:
            continue
