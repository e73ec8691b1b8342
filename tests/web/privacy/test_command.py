"""`remeslo privacy due | erase`: counts without names; the second erase finds nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.web.privacy.conftest import KEY, NAME

from remeslo.web.apps.results.models import Learner
from remeslo.web.launch import privacy
from remeslo.web.launch.console import Console

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_learner(learner: Any, recorded: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(privacy, "prepare_database", lambda console: None)
    made = learner()
    recorded(on=date(2020, 1, 10))
    return made


def said(capsys: pytest.CaptureFixture[str]) -> str:
    heard = capsys.readouterr()
    return heard.out + heard.err


def test_due_tells_counts_and_changes_nothing(
    cluster: Any, old_learner: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert privacy.tell_due("", Console()) == 0

    text = said(capsys)
    assert "small: " in text and "1" in text
    assert NAME not in text and KEY not in text
    assert Learner.objects.count() == 1


def test_erase_carries_out_once(cluster: Any, old_learner: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert [privacy.erase("", Console()), privacy.erase("small", Console())] == [0, 0]

    assert NAME not in said(capsys)
    assert not Learner.objects.exists()


def test_erase_of_another_cluster_leaves_this_one(
    cluster: Any, other_cluster: Any, old_learner: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert privacy.erase("other", Console()) == 0
    assert Learner.objects.count() == 1


@pytest.mark.parametrize("act", [privacy.tell_due, privacy.erase])
def test_cluster_that_is_not_there_is_told(
    cluster: Any, old_learner: Any, act: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert act("nowhere", Console()) == 2
    assert "nowhere" in said(capsys)


def test_command_line_knows_the_commands() -> None:
    from remeslo.cli.serve import is_handed_over
    from remeslo.web.launch.commands import _COMMANDS

    assert is_handed_over(["privacy", "due"])
    assert "privacy" in _COMMANDS
