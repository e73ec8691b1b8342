"""What comes from the environment."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from remeslo.web.config.database import postgresql, sqlite
from remeslo.web.config.secret import secret_key


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path):
    file = tmp_path / "new" / "secret-key"

    key = secret_key(file)

    assert len(key) > 50 and secret_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_sqlite_waits_for_other_writers(tmp_path):
    options = sqlite(tmp_path / "x.sqlite3")["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE" and "WAL" in options["init_command"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "postgresql://remeslo:p%40ss@db.local:5433/cluster",
            {"NAME": "cluster", "USER": "remeslo", "PASSWORD": "p@ss", "HOST": "db.local", "PORT": "5433"},
        ),
        ("postgres:///cluster?host=/run/pg", {"NAME": "cluster", "HOST": "/run/pg", "PORT": "", "USER": ""}),
    ],
)
def test_an_address_of_postgresql_is_taken_apart(address, expected):
    found = postgresql(address)

    assert {key: found[key] for key in expected} == expected


def test_an_address_of_something_else_is_refused():
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        postgresql("mysql://x/y")


@pytest.mark.django_db
def test_models_and_migrations_agree():
    from django.core.management import call_command

    call_command("makemigrations", "common", "registry", "frameworks", "demand", check=True, dry_run=True, verbosity=0)
