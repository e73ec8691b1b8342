"""An ``.sm`` file into a `PsplibInstance` and its problem."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.curriculum.problem import TermProblem
from remeslo.interchange.modeldata import Notes, circle
from remeslo.interchange.psplib.instance import Job, PsplibInstance
from remeslo.interchange.psplib.model import as_problem
from remeslo.interchange.safety import MIB, Unreadable, decode_text, read_limited

LIMIT_BYTES = 5 * MIB
MOST_JOBS, MOST_RESOURCES, MOST_PERIODS = 2000, 30, 20_000
_MOST = 10**6
_Width = Callable[[tuple[int, ...]], int]
_SECTIONS = {
    "PRECEDENCE RELATIONS": "order",
    "REQUESTS/DURATIONS": "requests",
    "RESOURCEAVAILABILITIES": "capacities",
}
_HEAD = re.compile(r"^\s*-?\s*(?P<key>[^:]+?)\s*:\s*(?P<number>\d{1,9})(\s|$)")
_KEYS = {
    "projects": "projects",
    "jobs (incl. supersource/sink )": "jobs",
    "renewable": "renewable",
    "nonrenewable": "nonrenewable",
    "doubly constrained": "doubly",
}


@dataclass(frozen=True, slots=True)
class PsplibReading:
    """What the file says, the problem it means, or ``None`` and findings that say where it is wrong."""

    instance: PsplibInstance | None
    problem: TermProblem | None
    findings: tuple[Finding, ...] = ()


def read_psplib_file(path: Path | str) -> PsplibReading:
    """An instance from a file; never raises on what the file is or holds."""
    try:
        return read_psplib(read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES), name=str(path))
    except Unreadable as refusal:
        return PsplibReading(None, None, refusal.findings)


def read_psplib(data: bytes, *, name: str) -> PsplibReading:
    """An instance from bytes; never raises on what they hold."""
    try:
        text = decode_text(data, name).text
    except Unreadable as refusal:
        return PsplibReading(None, None, refusal.findings)
    notes = Notes(name)
    instance = _Reader(text, notes).read(PurePath(name).stem)
    if instance is None:
        return PsplibReading(None, None, notes.told)
    try:
        return PsplibReading(instance, as_problem(instance), notes.told)
    except ProblemError as error:
        notes.tell("instance.not_a_problem", 0, reason=str(error))
        return PsplibReading(None, None, notes.told)


@dataclass(frozen=True, slots=True)
class _Row:
    """Numbers of a line, or of a job's lines together."""

    line: int
    numbers: tuple[int, ...]


