"""Timetabling files by their names: ITC-2019 (`.xml`, `.xml.xz`) and CB-CTT (`.ctt`); solutions written all at once."""

import lzma
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.timetable.problem import Dialect, Timetable, TimetableProblem
from remeslo.interchange import cbctt, itc2019

READ = ".xml, .xml.xz, .ctt"


@dataclass(frozen=True, slots=True)
class ProblemFile:
    """A problem read from a file, or findings that say why not."""

    problem: TimetableProblem | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SolutionFile:
    """A timetable read from a file, or findings that say why not; findings may be there with it too."""

    timetable: Timetable | None
    findings: tuple[Finding, ...] = ()


def read_problem(path: Path) -> ProblemFile:
    """A problem, by the name of its file."""
    name = path.name.lower().removesuffix(".xz")
    if name.endswith(".ctt"):
        instance = cbctt.read_instance_file(path)
        return ProblemFile(instance.problem, instance.findings)
    if name.endswith(".xml"):
        reading = itc2019.read_problem_file(path)
        return ProblemFile(reading.problem, reading.findings)
    unknown = Finding("timetable.unknown_format", str(path), {"expected": READ}, Severity.STOPS_SAVING)
    return ProblemFile(None, (unknown,))


def read_solution(path: Path, problem: TimetableProblem) -> SolutionFile:
    """A solution, in the format of its problem."""
    reading = (
        cbctt.read_solution_file(path, problem)
        if problem.dialect is Dialect.CBCTT
        else itc2019.read_solution_file(path, problem)
    )
    return SolutionFile(reading.timetable, reading.findings)


def solution_bytes(problem: TimetableProblem, timetable: Timetable, about: itc2019.About) -> bytes:
    """A solution, in the format of its problem."""
    if problem.dialect is Dialect.CBCTT:
        return cbctt.write_solution(problem, timetable)
    return itc2019.write_solution(problem, timetable, about)


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside and renames, so that whoever looks sees the old file or the new one, whole; `.xz` is packed."""
    if path.name.lower().endswith(".xz"):
        data = lzma.compress(data)
    descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
