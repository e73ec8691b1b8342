"""kill -9 of the scheduler in the middle of twenty jobs: what is done stays, the rest is done once by the next one."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from remeslo.cli.many.ledger import Ledger

pytest.importorskip("distributed", reason="the extra “many” is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make certificates with"),
]
ROOT = Path(__file__).resolve().parents[3]
JOBS = 20
ASK = """
import json, sys
from pathlib import Path
from remeslo.cli.many.distributed import DistributedCrew, Papers, Unreachable
from remeslo.cli.many.ledger import Ledger
from remeslo.cli.many.work import work
from tests.cli.many import jobs
folder, address, cert, key, count = sys.argv[1:]
cert, key, folder = Path(cert), Path(key), Path(folder)
asked = {f"job-{n}": {"a": n, "s": 0.15} for n in range(int(count))}
try:
    rows = work(asked, Ledger(folder), lambda: DistributedCrew(jobs.slow_square, address, Papers(cert, cert, key)))
except Unreachable as error:
    print(error)
    sys.exit(3)
print(json.dumps({name: [row.result.get("square"), row.error] for name, row in rows.items()}))
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def cluster(papers, address, folder):
    """A scheduler and a worker, processes of their own, over TLS; the scheduler's process."""
    tls = ("--tls-ca-file", papers.authority, "--tls-cert", papers.certificate, "--tls-key", papers.key)
    port = address.rpartition(":")[2]
    listen = ("--host", "127.0.0.1", "--port", port, "--protocol", "tls", "--no-dashboard")
    alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder / "held")
    folder.mkdir()
    with ExitStack() as running:
        processes = []
        for module, words in (("dask_scheduler", listen), ("dask_worker", (address, *alone))):
            log = running.enter_context((folder / f"{module}.log").open("wb"))
            command = [sys.executable, "-m", f"distributed.cli.{module}", *map(str, (*words, *tls))]
            process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT)
            running.callback(process.wait)
            running.callback(process.kill)
            processes.append(process)
        yield processes[0]


def ask(papers, address, folder):
    """Somebody asks for the jobs, in a process of its own."""
    words = (folder, address, papers.certificate, papers.key, JOBS)
    return subprocess.Popen(
        [sys.executable, "-c", ASK, *map(str, words)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_killed_scheduler_loses_and_doubles_no_job(papers, tmp_path):
    rows, address = tmp_path / "ledger", f"tls://127.0.0.1:{free_port()}"
    with cluster(papers, address, tmp_path / "first") as scheduler:
        first = ask(papers, address, rows)
        until = time.monotonic() + 60
        while len(list((rows / "rows").glob("*.json"))) < 4 and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(scheduler.pid, signal.SIGKILL)
        said, wrong = first.communicate(timeout=60)
    kept = {name: row for name, row in Ledger(rows).rows().items() if not row.error}

    assert first.returncode == 3 and "tls://" in said, wrong[-2000:]
    assert 4 <= len(kept) < JOBS, "killed in the middle"
    assert not [row for row in Ledger(rows).rows().values() if row.error], "no job is blamed for it"

    with cluster(papers, address, tmp_path / "second"):
        second = ask(papers, address, rows)
        said, wrong = second.communicate(timeout=60)
    told = [e["name"] for e in Ledger(rows).told() if e["event"] == "done"]

    assert json.loads(said.splitlines()[-1]) == {f"job-{n}": [n * n, ""] for n in range(JOBS)}, wrong[-2000:]
    assert sorted(told) == sorted(f"job-{n}" for n in range(JOBS)), "each is done once"
    assert all(Ledger(rows).rows()[name] == row for name, row in kept.items()), "what was done stays as it was"
