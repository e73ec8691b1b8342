"""`remeslo network country`: many clusters, several workers, one of them killed."""

import json
import multiprocessing
import os
import signal
import threading
import time

import pytest
from benchmarks.published.network.invented import invented

from remeslo.cli.main import main
from remeslo.cli.many.ledger import Ledger
from remeslo.interchange.networkfile.problem import problem_of, problem_text, read_problem

CLUSTERS = 4


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    folder = tmp_path_factory.mktemp("problems")
    for seed in range(CLUSTERS):
        (folder / f"cluster-{seed}.json").write_text(problem_text(invented(4, seed)), encoding="utf-8")
    return folder


def country(problems, out, *more):
    return main(["network", "country", str(problems), "--out", str(out), "--work-limit", "0.5", "--lang", "en", *more])


@pytest.fixture(scope="module")
def alone(problems, tmp_path_factory):
    """The folder of a run by one process."""
    out = tmp_path_factory.mktemp("alone")
    assert country(problems, out, "--workers", "1") == 0
    return out


class Killer(threading.Thread):
    """Kills one worker as soon as some job is done and others are under way."""

    def __init__(self, out):
        super().__init__(daemon=True)
        self.out, self.killed = out, None

    def run(self):
        until = time.monotonic() + 120
        while self.killed is None and time.monotonic() < until:
            done = list((self.out / "rows").glob("*.json"))
            busy = [p for p in multiprocessing.active_children() if p.is_alive()]
            if done and len(done) < CLUSTERS - 1 and busy:
                self.killed = busy[0].pid
                os.kill(self.killed, signal.SIGKILL)
            time.sleep(0.002)


def test_two_workers_one_killed_give_the_same_as_one_process_none_twice(problems, alone, tmp_path):
    killer = Killer(tmp_path)
    killer.start()

    status = country(problems, tmp_path, "--workers", "2")

    killer.join()
    rows, expected = Ledger(tmp_path).rows(), Ledger(alone).rows()
    assert status == 0
    assert {n: r.result for n, r in rows.items()} == {n: r.result for n, r in expected.items()}
    assert (tmp_path / "country.json").read_bytes() == (alone / "country.json").read_bytes()
    told = [(e["event"], e["name"]) for e in Ledger(tmp_path).told()]
    assert sorted(name for event, name in told if event == "done") == sorted(rows)
    assert killer.killed is not None
    assert json.loads((tmp_path / "progress.json").read_text())["done"] == CLUSTERS


def test_a_run_again_does_nothing_and_says_the_same(problems, alone, capsys):
    before = Ledger(alone).told()

    assert country(problems, alone, "--json") == 0

    assert Ledger(alone).told() == before
    summary = json.loads(capsys.readouterr().out)
    assert (summary["clusters"], summary["allocated"], summary["failed"]) == (CLUSTERS, CLUSTERS, 0)
    assert all(0 < row["granted"] <= row["requests"] for row in summary["rows"])


def test_a_problem_file_comes_back_as_it_was():
    stated = invented(8, 3)

    assert problem_of(problem_text(stated), "x") == (stated, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("{", "networkfile.not_json", id="cut short"),
        pytest.param('{"format": 9}', "networkfile.other_format", id="of another program"),
        pytest.param(
            '{"format": 1, "key": "k", "weeks": 0, "places": [], "requests": []}',
            "networkfile.wrong_value",
            id="no weeks",
        ),
        pytest.param(
            '{"format": 1, "minutes": [["b", "a", 5]]}', "networkfile.wrong_value", id="way the wrong way round"
        ),
        pytest.param("[]", "networkfile.other_format", id="a list"),
    ],
)
def test_a_bad_problem_file_is_named_and_nothing_is_begun(text, code, tmp_path, capsys):
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")

    found, findings = read_problem(tmp_path / "bad.json")

    assert (found, [f.code for f in findings]) == (None, [code])
    assert country(tmp_path, tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()


def test_several_machines_without_the_engine_say_what_is_missing(problems, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("remeslo.cli.many.distributed.import_module", _missing)

    assert country(problems, tmp_path, "--scheduler", "tls://nowhere:1") == 2
    assert "distributed" in capsys.readouterr().out


def _missing(name):
    raise ImportError(name)
