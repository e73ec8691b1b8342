"""The world is built once a file of tests and forgotten after it; what a test does in it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.rights import world as worlds


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[worlds.World]:
    with django_db_blocker.unblock(), worlds.standing() as here:
        yield here


@pytest.fixture
def world(built: worlds.World) -> Iterator[worlds.World]:
    from django.db import transaction

    with transaction.atomic():
        yield built
        transaction.set_rollback(True)