class _Reader:
    """An instance being read."""

    def __init__(self, text: str, notes: Notes) -> None:
        self.text, self.notes = text, notes
        self.head: dict[str, int] = {}
        self.rows: dict[str, list[_Row]] = {}

    def read(self, name: str) -> PsplibInstance | None:
        self._divide()
        for key, section in (("jobs", None), ("renewable", None), *((v, k) for k, v in _SECTIONS.items())):
            if key not in (self.head if section is None else self.rows):
                self.notes.tell("instance.section_missing", 0, section=section or key)
        for key, most in (("projects", 1), ("nonrenewable", 0), ("doubly", 0), ("jobs", MOST_JOBS)):
            if self.head.get(key, 0) > most:
                self.notes.tell("instance.not_supported", 0, what=key, value=self.head[key], most=most)
        if not 0 < self.head.get("renewable", 1) <= MOST_RESOURCES:
            value = self.head["renewable"]
            self.notes.tell("instance.not_supported", 0, what="renewable", value=value, most=MOST_RESOURCES)
        if self.notes.stops():
            return None
        capacities = self._capacities(self.head["renewable"])
        successors = self._order(self.head["jobs"])
        jobs = self._jobs(self.head["jobs"], self.head["renewable"], successors)
        if not self.notes.stops():
            self._fits(jobs, capacities)
        return None if self.notes.stops() else PsplibInstance(name, jobs, capacities)

    def _divide(self) -> None:
        """Lines into head and sections; of sections, only lines of numbers count."""
        section = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            title = line.strip().rstrip(":").strip()
            if title in _SECTIONS:
                section = _SECTIONS[title]
                self.rows.setdefault(section, [])
            elif section:
                words = line.split()
                if words and all(w.isascii() and w.isdigit() and len(w) <= 9 for w in words):
                    self.rows[section].append(_Row(number, tuple(map(int, words))))
                elif words and words[0][0].isdigit():
                    self.notes.tell("instance.bad_line", number, text=line.strip()[:60], section=title)
            elif (found := _HEAD.match(line)) and found["key"].strip() in _KEYS:
                self.head[_KEYS[found["key"].strip()]] = int(found["number"])

    def _capacities(self, count: int) -> tuple[int, ...]:
        rows = self.rows["capacities"]
        numbers = tuple(n for row in rows for n in row.numbers)
        if len(numbers) != count:
            line = rows[0].line if rows else 0
            name = "RESOURCEAVAILABILITIES"
            self.notes.tell("instance.wrong_length", line, name=name, count=len(numbers), expected=count)
        return numbers

    def _order(self, jobs: int) -> dict[int, tuple[int, ...]]:
        """Successors by job: ``job modes count successor ...``."""
        found: dict[int, tuple[int, ...]] = {}
        for row in self._by_job("order", jobs, lambda numbers: 3 + numbers[2] if len(numbers) >= 3 else 3):
            job, modes, count, *successors = row.numbers
            if modes != 1:
                self.notes.tell("instance.not_supported", row.line, what="modes", value=modes, most=1)
            if len(successors) != count:
                name = f"successors of {job}"
                self.notes.tell("instance.wrong_length", row.line, name=name, count=len(successors), expected=count)
            for other in successors:
                if not 1 <= other <= jobs:
                    self.notes.tell("instance.unknown_number", row.line, number=other, most=jobs)
            found[job] = tuple(dict.fromkeys(successors))
        if not self.notes.stops():
            round_ = circle((j, k) for j, ks in found.items() for k in ks)
            if round_:
                self.notes.tell("instance.circle", 0, numbers=round_[:20])
        return found

    def _jobs(self, jobs: int, resources: int, successors: dict[int, tuple[int, ...]]) -> tuple[Job, ...]:
        """``job mode duration request ...``."""
        found = []
        for row in self._by_job("requests", jobs, lambda _: 3 + resources):
            if len(row.numbers) != 3 + resources:
                name, count = f"requests of {row.numbers[0]}", len(row.numbers)
                self.notes.tell("instance.wrong_length", row.line, name=name, count=count, expected=3 + resources)
                continue
            job, _, duration, *requests = row.numbers
            if max(duration, *requests) > _MOST:
                self.notes.tell(
                    "instance.bad_value", row.line, name=f"{job}", value=max(requests), expected=f"≤ {_MOST}"
                )
            found.append(Job(job, duration, tuple(requests), successors.get(job, ())))
        if sum(j.duration for j in found) > MOST_PERIODS:
            total = sum(j.duration for j in found)
            self.notes.tell("instance.not_supported", 0, what="periods", value=total, most=MOST_PERIODS)
        return tuple(found)

    def _by_job(self, section: str, jobs: int, width: _Width) -> Iterator[_Row]:
        """Rows of jobs 1, 2, ... in order; a row that is too short goes on in the next line."""
        expected = 1
        whole: _Row | None = None
        for row in self.rows[section]:
            whole = row if whole is None else _Row(whole.line, (*whole.numbers, *row.numbers))
            if len(whole.numbers) < width(whole.numbers):
                continue
            if whole.numbers[0] != expected:
                job = whole.numbers[0]
                self.notes.tell("instance.job_out_of_order", whole.line, job=job, expected=expected)
                return
            yield whole
            expected, whole = expected + 1, None
        if whole is not None or expected != jobs + 1:
            line = whole.line if whole else 0
            self.notes.tell("instance.wrong_length", line, name=section, count=expected - 1, expected=jobs)

    def _fits(self, jobs: tuple[Job, ...], capacities: tuple[int, ...]) -> None:
        """No job asks for more than there is; order without work asks for nothing."""
        for job in jobs:
            for k, (request, capacity) in enumerate(zip(job.requests, capacities, strict=True), start=1):
                if job.duration and request > capacity:
                    facts = {"job": job.number, "resource": k, "request": request, "capacity": capacity}
                    self.notes.tell("instance.request_over_capacity", 0, **facts)
