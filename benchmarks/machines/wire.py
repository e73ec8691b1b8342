"""Two machines as network namespaces joined by a wire, papers for TLS, and programs that run on them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

HERE, THERE = "10.77.41.1", "10.77.41.2"
PORT = 8786


def may_make() -> bool:
    """True where there are the programs, and the right to make namespaces is likely."""
    return os.geteuid() == 0 and all(map(shutil.which, ("ip", "openssl")))


@contextmanager
def machines() -> Iterator[tuple[str, str]]:
    """Names of two machines with one wire between them, at `HERE` and `THERE`; gone afterwards."""
    one, other = f"rm{os.getpid()}", f"rn{os.getpid()}"
    try:
        for name in (one, other):
            _ran("ip", "netns", "add", name)
        _ran("ip", "link", "add", "wire", "netns", one, "type", "veth", "peer", "name", "wire", "netns", other)
        for name, address in ((one, HERE), (other, THERE)):
            _ran("ip", "-n", name, "addr", "add", f"{address}/24", "dev", "wire")
            for device in ("lo", "wire"):
                _ran("ip", "-n", name, "link", "set", device, "up")
        yield one, other
    finally:
        for name in (one, other):
            subprocess.run(("ip", "netns", "del", name), capture_output=True, check=False)


def papers(folder: Path) -> Path:
    """A folder with ``ca.pem``, ``cert.pem`` and ``key.pem``, trusting itself alone."""
    folder.mkdir()
    asked = ("-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={folder.name}")
    _ran("openssl", "req", "-x509", *asked, "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem")
    shutil.copy(folder / "cert.pem", folder / "ca.pem")
    return folder


class Crew:
    """A scheduler on one machine and workers on both; ended when the context is left."""

    def __init__(self, folder: Path, running: ExitStack) -> None:
        self.folder = folder
        self.running = running
        self.address = f"tls://{HERE}:{PORT}"

    def schedule(self, machine: str, own: Path) -> None:
        """Start the scheduler."""
        listen = ("--host", HERE, "--port", str(PORT), "--protocol", "tls", "--no-dashboard")
        self._start(machine, "dask_scheduler", *listen, *_tls(own))

    def work(self, machine: str, host: str, own: Path | None) -> None:
        """Start a worker of one thread; without papers it speaks without TLS."""
        alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder / "held"))
        address = self.address if own else self.address.replace("tls://", "tcp://")
        self._start(machine, "dask_worker", address, "--host", host, *alone, *(_tls(own) if own else ()))

    @property
    def registered(self) -> int:
        """How many workers the scheduler took."""
        return sum("Registered to" in p.read_text() for p in self.folder.glob("dask_worker-*.log"))

    def _start(self, machine: str, module: str, *words: str) -> None:
        log = (self.folder / f"{module}-{len(list(self.folder.iterdir()))}.log").open("wb")
        command = ["ip", "netns", "exec", machine, sys.executable, "-m", f"distributed.cli.{module}", *words]
        process = subprocess.Popen(command, stdout=self.running.enter_context(log), stderr=subprocess.STDOUT)
        self.running.callback(process.wait)
        self.running.callback(process.kill)


def _tls(own: Path) -> tuple[str, ...]:
    return "--tls-ca-file", f"{own}/ca.pem", "--tls-cert", f"{own}/cert.pem", "--tls-key", f"{own}/key.pem"


def _ran(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
