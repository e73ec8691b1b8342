"""What every test may lean on: the repository's root, the public data beside it, and Hypothesis profiles."""

from __future__ import annotations

import os
from pathlib import Path

import django
import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings
from tests import migrated

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# Before anything reads Django's settings: tests have a data folder of their own, one for each process of them.
os.environ["REMESLO_DATA"] = str(ROOT / "var/test-data" / os.environ.get("PYTEST_XDIST_WORKER", ""))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")

# One run proves what the next one does: examples are derived from the test, not drawn by chance.
# `HYPOTHESIS_PROFILE=explore make unit` draws new ones and many more of them.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "explore", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure() -> None:
    """Read the settings named above; pytest-django would only look for them before this file is read."""
    django.setup()
    # a password's hash is slow on purpose; tests make hundreds of people and guard no secret
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.RECKONED = None  # rows that a test takes back come again under the same stamp


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests marked `shared`, saying why, where the public data does not lie beside the repository."""
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="the public data is not beside the repository (../shared)")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public data beside the repository; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the public data is not beside the repository (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The test database begins as a copy of one that was migrated before (`tests.migrated`)."""
    from django.db import connection

    migrated.copied(connection)
