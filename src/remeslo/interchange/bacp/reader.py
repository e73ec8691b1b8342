"""A ``.mzn`` or ``.dat`` file into a `BacpInstance` and its problem."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.curriculum.problem import TermProblem
from remeslo.interchange.bacp.instance import BacpInstance
from remeslo.interchange.bacp.model import as_problem
from remeslo.interchange.modeldata import ModelData, Notes, Values, circle, read_model_data
from remeslo.interchange.safety import MIB, Unreadable, decode_text, read_limited

LIMIT_BYTES = 5 * MIB
MOST_COURSES, MOST_PERIODS, MOST_LOAD = 2000, 200, 10_000


@dataclass(frozen=True, slots=True)
class BacpReading:
    """What the file says, the problem it means, or ``None`` and findings that say where it is wrong."""

    instance: BacpInstance | None
    problem: TermProblem | None
    findings: tuple[Finding, ...] = ()


def read_bacp_file(path: Path | str) -> BacpReading:
    """An instance from a file; never raises on what the file is or holds."""
    try:
        return read_bacp(read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES), name=str(path))
    except Unreadable as refusal:
        return BacpReading(None, None, refusal.findings)


def read_bacp(data: bytes, *, name: str) -> BacpReading:
    """An instance from bytes, in either form; never raises on what they hold."""
    try:
        text = decode_text(data, name).text
    except Unreadable as refusal:
        return BacpReading(None, None, refusal.findings)
    notes = Notes(name)
    instance = _instance(read_model_data(text, notes), notes, PurePath(name).stem)
    if instance is None:
        return BacpReading(None, None, notes.told)
    try:
        return BacpReading(instance, as_problem(instance), notes.told)
    except ProblemError as error:
        notes.tell("instance.not_a_problem", 0, reason=str(error))
        return BacpReading(None, None, notes.told)


def _instance(data: ModelData, notes: Notes, name: str) -> BacpInstance | None:
    values = Values(data, notes)
    found = _from_opl(values, name) if "credit" in data.values else _from_minizinc(values, name)
    values.tell_unknown()
    if not notes.stops():
        round_ = circle(found.prerequisites)
        if round_:
            notes.tell("instance.circle", 0, numbers=round_[:20])
        for low, high in ((found.load_min, found.load_max), (found.courses_min, found.courses_max)):
            if low > high:
                notes.tell("instance.limits_crossed", 0, low=low, high=high)
    return None if notes.stops() else found


def _from_minizinc(values: Values, name: str) -> BacpInstance:
    """``constraint prerequisite(a, b)``: b before a."""
    courses = values.number("n_courses", least=1, most=MOST_COURSES)
    return BacpInstance(
        name=name,
        periods=values.number("n_periods", least=1, most=MOST_PERIODS),
        credits=values.numbers("course_load", courses, least=1, most=MOST_LOAD),
        prerequisites=tuple(_prerequisites(values, courses)),
        load_min=values.number("load_per_period_lb"),
        load_max=values.number("load_per_period_ub"),
        courses_min=values.number("courses_per_period_lb"),
        courses_max=values.number("courses_per_period_ub"),
    )


def _prerequisites(values: Values, courses: int) -> list[tuple[int, int]]:
    found: dict[tuple[int, int], None] = {}
    for call in values.data.calls:
        if call.name != "prerequisite" or len(call.arguments) != 2:
            values.notes.tell("instance.bad_constraint", call.line, name=call.name, expected="prerequisite(a, b)")
            continue
        after, before = call.arguments
        if not (isinstance(after, int) and isinstance(before, int)):
            values.notes.tell("instance.bad_constraint", call.line, name=call.name, expected="prerequisite(1, 2)")
        elif not (1 <= after <= courses and 1 <= before <= courses):
            number = after if not 1 <= after <= courses else before
            values.notes.tell("instance.unknown_number", call.line, number=number, most=courses)
        else:
            found[before, after] = None
    return list(found)


def _from_opl(values: Values, name: str) -> BacpInstance:
    """``<a, b>``: b before a; courses are words and get numbers in the order of their set."""
    words = values.words("courses")
    if len(words) > MOST_COURSES:
        values.bad("courses", len(words), f"≤ {MOST_COURSES}")
    numbers = {word: n for n, word in enumerate(words, start=1)}
    pairs: dict[tuple[int, int], None] = {}
    for after, before in values.pairs("prereq"):
        for word in (after, before):
            if word not in numbers:
                values.bad("prereq", word, "courses")
        if after in numbers and before in numbers:
            pairs[numbers[before], numbers[after]] = None
    return BacpInstance(
        name=name,
        periods=values.number("p", least=1, most=MOST_PERIODS),
        credits=values.numbers("credit", len(words), least=1, most=MOST_LOAD),
        prerequisites=tuple(pairs),
        load_min=values.number("a"),
        load_max=values.number("b"),
        courses_min=values.number("c"),
        courses_max=values.number("d"),
    )
