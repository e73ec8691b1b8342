"""Which file holds which problem, and the value of a plan counted here anew, from the file alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.published.term.costs import Judge, bacp_cost, gbac_cost, mspsp_cost, psplib_cost
from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.problem import TermProblem
from remeslo.interchange.bacp import read_bacp_file
from remeslo.interchange.gbac import read_gbac_file
from remeslo.interchange.mspsp import MspspInstance, read_mspsp_file
from remeslo.interchange.psplib import read_psplib_file


@dataclass(frozen=True)
class Case:
    """An instance that can be solved and counted; ``findings`` are warnings of its reader."""

    name: str
    family: str
    problem: TermProblem
    cost: Judge
    findings: tuple[Finding, ...] = ()
    peer: Mapping[str, object] | None = None


class NotAnInstance(Exception):
    """A file that gives no problem, with the findings that say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings


def load(path: Path, *, single: bool = False) -> Case:
    """
    The instance in a file, told apart by how its name ends, MSPSP and GBAC by what a ``.dzn`` file says.

    ``single``: the strict reading of MSPSP. Raises NotAnInstance.
    """
    if path.suffix == ".sm":
        psplib = read_psplib_file(path)
        if psplib.instance is None or psplib.problem is None:
            raise NotAnInstance(psplib.findings)
        instance = psplib.instance
        peer = {
            "durations": [j.duration for j in instance.jobs],
            "modes": [[{"demands": j.requests}] for j in instance.jobs],
            "successors": [j.successors for j in instance.jobs],
            "capacities": instance.capacities,
        }
        cost = lambda plan: psplib_cost(instance, plan)  # noqa: E731
        return Case(path.name, psplib_family(path.name), psplib.problem, cost, psplib.findings, peer)
    if path.suffix in (".mzn", ".dat"):
        bacp = read_bacp_file(path)
        if bacp.instance is None or bacp.problem is None:
            raise NotAnInstance(bacp.findings)
        courses = bacp.instance
        return Case(path.name, "bacp", bacp.problem, lambda plan: bacp_cost(courses, plan), bacp.findings)
    if path.suffix == ".dzn":
        return _load_dzn(path, single=single)
    facts = {"expected": ".sm, .mzn, .dat, .dzn"}
    raise NotAnInstance((Finding("instance.unknown_format", str(path), facts),))


def psplib_family(name: str) -> str:
    """j30, j60, j90, j120 of names like j3010_1.sm; else rcpsp."""
    return next((f for f in ("j120", "j90", "j60", "j30") if name.startswith(f)), "rcpsp")


def _load_dzn(path: Path, *, single: bool) -> Case:
    if _says(path, b"courses_of"):
        gbac = read_gbac_file(path)
        if gbac.instance is None or gbac.problem is None:
            raise NotAnInstance(gbac.findings)
        curricula = gbac.instance
        return Case(path.name, "gbac", gbac.problem, lambda plan: gbac_cost(curricula, plan), gbac.findings)
    mspsp = read_mspsp_file(path, single=single)
    if mspsp.instance is None or mspsp.problem is None:
        raise NotAnInstance(mspsp.findings)
    tasks = mspsp.instance
    family = "mspsp-single" if single else "mspsp"
    peer = None if single else as_modes(tasks)
    cost = lambda plan: mspsp_cost(tasks, plan, single=single)  # noqa: E731
    return Case(path.name, family, mspsp.problem, cost, mspsp.findings, peer)


def _says(path: Path, word: bytes) -> bool:
    """True when the beginning of a file has a word."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return word in stream.read(1_000_000)


MOST_MODES = 3000
"""Ways to staff all tasks up to which the peer is asked."""


def as_modes(instance: MspspInstance) -> Mapping[str, object] | None:
    """
    Multi-skill scheduling as a project with modes: each least set of workers that can do a task is a mode of it.

    Workers are resources of capacity 1. ``None`` when there are too many ways.
    """
    workers = range(len(instance.skills_of))
    modes, count = [], 0
    for task in instance.tasks:
        ways = [list(w) for w in _least_crews(instance, task.required)]
        count += len(ways)
        if count > MOST_MODES:
            return None
        modes.append([{"demands": [int(w in way) for w in workers]} for way in ways])
    return {
        "durations": [t.duration for t in instance.tasks],
        "modes": modes,
        "successors": [sorted(t.successors) for t in instance.tasks],
        "capacities": [1 for _ in workers],
    }


def _least_crews(instance: MspspInstance, required: tuple[int, ...]) -> Iterator[frozenset[int]]:
    """Sets of workers who cover the needs, none of whom could be spared; smaller sets first."""
    needs = {k: n for k, n in enumerate(required, start=1) if n}
    useful = [w for w, skills in enumerate(instance.skills_of) if skills & needs.keys()]
    found: list[frozenset[int]] = []
    for size in range(sum(needs.values()) + 1):
        for crew in combinations(useful, size):
            chosen = frozenset(crew)
            enough = all(sum(k in instance.skills_of[w] for w in crew) >= n for k, n in needs.items())
            if enough and not any(smaller <= chosen for smaller in found):
                found.append(chosen)
                yield chosen
