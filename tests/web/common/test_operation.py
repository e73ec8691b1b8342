"""What those who run the program rely on: health, numbers, a log without people, settings that are checked."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from remeslo.web.config.environment import VARIABLES, read
from remeslo.web.config.jsonlog import JsonLines

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "a-token-that-nobody-guesses"


@pytest.mark.django_db
def test_health_answers_without_signing_in():
    assert Client().get("/health/live").status_code == 200
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "migrations_missing": 0})


def test_readiness_says_that_the_database_does_not_answer(monkeypatch):
    def refuse(*_args):
        raise DatabaseError("secret address")

    monkeypatch.setattr(MigrationExecutor, "__init__", refuse)
    answer = Client().get("/health/ready")
    assert answer.status_code == 503 and b"secret" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer "}], ids=str)
def test_metrics_are_not_there_without_the_token(settings, sent):
    for token in ("", TOKEN):
        settings.METRICS_TOKEN = token
        assert Client().get("/metrics", headers=sent).status_code == 404


@pytest.mark.django_db
def test_metrics_count_answers_by_route_and_never_by_address(settings, signed_in, cluster):
    settings.METRICS_TOKEN = TOKEN
    client = signed_in("methodist", cluster=cluster, organisation=None)
    client.get(f"/c/{cluster.key}/?q=Иванов")
    text = Client().get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    assert 'remeslo_requests_total{method="GET",route="common:today",status="200"}' in text
    assert cluster.key not in text and "Иванов" not in text


def test_json_line_keeps_the_named_fields_and_no_value_of_an_error():
    try:
        raise ValueError("Иванов Иван")
    except ValueError:
        facts = sys.exc_info()
    record = logging.LogRecord("remeslo.request", logging.INFO, "", 0, "answered", None, facts)
    record.route, record.status, record.typed = "common:today", 200, "Иванов"
    line = JsonLines().format(record)
    held = json.loads(line)
    assert (held["route"], held["status"], held["error"]) == ("common:today", 200, "ValueError")
    assert "Иванов" not in line and "typed" not in held


def test_json_line_of_a_wrong_address_does_not_repeat_it():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/c/x/Иванов",), None)
    assert "Иванов" not in JsonLines().format(record)


def test_every_problem_of_the_environment_is_told_at_once():
    wrong = {
        "REMESLO_URL": "ftp://x",
        "REMESLO_PROXY": "perhaps",
        "REMESLO_TIME_ZONE": "Mars",
        "REMESLO_DATABSE_URL": "x",
    }
    with pytest.raises(ImproperlyConfigured) as told:
        read(wrong)
    assert all(name in str(told.value) for name in wrong)
    assert "did you mean REMESLO_DATABASE_URL" in str(told.value)


def test_environment_with_nothing_set_has_every_default():
    assert set(read({"PATH": "x"})) == {v.name.removeprefix("REMESLO_").lower() for v in VARIABLES}


def test_page_for_operators_lists_every_variable_as_the_program_reads_it():
    page = (ROOT / "docs/operation.md").read_text(encoding="utf-8")
    rows = [r.strip("|").split("|") for r in page.splitlines() if r.startswith("| `REMESLO_")]
    told = [tuple(cell.strip().strip("`") for cell in row) for row in rows]
    assert told == [(v.name, v.default, v.meaning) for v in VARIABLES]


@pytest.mark.slow
def test_settings_of_production_pass_the_check_for_deployment(tmp_path):
    held = {
        **os.environ,
        "REMESLO_DATA": str(tmp_path),
        "REMESLO_URL": "https://remeslo.example.org",
        "REMESLO_PROXY": "1",
    }
    command = [sys.executable, "-m", "remeslo.web", "manage", "check", "--deploy", "--fail-level", "INFO"]
    done = subprocess.run(command, env=held, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
