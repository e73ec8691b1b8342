"""The bootstrap's judgement of what there is to do; that it works from nothing is proved by every clean run of CI."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def bootstrap(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module whose log, browser and environment are of this test alone."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", root / "scripts/bootstrap.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "LOG", tmp_path / "log/bootstrap.log")
    monkeypatch.setattr(module, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(module, "compile_messages", lambda: None)
    monkeypatch.setattr(module, "prepare_browser", lambda: None)
    monkeypatch.setattr(module, "prepare_office", lambda: None)
    monkeypatch.setattr(module, "compile_kernels", lambda: None)
    monkeypatch.setattr(module, "version_of", lambda python: module.platform.python_version())
    return module


@pytest.fixture
def installed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds that were installed, in order."""
    kinds: list[str] = []
    monkeypatch.setattr(bootstrap, "install", kinds.append)
    return kinds


def stamp(bootstrap: ModuleType, kind: str, **changes: str) -> None:
    bootstrap.STAMP.write_text(json.dumps({**bootstrap.wanted_stamp(kind), **changes}))


def test_nothing_is_installed_when_the_lock_is_the_one_installed(bootstrap: ModuleType, installed: list[str]) -> None:
    stamp(bootstrap, "run")

    bootstrap.main("run")

    assert installed == []


@pytest.mark.parametrize("change", ["sha256", "python", "root"])
def test_packages_are_installed_again_when_lock_python_or_folder_changed(
    bootstrap: ModuleType, installed: list[str], change: str
) -> None:
    stamp(bootstrap, "run", **{change: "another"})

    bootstrap.main("run")

    assert installed == ["run"]


def test_running_keeps_the_test_tools_that_are_there(bootstrap: ModuleType, installed: list[str]) -> None:
    stamp(bootstrap, "test")
    bootstrap.main("run")
    assert installed == []

    stamp(bootstrap, "test", sha256="another")
    bootstrap.main("run")
    assert installed == ["test"]


def test_a_machine_without_ensurepip_is_told_which_package_to_install(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_ensurepip(*words: object, env: object = None) -> None:
        raise bootstrap.StepFailed("ensurepip is not available")

    monkeypatch.setattr(bootstrap, "command", no_ensurepip)
    monkeypatch.setattr(bootstrap, "may_install", lambda: False)

    with pytest.raises(bootstrap.StepFailed, match=rf"apt-get install python3\.{sys.version_info.minor}-venv"):
        bootstrap.make_venv(tmp_path / "venv")


@pytest.mark.parametrize("uv", [None, Path("uv")], ids=["without uv", "with a uv that fails"])
def test_pip_installs_the_same_lock_where_uv_is_of_no_use(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, uv: Path | None
) -> None:
    commands: list[str] = []

    def command(*words: object, env: object = None) -> None:
        if words[0] == uv:
            raise bootstrap.StepFailed("uv does not reach its index")
        commands.append(" ".join(map(str, words)))

    bootstrap.LOG.parent.mkdir()
    monkeypatch.setattr(bootstrap, "find_uv", lambda: uv)
    monkeypatch.setattr(bootstrap, "command", command)

    bootstrap.install("run")

    assert any(f"--require-hashes -r {bootstrap.LOCKS['run']}" in words for words in commands)
    assert json.loads(bootstrap.STAMP.read_text())["kind"] == "run"


def test_a_failed_command_shows_the_end_of_what_it_said(bootstrap: ModuleType) -> None:
    bootstrap.LOG.parent.mkdir()
    code = "for n in range(30): print('line', n)\nprint('the reason')\nraise SystemExit(3)"

    with pytest.raises(bootstrap.StepFailed, match="status 3") as failure:
        bootstrap.command(sys.executable, "-c", code)

    assert "the reason" in str(failure.value)
    assert "line 0" not in str(failure.value)
    assert "line 0" in bootstrap.LOG.read_text()
