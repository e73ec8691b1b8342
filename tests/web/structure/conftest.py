"""The planned programme of the neighbours, and readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.programmes.conftest import held_cluster, keep, planned  # noqa: F401


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="college")
