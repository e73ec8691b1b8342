"""Starting: folders that can't be loaded, ports that are taken, what the terminal says."""

import io
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.launch.cluster import CannotLoad, example_folder, load_folder
from remeslo.web.launch.console import Console
from remeslo.web.launch.main import main
from remeslo.web.launch.server import Address, PortTaken, free_address
from remeslo.web.launch.welcome import welcome


@pytest.fixture
def console():
    with translation.override("en"):
        yield Console(io.StringIO())


def said(console: Console) -> str:
    return console.out.getvalue()


def test_a_step_tells_its_time_and_whether_it_failed(console):
    with console.step("good step"):
        pass
    with pytest.raises(ValueError, match="x"), console.step("bad step"):
        raise ValueError("x")

    good, bad = said(console).splitlines()
    assert re.fullmatch(r"\[ +\d+\.\d s\] good step", good)
    assert bad.endswith("bad step: ✗")


def test_without_a_terminal_the_moving_line_is_printed_when_it_changes(console):
    for words in ("10 %", "10 %", "20 %"):
        console.move(words)

    assert said(console) == "10 %\n20 %\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_in_a_terminal_the_moving_line_is_wiped_before_a_whole_one():
    console = Console(Terminal())
    console.move("moving")
    console.say("whole")

    assert said(console).split("\r")[-1] == "whole\n"


def test_a_taken_port_is_refused_and_without_a_wish_the_next_one_is_chosen():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(PortTaken):
            free_address("127.0.0.1", port)

    assert 8000 <= free_address("127.0.0.1", None).port <= 8020


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", "http://127.0.0.1:8001/"), ("0.0.0.0", "http://127.0.0.1:8001/"), ("::1", "http://[::1]:8001/")],
)
def test_the_address_is_one_that_a_browser_here_can_open(host, expected):
    assert Address(host, 8001).url == expected


def test_the_example_lies_beside_the_sources(root, monkeypatch, tmp_path):
    monkeypatch.delenv("REMESLO_EXAMPLE", raising=False)
    assert example_folder() == root / "examples/severokamsk"

    (tmp_path / "cluster.yaml").touch()
    monkeypatch.setenv("REMESLO_EXAMPLE", str(tmp_path))
    assert example_folder() == tmp_path


@pytest.mark.django_db
def test_the_example_loads_and_comes_back_equal(console, root):
    from remeslo.interchange.clusterfile import read

    cluster = load_folder(root / "examples/severokamsk", console)

    assert cluster_value(cluster) == read(root / "examples/severokamsk").cluster
    assert "organisations" in said(console)


@pytest.mark.django_db
def test_a_folder_with_hard_findings_is_told_and_nothing_is_loaded(console, tmp_path):
    (tmp_path / "cluster.yaml").write_text("key: [", encoding="utf-8")

    with pytest.raises(CannotLoad):
        load_folder(tmp_path, console)

    assert "cluster.yaml" in said(console) and not Cluster.objects.exists()


@pytest.mark.django_db
def test_a_folder_that_is_not_there_is_told(console, tmp_path):
    with pytest.raises(CannotLoad):
        load_folder(Path(tmp_path / "nothing"), console)


@pytest.mark.django_db
def test_the_first_start_makes_one_administrator_and_shows_the_password_once(console, cluster, settings):
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    address = Address("127.0.0.1", 8000)

    welcome(address, console)
    password = re.search(r"password (\S+)", said(console))[1]
    welcome(address, console)

    admin = User.objects.get()
    assert admin.check_password(password) and said(console).count(password) == 1
    assert admin.memberships.get().role == "administrator"


@pytest.mark.django_db
def test_a_cluster_imported_later_opens_to_the_first_administrator(console, settings, request):
    from remeslo.web.apps.common.services.access import open_to_keepers

    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    welcome(Address("127.0.0.1", 8000), console)
    cluster = request.getfixturevalue("cluster")

    assert [u.username for u in open_to_keepers(cluster)] == ["admin"]
    assert open_to_keepers(cluster) == []


@pytest.mark.django_db
def test_the_demo_names_its_sign_ins(console, cluster, settings):
    from remeslo.web.apps.common.services.demo import make_demo_people

    settings.DEMO = True
    make_demo_people(cluster)

    welcome(Address("127.0.0.1", 8000), console)

    assert "http://127.0.0.1:8000/" in said(console) and "Methodist" in said(console)
    assert not User.objects.filter(demo=False).exists()


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["serve", "--port", "0"], ["serve", "--port", "many"], ["import"]]
)
def test_a_wrong_command_ends_with_2_and_says_why(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)

    assert end.value.code == 2 and "usage" in capsys.readouterr().err


def test_an_export_from_nothing_or_onto_a_file_ends_with_2_and_says_why(root, tmp_path):
    file = tmp_path / "README.md"
    file.write_text("mine", encoding="utf-8")
    settings = {"REMESLO_DATA": str(tmp_path / "data"), "REMESLO_LANG": "en"}

    outside = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}

    def remeslo(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "remeslo.web", *map(str, words)]
        return subprocess.run(command, env={**outside, **settings}, capture_output=True, text=True, check=False)

    nobody = remeslo("export", "minimal", tmp_path / "out")
    loaded = remeslo("import", root / "examples/minimal")
    onto_file = remeslo("export", "minimal", file)

    assert nobody.returncode == 2 and "“minimal”" in nobody.stdout + nobody.stderr
    assert loaded.returncode == 0
    assert onto_file.returncode == 2 and "Choose" in onto_file.stdout + onto_file.stderr
    assert "Traceback" not in nobody.stderr + onto_file.stderr
    assert file.read_text(encoding="utf-8") == "mine"
