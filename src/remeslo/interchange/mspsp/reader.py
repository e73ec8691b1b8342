"""A ``.dzn`` file into an `MspspInstance` and its problem."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.curriculum.problem import TermProblem
from remeslo.interchange.modeldata import Notes, Values, circle, read_model_data
from remeslo.interchange.mspsp.instance import MspspInstance, Task
from remeslo.interchange.mspsp.model import as_problem
from remeslo.interchange.safety import MIB, Unreadable, decode_text, read_limited

LIMIT_BYTES = 5 * MIB
MOST_TASKS, MOST_SKILLS, MOST_WORKERS, MOST_DURATION, MOST_PERIODS = 2000, 100, 200, 10_000, 20_000


@dataclass(frozen=True, slots=True)
class MspspReading:
    """What the file says, the problem it means, or ``None`` and findings that say where it is wrong."""

    instance: MspspInstance | None
    problem: TermProblem | None
    findings: tuple[Finding, ...] = ()


def read_mspsp_file(path: Path | str, *, single: bool = False) -> MspspReading:
    """An instance from a file; never raises on what the file is or holds."""
    try:
        data = read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES)
    except Unreadable as refusal:
        return MspspReading(None, None, refusal.findings)
    return read_mspsp(data, name=str(path), single=single)


def read_mspsp(data: bytes, *, name: str, single: bool = False) -> MspspReading:
    """
    An instance from bytes; never raises on what they hold.

    ``single``: the strict reading of the literature, a worker serves one skill of a task; else the MiniZinc model's,
    a worker counts for every skill that he has.
    """
    try:
        text = decode_text(data, name).text
    except Unreadable as refusal:
        return MspspReading(None, None, refusal.findings)
    notes = Notes(name)
    instance = _instance(Values(read_model_data(text, notes), notes), PurePath(name).stem)
    if instance is None:
        return MspspReading(None, None, notes.told)
    try:
        return MspspReading(instance, as_problem(instance, single=single), notes.told)
    except ProblemError as error:
        notes.tell("instance.not_a_problem", 0, reason=str(error))
        return MspspReading(None, None, notes.told)


def _instance(values: Values, name: str) -> MspspInstance | None:
    notes = values.notes
    skills = values.number("n_skills", least=1, most=MOST_SKILLS)
    workers = values.number("n_workers", most=MOST_WORKERS)
    count = values.number("n_tasks", least=1, most=MOST_TASKS)
    durations = values.numbers("d", count, least=0, most=MOST_DURATION)
    required = values.rows("rr", skills, count, most=MOST_WORKERS)
    successors = values.sets("suc", count, most=count)
    skills_of = values.sets("has_skills", workers, most=skills)
    values.tell_unknown()
    if notes.stops():
        return None
    tasks = tuple(
        Task(duration, tuple(row[t] for row in required), successors[t]) for t, duration in enumerate(durations)
    )
    if sum(durations) > MOST_PERIODS:
        notes.tell("instance.not_supported", 0, what="periods", value=sum(durations), most=MOST_PERIODS)
    if round_ := circle((t, s) for t, task in enumerate(tasks, start=1) for s in task.successors):
        notes.tell("instance.circle", values.data.lines["suc"], numbers=round_[:20])
    return None if notes.stops() else MspspInstance(name, tasks, skills_of, skills)
