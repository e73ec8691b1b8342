"""
Workers on two machines, each a network of its own, over TLS; one with foreign papers gets nothing.

The machines are network namespaces joined by a wire; who may not make them skips.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra “many” is not installed")
ROOT = Path(__file__).resolve().parents[3]
HERE, THERE = "10.77.31.1", "10.77.31.2"
JOBS = 24
ASK = """
import json, sys
from pathlib import Path
from remeslo.cli.many.distributed import DistributedCrew, Papers
from remeslo.cli.many.ledger import Ledger
from remeslo.cli.many.work import work
from tests.cli.many import jobs
folder, address, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
papers = Papers(folder / "ours.pem", folder / "ours.pem", folder / "ours.key")
asked = {f"job-{n}": {"a": n, "s": 0.1} for n in range(count)}
rows = work(asked, Ledger(folder / "rows"), lambda: DistributedCrew(jobs.slow_square, address, papers))
told = [e for e in Ledger(folder / "rows").told() if e["event"] == "done"]
print(json.dumps({"squares": {k: r.result["square"] for k, r in rows.items()}, "by": [e["worker"] for e in told]}))
"""


def ran(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def may_make_machines():
    if os.geteuid() or not all(map(shutil.which, ("ip", "openssl"))):
        return False
    tried = subprocess.run(("ip", "netns", "add", f"rt{os.getpid()}"), capture_output=True, check=False)
    if tried.returncode == 0:
        ran("ip", "netns", "del", f"rt{os.getpid()}")
    return tried.returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(not may_make_machines(), reason="no right to make network namespaces, or no openssl"),
]


@pytest.fixture
def machines():
    """Names of two machines with one wire between them."""
    one, other = f"ra{os.getpid()}", f"rb{os.getpid()}"
    try:
        for name in (one, other):
            ran("ip", "netns", "add", name)
        ran("ip", "link", "add", "wire", "netns", one, "type", "veth", "peer", "name", "wire", "netns", other)
        for name, address in ((one, HERE), (other, THERE)):
            ran("ip", "-n", name, "addr", "add", f"{address}/24", "dev", "wire")
            for device in ("lo", "wire"):
                ran("ip", "-n", name, "link", "set", device, "up")
        yield one, other
    finally:
        for name in (one, other):
            subprocess.run(("ip", "netns", "del", name), capture_output=True, check=False)


def papers(folder, name):
    asked = ("-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}")
    ran("openssl", "req", "-x509", *asked, "-keyout", f"{folder}/{name}.key", "-out", f"{folder}/{name}.pem")


def tls(folder, name):
    return (
        *("--tls-ca-file", f"{folder}/{name}.pem", "--tls-cert", f"{folder}/{name}.pem"),
        *("--tls-key", f"{folder}/{name}.key"),
    )


def registered(folder):
    """Logs of workers that the scheduler took."""
    return [p for p in folder.glob("dask_worker-*.log") if "Registered to" in p.read_text()]


def test_two_machines_share_the_work_and_foreign_papers_get_nothing(machines, tmp_path):
    one, other = machines
    for name in ("ours", "foreign"):
        papers(tmp_path, name)
    address = f"tls://{HERE}:8786"
    with ExitStack() as running:

        def start(machine, module, *words):
            log = running.enter_context((tmp_path / f"{module}-{len(list(tmp_path.iterdir()))}.log").open("wb"))
            command = ["ip", "netns", "exec", machine, sys.executable, "-m", f"distributed.cli.{module}", *words]
            process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT)
            running.callback(process.wait)
            running.callback(process.kill)
            return process

        listen = ("--host", HERE, "--port", "8786", "--protocol", "tls", "--no-dashboard")
        start(one, "dask_scheduler", *listen, *tls(tmp_path, "ours"))
        alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "held"))
        for machine, host in ((one, HERE), (other, THERE)):
            start(machine, "dask_worker", address, "--host", host, *alone, *tls(tmp_path, "ours"))
        start(other, "dask_worker", address, "--host", THERE, *alone, *tls(tmp_path, "foreign"))
        until = time.monotonic() + 60
        while len(registered(tmp_path)) < 2 and time.monotonic() < until:
            time.sleep(0.2)
        told = ran("ip", "netns", "exec", one, sys.executable, "-c", ASK, str(tmp_path), address, str(JOBS))
        found = json.loads(told.splitlines()[-1])

    assert found["squares"] == {f"job-{n}": n * n for n in range(JOBS)}
    hosts = {by.removeprefix("tls://").partition(":")[0] for by in found["by"]}
    assert hosts == {HERE, THERE}
    assert len(set(found["by"])) == 2, "the stranger's worker got work"
    assert len(registered(tmp_path)) == 2, "the stranger's worker was let in"
