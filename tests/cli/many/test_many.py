"""Many jobs: none lost, none done twice, whoever dies."""

import json

import pytest
from tests.cli.many import jobs

from remeslo.cli.many.crew import Event
from remeslo.cli.many.ledger import Ledger, LedgerBusy, Row
from remeslo.cli.many.local import LocalCrew
from remeslo.cli.many.work import MOST_ATTEMPTS, View, work


def events(folder):
    return [(e["event"], e["name"], e["attempt"]) for e in Ledger(folder).told()]


def test_a_killed_worker_is_replaced_and_its_job_done_once(tmp_path):
    payloads = {f"job-{n}": {"a": n, "dies": n == 2, "folder": str(tmp_path)} for n in range(6)}
    seen, workers = [], set()

    def look(view):
        seen.append((view.done, view.lost))
        workers.update(w for w in view.running.values() if w)

    rows = work(payloads, Ledger(tmp_path), lambda: LocalCrew(jobs.die_once, 2), look)

    assert {name: row.result["square"] for name, row in rows.items()} == {f"job-{n}": n * n for n in range(6)}
    assert [name for kind, name, _ in events(tmp_path) if kind == "done"].count("job-2") == 1
    assert ("lost", "job-2", 1) in events(tmp_path)
    assert (rows["job-2"].attempt, rows["job-1"].attempt) == (2, 1)
    assert seen[-1] == (6, 1)
    assert len(workers) >= 2


def test_a_job_that_kills_every_worker_fails_and_the_others_are_done(tmp_path):
    rows = work({"bad": {"a": 1}}, Ledger(tmp_path), lambda: LocalCrew(jobs.die, 1))

    assert rows["bad"].error
    assert rows["bad"].attempt == MOST_ATTEMPTS


def test_a_second_run_does_only_what_is_left_and_tries_failed_ones_again(tmp_path):
    log = tmp_path / "log"
    ledger = Ledger(tmp_path / "out")
    payloads = {f"job-{n}": {"a": n, "b": 1, "log": str(log)} for n in range(3)}
    ledger.finish(Row("job-0", 1, "elsewhere", 0.1, {"sum": 1}))
    ledger.finish(Row("job-1", 1, "elsewhere", 0.1, error="no plan"))

    rows = work(payloads, ledger, lambda: LocalCrew(jobs.add, 1))

    assert log.read_text().split() == ["1", "2"]
    assert {name: row.result["sum"] for name, row in rows.items()} == {"job-0": 1, "job-1": 2, "job-2": 3}


def test_nothing_left_hires_nobody(tmp_path):
    ledger = Ledger(tmp_path)
    ledger.finish(Row("only", 1, "elsewhere", 0.1, {"sum": 1}))

    assert work({"only": {}}, ledger, lambda: pytest.fail("hired"))["only"].result == {"sum": 1}


def test_a_job_that_raises_is_failed_with_its_reason_and_not_tried_again(tmp_path):
    rows = work({"bad": {"a": 7}}, Ledger(tmp_path), lambda: LocalCrew(jobs.fail, 1))

    assert "no plan for 7" in rows["bad"].error
    assert rows["bad"].attempt == 1


class TwiceCrew:
    """A crew that answers every task twice, as a slow network might."""

    size = 1

    def __init__(self):
        self.tasks = []

    def submit(self, task):
        self.tasks.append(task)

    def events(self):
        task = self.tasks.pop()
        yield Event("done", task, "w1", 0.1, result={"by": 1})
        yield Event("done", task, "w2", 0.1, result={"by": 2})

    def close(self):
        pass


def test_a_second_answer_is_refused_and_told(tmp_path):
    views: list[View] = []

    rows = work({"one": {}}, Ledger(tmp_path), TwiceCrew, views.append)

    assert rows["one"].result == {"by": 1}
    assert ("twice", "one", 1) in events(tmp_path)
    assert views[-1].done == 1


def test_two_runs_at_the_same_folder_are_refused(tmp_path):
    with Ledger(tmp_path).held(), pytest.raises(LedgerBusy):
        work({"one": {}}, Ledger(tmp_path), TwiceCrew)


def test_a_row_cut_short_counts_as_not_done_and_is_kept_aside(tmp_path):
    ledger = Ledger(tmp_path)
    (ledger.rows_folder / "one.json").write_text('{"name": "one", "att')

    assert ledger.rows() == {}
    assert (ledger.rows_folder / "one.broken").exists()


def test_a_last_event_cut_short_is_left_out(tmp_path):
    ledger = Ledger(tmp_path)
    ledger.note("done", "one", 1, "w", 0.0)
    with ledger.events.open("a") as out:
        out.write('{"at": 1, "ev')

    assert [e["name"] for e in ledger.told()] == ["one"]
    assert json.loads(ledger.events.read_text().splitlines()[0])["event"] == "done"
