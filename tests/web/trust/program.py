"""The program as somebody runs it, in processes of its own that can be killed: a web server, workers, a database."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

WAIT_S = 60.0
JOBS = 20
PREPARE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from remeslo.web.api.services.tokens import make_token
from remeslo.web.apps.common.models import Cluster, Membership, User
from remeslo.web.apps.registry.services import load_cluster
from remeslo.web.apps.staffplans.models import StaffRun
from tests.web.conftest import small_cluster
from tests.web.trust.program import JOBS
cluster = load_cluster(small_cluster(), by=None)
college = next(o for o in cluster.organisations.all() if o.is_college)
user = User.objects.create(username="writer", name="Writer")
Membership.objects.create(cluster=cluster, user=user, role="deputy_director", organisation=college)
_row, text = make_token(user, name="t", scopes=["results:read", "results:write"], days=1, at=timezone.now())
for n in range(JOBS):
    at = timezone.now() + timedelta(milliseconds=n)
    StaffRun.objects.create(cluster=cluster, kind="without", asked_at=at, scene="", asked={"n": n})
print(cluster.key, college.key, text)
"""
WORK = """
import django; django.setup()
import os, sys, threading, time
from datetime import timedelta
from pathlib import Path
from django.db import InterfaceError, OperationalError, close_old_connections
from remeslo.core.staffing.result import Progress
from remeslo.web.apps.common.enums import ACTIVE
from remeslo.web.apps.common.services import keeper, leases
from remeslo.web.apps.common.services.making import Made
from remeslo.web.apps.common.worker import Worker
from remeslo.web.apps.staffplans.crew import crew
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.models import StaffRun
leases.LEASE = keeper.LEASE = timedelta(seconds=3)
keeper.TICK_S, keeper.QUIET_S = 0.1, 0.5
busy, over = Path(sys.argv[1]), threading.Event()
def plan(run, tell, cancelled):
    busy.touch()
    tell(Progress("uncovered", 5, 3, 0.1))
    time.sleep(0.6)
    busy.unlink(missing_ok=True)
    return Made({"by": os.getpid()})
def left():
    try:
        return StaffRun.objects.filter(state__in=ACTIVE).exists()
    except (InterfaceError, OperationalError):
        close_old_connections()
        return True
worker = threading.Thread(target=Worker([crew(lambda: dict.fromkeys(RunKind, plan))], poll_s=0.1).run, args=(over,))
worker.start()
while left():
    time.sleep(0.2)
over.set()
worker.join()
"""


def environment(data: Path, database: str) -> dict[str, str]:
    """Settings of the program under test."""
    held = {k: v for k, v in os.environ.items() if not k.startswith("REMESLO_")}
    held |= {"REMESLO_DATA": str(data), "DJANGO_SETTINGS_MODULE": "remeslo.web.config.settings"}
    return held | ({"REMESLO_DATABASE_URL": database} if database else {})


def python(*words: str, held: dict[str, str]) -> str:
    """Run a step to its end; what it printed."""
    done = subprocess.run([sys.executable, *words], env=held, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class WebServer:
    """The web server with one worker process; `kill` ends all of it at once, as a power cut would."""

    def __init__(self, held: dict[str, str]) -> None:
        self.held = held
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait for the first answer."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--port", str(self.port)]
        command += ["--workers", "1", "--blocking-threads", "4", "remeslo.web.config.wsgi:application"]
        out = subprocess.DEVNULL
        self.process = subprocess.Popen(command, env=self.held, stdout=out, stderr=out, start_new_session=True)
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=5):
                    return
            except OSError:
                assert self.process.poll() is None, "the web server ended"
                time.sleep(0.1)
        raise AssertionError("the web server does not answer")

    def kill(self) -> None:
        """SIGKILL to all its processes."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def post(self, path: str, body: dict[str, Any], token: str, key: str) -> tuple[int, dict[str, Any]]:
        """Post JSON; status and answer. Raises OSError when there was no answer."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.loads(refusal.read() or b"{}")


class WorkerProcess:
    """A worker that ends when no job is left; its work takes a moment and names the process that did it."""

    def __init__(self, held: dict[str, str], busy: Path) -> None:
        self.held, self.busy = held, busy
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, without waiting."""
        command = [sys.executable, "-c", WORK, str(self.busy)]
        self.process = subprocess.Popen(command, env=self.held, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def strike(self) -> None:
        """SIGKILL in the middle of a job, and another in its place."""
        until = time.monotonic() + WAIT_S
        while not self.busy.exists() and time.monotonic() < until:
            time.sleep(0.01)
        assert self.process is not None and self.busy.exists(), "it never took a job"
        self.process.kill()
        self.process.wait()
        self.busy.unlink(missing_ok=True)
        self.start()

    def wait(self) -> None:
        """Until no job is left."""
        assert self.process is not None
        assert self.process.wait(2 * WAIT_S) == 0

    def kill(self) -> None:
        """End it, if it has not."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
