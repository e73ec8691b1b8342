"""The installation under load: a database with the example and a country, signed-in people, a web server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIGN_IN = """
import django; django.setup()
import json, sys
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from remeslo.web.apps.common.models import Cluster, Membership, User
people = []
inside = User.objects.filter(demo=True, is_active=True, memberships__cluster__isnull=False)
held = list(inside.distinct().order_by("id"))
clusters = list(Cluster.objects.exclude(memberships__user__demo=True).order_by("key"))
officials = ("ministry_official", "cluster_manager", "finance_officer", "administrator")
for n in range(int(sys.argv[1])):
    if held and (n % 2 == 0 or not clusters):
        user = held[n // 2 % len(held)]
        cluster = user.memberships.exclude(cluster=None).first().cluster
    else:
        cluster = clusters[n * 7 % len(clusters)]
        user, made = User.objects.get_or_create(username=f"load-{n}", defaults={"name": f"Load {n}"})
        if n % 10 == 1:
            Membership.objects.get_or_create(user=user, role="ministry_official", realm="country")
        else:
            Membership.objects.get_or_create(user=user, role=officials[n // 2 % 4], cluster=cluster)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["cluster"] = cluster.key
    session.save()
    people.append({"cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}", "begins": f"/c/{cluster.key}/"})
print(json.dumps(people))
"""


HAS_EXAMPLE = """
import django; django.setup()
from remeslo.web.apps.common.models import VersionedDocument
plans = VersionedDocument.objects.filter(cluster__key="severokamsk", kind="term_plan")
print(plans.exists())
"""


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in person: the cookie, and the page to begin with."""

    cookie: str
    begins: str


def environment(data: Path, database: str) -> dict[str, str]:
    """Settings of the program, as in production but for TLS."""
    held = {k: v for k, v in os.environ.items() if not k.startswith("REMESLO_")}
    held |= {"REMESLO_DATA": str(data), "REMESLO_LANG": "en", "DJANGO_SETTINGS_MODULE": "remeslo.web.config.settings"}
    return held | ({"REMESLO_DATABASE_URL": database} if database else {})


def step(title: str, *words: str, held: dict[str, str]) -> str:
    """Run a command of the program to its end and tell how long it took; what it printed."""
    began = time.monotonic()
    done = subprocess.run([sys.executable, *words], env=held, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{title}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    sys.stderr.write(f"[{time.monotonic() - began:6.1f} s] {title}\n")
    return done.stdout


def has_example(held: dict[str, str]) -> bool:
    """True when the example cluster is in the database, with its plans."""
    return step("looks for the example", "-c", HAS_EXAMPLE, held=held).split()[-1:] == ["True"]


def people(count: int, held: dict[str, str]) -> list[Person]:
    """Signed-in people of the example's roles and, every other one, of the country's clusters."""
    text = step("signs people in", "-c", SIGN_IN, str(count), held=held)
    return [Person(p["cookie"], p["begins"]) for p in json.loads(text.splitlines()[-1])]


@contextmanager
def served(held: dict[str, str], workers: int) -> Iterator[int]:
    """The web server as `remeslo serve` starts it; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "4", "remeslo.web.config.wsgi:application"]
    with (Path(held["REMESLO_DATA"]) / "web.log").open("wb") as log:
        process = subprocess.Popen(command, env=held, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        until = time.monotonic() + 120
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=10):
                    break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise SystemExit("the web server did not start") from None
                time.sleep(0.2)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
