"""Workers of a dask scheduler, reached with TLS; one is killed. Skips where the extra is not installed."""

import os
import shutil
import signal
import threading
import time

import pytest
from tests.cli.many import jobs

from remeslo.cli.many.distributed import DistributedCrew, Papers, Unreachable
from remeslo.cli.many.ledger import Ledger
from remeslo.cli.many.work import work

distributed = pytest.importorskip("distributed", reason="the extra “many” is not installed")
pytestmark = [
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make certificates with"),
]


@pytest.fixture(scope="module")
def scheduler(papers):
    """A scheduler with two workers, each a process of its own."""
    files = {
        f"tls_{role}_{part}": str(path)
        for role in ("scheduler", "worker", "client")
        for part, path in (("cert", papers.certificate), ("key", papers.key))
    }
    security = distributed.Security(require_encryption=True, tls_ca_file=str(papers.authority), **files)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, security=security, dashboard_address=None, protocol="tls"
    ) as cluster:
        yield cluster


def test_jobs_come_back_from_a_scheduler_though_a_worker_is_killed(scheduler, papers, tmp_path):
    assert scheduler.scheduler_address.startswith("tls://")
    payloads = {f"job-{n}": {"a": n, "s": 0.2} for n in range(12)}

    def kill():
        while not list((tmp_path / "rows").glob("*.json")):
            time.sleep(0.02)
        os.kill(next(iter(scheduler.workers.values())).pid, signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()

    rows = work(
        payloads, Ledger(tmp_path), lambda: DistributedCrew(jobs.slow_square, scheduler.scheduler_address, papers)
    )

    killer.join()
    done = [e["name"] for e in Ledger(tmp_path).told() if e["event"] == "done"]
    assert {name: row.result["square"] for name, row in rows.items()} == {f"job-{n}": n * n for n in range(12)}
    assert sorted(done) == sorted(payloads)


def test_a_job_that_raises_on_a_worker_is_failed_with_its_reason(scheduler, papers, tmp_path):
    rows = work(
        {"bad": {"a": 7}}, Ledger(tmp_path), lambda: DistributedCrew(jobs.fail, scheduler.scheduler_address, papers)
    )

    assert "no plan for 7" in rows["bad"].error


def test_a_scheduler_that_asks_for_papers_we_do_not_have_is_told(scheduler, tmp_path):
    nothing = Papers(tmp_path / "ca.pem", tmp_path / "cert.pem", tmp_path / "key.pem")

    with pytest.raises(Unreachable, match="tls://"):
        DistributedCrew(jobs.fail, scheduler.scheduler_address, nothing)
