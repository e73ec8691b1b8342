"""Serving: the web server and the worker, each a process of its own, until Ctrl+C."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.error import URLError

from django.conf import settings
from django.utils.translation import gettext as _

from remeslo.web.launch.console import Console

READY_S = 60.0
GRACE_S = 12.0


class PortTaken(Exception):
    """Nothing can listen there."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """For the browser on this machine."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


def free_address(host: str, port: int | None) -> Address:
    """The asked port, or the first free one from 8000 on when none is asked; raises PortTaken."""
    for candidate in [port] if port is not None else range(8000, 8021):
        if _is_free(host, candidate):
            return Address(host, candidate)
    raise PortTaken


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(address: Address, console: Console, *, workers: int, when_ready: Callable[[], None]) -> int:
    """Start the processes, tell when the first page answers, and wait; 0 after Ctrl+C, 1 when a process died."""
    logs = settings.DATA / "log"
    logs.mkdir(exist_ok=True)
    stopped = _stop_signals()
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        with console.step(_("starts the web server and the worker")):
            processes["web"] = _start(_web_command(address, workers), logs / "web.log")
            processes["worker"] = _start(
                [sys.executable, "-m", "remeslo.web", "manage", "run_worker"], logs / "worker.log"
            )
            ready = _wait_until_ready(address, processes, stopped)
        if not ready:
            if not stopped:
                console.say(_("The server did not start; its log: %(file)s") % {"file": logs / "web.log"})
            return 0 if stopped else 1
        when_ready()
        return _watch(processes, stopped, console, logs)
    finally:
        _end(processes, console)


def _web_command(address: Address, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", address.host, "--port", str(address.port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers"),
        *("--workers-kill-timeout", "8"),
        "remeslo.web.config.wsgi:application",
    ]


def _start(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as out:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, preexec_fn=_tie_to_parent()
        )


def _tie_to_parent() -> Callable[[], None] | None:
    """On Linux a child ends when its parent is killed outright; Ctrl+C is left to the parent."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def tie() -> None:
        os.setsid()
        libc.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return tie


def _stop_signals() -> list[int]:
    """A list that gets the number of a signal that asks to end."""
    got: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        got.append(number)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, note)
    return got


def _wait_until_ready(address: Address, processes: dict[str, subprocess.Popen[bytes]], stopped: list[int]) -> bool:
    until = time.monotonic() + READY_S
    while time.monotonic() < until and not stopped:
        if any(p.poll() is not None for p in processes.values()):
            return False
        try:
            with urllib.request.urlopen(f"{address.url}sign-in/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def _watch(processes: dict[str, subprocess.Popen[bytes]], stopped: list[int], console: Console, logs: Path) -> int:
    while not stopped:
        for name, process in processes.items():
            if process.poll() is not None:
                text = _("The process “%(name)s” ended by itself (status %(status)s); its log: %(file)s")
                console.say(text % {"name": name, "status": process.returncode, "file": logs / f"{name}.log"})
                return 1
        time.sleep(0.2)
    return 0


def _end(processes: dict[str, subprocess.Popen[bytes]], console: Console) -> None:
    running = [p for p in processes.values() if p.poll() is None]
    if not running:
        return
    console.say()
    with console.step(_("stops")):
        for process in running:
            process.terminate()
        until = time.monotonic() + GRACE_S
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
