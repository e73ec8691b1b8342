"""People who click: each follows the links of the navigation, reads for a while, and clicks again."""

from __future__ import annotations

import http.client
import random
import re
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from benchmarks.load.world import Person

LINK = re.compile(r'class="nav-link" href="([^"]+)"')


@dataclass
class Clicks:
    """Seconds by page, and answers that were none of 200 to 399, by page and status."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: dict[tuple[str, int], int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, page: str, status: int, took: float) -> None:
        """One answer."""
        with self.lock:
            if 200 <= status < 400:
                self.seconds.setdefault(page, []).append(took)
            else:
                self.wrong[page, status] = self.wrong.get((page, status), 0) + 1


def page_of(path: str) -> str:
    """The page without the cluster: ``/c/north/demand/`` is ``demand/``."""
    parts = urlsplit(path).path.strip("/").split("/")
    return "/".join(parts[2:] if parts[0] == "c" else parts) + "/" if parts != ["c"] else "/"


def ask(connection: http.client.HTTPConnection, person: Person, path: str, found: Clicks) -> list[str]:
    """One page, counted under its address; the links of the navigation in it."""
    began, used = time.perf_counter(), connection.sock is not None
    try:
        status, body = _answer(connection, person, path)
    except http.client.RemoteDisconnected:  # an idle connection that the server had closed: as browsers do, once more
        connection.close()
        status, body = _answer(connection, person, path) if used else (0, b"")
    except (OSError, http.client.HTTPException):
        connection.close()
        status, body = 0, b""
    found.add(page_of(path), status, time.perf_counter() - began)
    return LINK.findall(body.decode("utf-8", "replace"))


def _answer(connection: http.client.HTTPConnection, person: Person, path: str) -> tuple[int, bytes]:
    connection.request("GET", path, headers={"Cookie": person.cookie, "Accept-Language": "ru"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def click(port: int, person: Person, until: float, think_s: float, seed: int, found: Clicks) -> None:
    """One person until the end."""
    choice = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    pages = [person.begins]
    time.sleep(choice.uniform(0, think_s))
    while time.monotonic() < until:
        path = choice.choice(pages)
        pages = ask(connection, person, path, found) or pages
        time.sleep(choice.expovariate(1 / think_s))


def all_visit(port: int, everyone: list[Person], at_once: int = 4) -> Clicks:
    """Everybody's navigation from one end to the other, some people at a time."""
    found, waiting = Clicks(), list(enumerate(everyone, start=1))

    def visit() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            with found.lock:
                if not waiting:
                    return
                number, person = waiting.pop(0)
            links = ask(connection, person, person.begins, found)
            for path in dict.fromkeys(links):
                ask(connection, person, path, found)
            if number % 10 == 0:
                sys.stderr.write(f"visited all pages: {number} of {len(everyone)} people\n")

    _together([threading.Thread(target=visit) for _ in range(at_once)])
    return found


def all_click(port: int, everyone: list[Person], seconds: float, think_s: float, seed: int) -> Clicks:
    """Everybody at once for so many seconds."""
    found, until = Clicks(), time.monotonic() + seconds
    threads = [
        threading.Thread(target=click, args=(port, p, until, think_s, seed * 1000 + n, found))
        for n, p in enumerate(everyone)
    ]
    _together(threads)
    return found


def _together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
