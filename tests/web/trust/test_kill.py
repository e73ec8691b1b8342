"""
kill -9 of the web server, of a worker, and of PostgreSQL where there is one, in the middle of 200 writes and 20 jobs.

Four people write through the interface for programs and repeat what got no answer, under the same key; two workers do
the jobs meanwhile. Afterwards every acknowledged write is there once, every job ended once, nothing was doubled, and
the chain over the log is whole. The scheduler of several machines is killed in tests/cli/many/test_scheduler.py.
"""

import json
import os
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from scripts import postgres
from tests.migrated import seed
from tests.web.trust.program import JOBS, PREPARE, WebServer, WorkerProcess, environment, python

WRITERS, EACH = 4, 50
SAFE = ("-c", "fsync=off")
"""What is acknowledged outlives the server: its log reaches the system first, other than in the other tests."""
pytestmark = pytest.mark.slow
COUNT = """
import django; django.setup()
import json
from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.common.services.chain import judge
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.staffplans.models import StaffRun
verdict = judge()
jobs, ends = StaffRun.objects.all(), LogEntry.objects.filter(action__startswith="staffplan.")
print(json.dumps({
    "facts": sorted(FactRow.objects.values_list("key", "subject")),
    "told": LogEntry.objects.filter(action="fact.recorded").count(),
    "jobs": sorted(jobs.values_list("state", flat=True)), "made": sum("by" in job.result for job in jobs),
    "repeated": jobs.filter(attempt__gt=1).count(),
    "ends": sorted(ends.values_list("action", "subject")),
    "wanted": sorted(("staffplan.done", f"staff_run:{job.pk}") for job in jobs),
    "links": verdict.head.position, "entries": LogEntry.objects.count(), "broken": len(verdict.findings),
}))
"""


class Killer:
    """Kills something each time so many writes were acknowledged, and starts it again."""

    def __init__(self, plan):
        self.plan, self.acknowledged, self.lock = sorted(plan), 0, threading.Lock()
        self.failed = False
        self.done = []

    def count(self):
        with self.lock:
            self.acknowledged += 1
            due = self.plan and self.acknowledged >= self.plan[0][0]
            _at, name, act = self.plan.pop(0) if due else (0, "", None)
        if act is not None:
            try:
                act()
            except BaseException:
                self.failed = True  # nothing will start again: nobody waits for answers
                raise
            self.done.append(name)


def write(server, killer, path, token, college, writer):
    """What one person enters; the keys that were acknowledged, by subject."""
    got = {}
    for n in range(EACH):
        subject = f"learner-{writer}-{n}"
        body = {"kind": "leaving", "subject": subject, "speaker": college, "on": "2025-10-01", "values": {}}
        until = time.monotonic() + 120
        while time.monotonic() < until and not killer.failed:
            try:
                status, told = server.post(path, body, token, key=subject)
            except OSError:
                time.sleep(0.2)
                continue
            if status < 500:
                assert status == 201, told
                got[subject] = told["key"]
                killer.count()
                break
            time.sleep(0.2)
    return got


def judged(held, acknowledged):
    found = json.loads(python("-c", COUNT, held=held))
    assert sorted((key, subject) for subject, key in acknowledged.items()) == [tuple(f) for f in found["facts"]]
    assert len(acknowledged) == WRITERS * EACH == found["told"]
    assert (found["jobs"], found["made"]) == (["done"] * JOBS, JOBS)
    assert found["ends"] == found["wanted"], "each job ended once, and was told once"
    assert found["repeated"] >= 1, "a worker was killed in the middle of a job"
    assert (found["links"], found["broken"]) == (found["entries"], 0)


def story(held, folder, killer_of):
    """Four writers and two workers, and what is killed meanwhile."""
    cluster, college, token = python("-c", PREPARE, held=held).split()
    server = WebServer(held)
    workers = [WorkerProcess(held, folder / f"busy-{n}") for n in range(2)]
    killer = killer_of(server, workers[0])
    planned = len(killer.plan)
    server.start()
    for worker in workers:
        worker.start()
    try:
        with ThreadPoolExecutor(WRITERS) as pool:
            path = f"/api/v1/clusters/{cluster}/results/facts"
            asked = [pool.submit(write, server, killer, path, token, college, w) for w in range(WRITERS)]
            acknowledged = {k: v for a in asked for k, v in a.result().items()}
        for worker in workers:
            worker.wait()
    finally:
        for process in (server, *workers):
            process.kill()
    assert len(killer.done) == planned
    judged(held, acknowledged)


def struck(server):
    def act():
        server.kill()
        server.start()

    return act


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the other engine has a story of its own below")
def test_killed_web_server_and_worker_lose_and_double_nothing_on_sqlite(tmp_path):
    seed(tmp_path)
    held = environment(tmp_path, "")
    python("-m", "remeslo.web", "manage", "migrate", "--verbosity=0", held=held)

    def killer_of(server, worker):
        return Killer([(30, "worker", worker.strike), *((n, "web", struck(server)) for n in (60, 130))])

    story(held, tmp_path, killer_of)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the other engine has a story of its own above")
def test_killed_web_server_worker_and_postgresql_lose_and_double_nothing(tmp_path):
    with postgres.server(postgres.binaries(), SAFE) as address:
        held = environment(tmp_path, address)
        python("-m", "remeslo.web", "manage", "migrate", "--verbosity=0", held=held)

        def killer_of(server, worker):
            first = [(20, "worker", worker.strike), (40, "web", struck(server))]
            return Killer([*first, *((n, "postgresql", lambda: strike(address)) for n in (80, 140))])

        story(held, tmp_path, killer_of)


def strike(address):
    """SIGKILL to PostgreSQL's first process and its children, and the same command again."""
    folder = Path(address.partition("host=")[2].replace("%2F", "/"))
    data = folder / "data"
    first = int((data / "postmaster.pid").read_text().splitlines()[0])
    children = subprocess.run(["pgrep", "-P", str(first)], capture_output=True, text=True, check=False).stdout.split()
    for process in [first, *map(int, children)]:
        os.kill(process, signal.SIGKILL)
    until = time.monotonic() + 10
    while Path(f"/proc/{first}").exists() and time.monotonic() < until:
        time.sleep(0.1)
    # where nobody reaps the dead at once, a new server takes the killed one's number for a running one's
    (data / "postmaster.pid").unlink()
    options = " ".join(("-k", str(folder), "-c", "listen_addresses=''", *SAFE))
    start = (postgres.binaries() / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    subprocess.run(start, cwd=folder, check=True, stdout=subprocess.DEVNULL, **postgres.account())
