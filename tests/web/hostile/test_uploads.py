"""
Every address that takes a file against every file that means harm.

The addresses are found in the code: one that reads files and has no row in ``FIELDS`` fails. Whatever is sent: an
answer below 500 that says what is wrong, quickly, with no row written but the upload that waits for a decision, and
none when it is decided on.
"""

from __future__ import annotations

import inspect
import re
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from tests.web.hostile.files import ATTACKS, attack
from tests.web.hostile.routes import file_routes, functions_that_read_files, reached
from tests.web.rights import walking
from tests.web.rights.world import World

from remeslo.web.apps.agreements.services.signing import sign_on_paper

pytestmark = pytest.mark.django_db
PRACTICE: Final = {
    "kind": "practice",
    "speaker": "college",
    "subject": "L-77",
    "on": "2026-08-25",
    "element": "УП.03",
    "employer": "pipes",
    "hours": "18",
}
FIELDS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "demand:import": ("files", {}),
    "frameworks:upload": ("files", {}),
    "revision:sheet": ("file", {}),
    "staffing:import": ("files", {}),
    "results:import": ("files", {"speaker": "college"}),
    "results:new": ("files", PRACTICE),
    "results:correct": ("files", {**PRACTICE, "correction_reason": "описка"}),
    "programmes:book_templates": ("files", {"language": "ru"}),
    "agreements:upload": ("scan", {}),
    "organisations:import": ("files", {}),
    "badges:check": ("file", {}),
}
"""The field of the file, and what else its form needs to be read."""
SAME: Final = {"agreements:on_paper": "agreements:upload"}
"""Keeps its scan by the other's own function (``signing.attach``); nobody in the world signs on paper."""
KEEPS: Final = ("agreements:upload", "results:new", "results:correct")
"""Papers are kept as they are, never read: what passes for one is only ever given back as a file."""
SCRATCH: Final = {
    "frameworks_upload",
    "frameworks_mappedsheet",
    "staffing_staffupload",
    "results_factupload",
    "organisations_organisationupload",
    "common_logentry",
    "credentials_publiccheck",
}
"""An upload that waits for its author's decision; that somebody asked, where askings are counted."""
MOST_CPU_S: Final = 5.0
MOST_MEMORY_KIB: Final = 400 * 1024
_WRITES: Final = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
_SAYS: Final = re.compile(r'class="[^"]*\b(?:finding|message|error|notice|callout|banner|flash)[\w-]*', re.IGNORECASE)


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """Names of the tables that anything writes meanwhile."""
    written: set[str] = set()

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if found := _WRITES.match(sql):
            written.add(found[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield written


def test_every_function_that_reads_files_is_reached_by_an_address_of_the_table() -> None:
    assert {r.name for r in file_routes()} == {*FIELDS, *SAME}
    assert "attach" in inspect.unwrap(sign_on_paper).__code__.co_names
    tested = {f for r in file_routes() for f in reached(r.view)}
    assert functions_that_read_files() <= tested


@pytest.mark.parametrize("name", FIELDS)
def test_files_that_mean_harm_are_told_of_and_change_nothing(world: World, name: str) -> None:
    route = next(r for r in file_routes() if r.name == name)
    browser = walking.browser(world, route.row["owner"])
    there = walking.address(world, name, route.pattern)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wrong = {}
    for case in ATTACKS:
        with transaction.atomic():
            if found := _met(browser, name, there, case):
                wrong[case] = found
            transaction.set_rollback(True)

    assert wrong == {}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MOST_MEMORY_KIB


def _met(browser: Any, name: str, there: str, case: str) -> list[str]:
    """What is wrong with the way that a file is met."""
    field, more = FIELDS[name]
    called, data = attack(case)
    cache.clear()  # some doors count askings by address
    spent = time.process_time()
    with tables_written() as written:
        answer = browser.post(there, {**more, field: SimpleUploadedFile(called, data)})
        page = browser.get(answer["Location"]) if answer.status_code == 302 else answer
        saved = _decide(browser, answer)
    spent = time.process_time() - spent
    statuses = {answer.status_code, page.status_code, saved}
    found = {
        f"a fault: {statuses}": not statuses <= {200, 302, 400, 409, 413},
        "nothing is said": name not in KEEPS and not _SAYS.search(page.content.decode()),
        f"kept in {written - SCRATCH}": name not in KEEPS and not written <= SCRATCH,
        "read what it should not": b"root:" in page.content,
        "the name became a picture": b"<img src=x" in page.content,
        f"slow: {spent:.1f} s": spent > MOST_CPU_S,
    }
    return [text for text, is_wrong in found.items() if is_wrong]


def _decide(browser: Any, answer: Any) -> int:
    """Say yes to whatever the preview offers."""
    if answer.status_code != 302 or not re.search(r"/(?:import|upload)/\d+/", answer["Location"]):
        return 200
    path = answer["Location"].partition("?")[0]
    return int(browser.post(f"{path}save/", {"chosen": [str(n) for n in range(20)], "publish": "1"}).status_code)


@pytest.mark.parametrize("name", FIELDS)
def test_more_than_the_limit_is_dropped_and_told_of(world: World, name: str, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 64 * 1024
    route = next(r for r in file_routes() if r.name == name)
    field, more = FIELDS[name]
    there = walking.address(world, name, route.pattern)
    browser = walking.browser(world, route.row["owner"])
    with tables_written() as written:
        answer = browser.post(there, {**more, field: SimpleUploadedFile("x.pdf", b"%PDF-1.4 " + b"x" * 200_000)})
        page = browser.get(answer["Location"]) if answer.status_code == 302 else answer

    assert answer.status_code in (200, 302, 400, 413) and _SAYS.search(page.content.decode())
    assert written <= {"credentials_publiccheck"}
