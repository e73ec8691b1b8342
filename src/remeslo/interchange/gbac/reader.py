"""A ``.dzn`` file into a `GbacInstance` and its problem."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.curriculum.problem import TermProblem
from remeslo.interchange.gbac.instance import GbacInstance
from remeslo.interchange.gbac.model import as_problem
from remeslo.interchange.modeldata import Notes, Values, circle, read_model_data
from remeslo.interchange.safety import MIB, Unreadable, decode_text, read_limited

LIMIT_BYTES = 5 * MIB
MOST_COURSES, MOST_PERIODS, MOST_LOAD, MOST_PAIRS, MOST_WEIGHT = 2000, 200, 10_000, 100_000, 1000


@dataclass(frozen=True, slots=True)
class GbacReading:
    """What the file says, the problem it means, or ``None`` and findings that say where it is wrong."""

    instance: GbacInstance | None
    problem: TermProblem | None
    findings: tuple[Finding, ...] = ()


def read_gbac_file(path: Path | str) -> GbacReading:
    """An instance from a file; never raises on what the file is or holds."""
    try:
        return read_gbac(read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES), name=str(path))
    except Unreadable as refusal:
        return GbacReading(None, None, refusal.findings)


def read_gbac(data: bytes, *, name: str) -> GbacReading:
    """An instance from bytes; never raises on what they hold."""
    try:
        text = decode_text(data, name).text
    except Unreadable as refusal:
        return GbacReading(None, None, refusal.findings)
    notes = Notes(name)
    instance = _instance(Values(read_model_data(text, notes), notes), PurePath(name).stem)
    if instance is None:
        return GbacReading(None, None, notes.told)
    try:
        return GbacReading(instance, as_problem(instance), notes.told)
    except ProblemError as error:
        notes.tell("instance.not_a_problem", 0, reason=str(error))
        return GbacReading(None, None, notes.told)


def _instance(values: Values, name: str) -> GbacInstance | None:
    notes = values.notes
    courses = values.number("n_courses", least=1, most=MOST_COURSES)
    periods = values.number("n_periods", least=1, most=MOST_PERIODS)
    curricula = values.number("n_curricula", most=MOST_COURSES)
    pairs = values.rows("precedes", values.number("n_precedences", most=MOST_PAIRS), 2, least=1, most=courses)
    unwanted = values.rows("undesirable", values.number("n_undesirables", most=MOST_PAIRS), 2, least=1)
    found = GbacInstance(
        name=name,
        periods=periods,
        loads=values.numbers("course_load", courses, least=1, most=MOST_LOAD),
        curricula=values.sets("courses_of", curricula, most=courses),
        precedences=tuple(dict.fromkeys((r[0], r[1]) for r in pairs if len(r) == 2)),
        undesirable=tuple(dict.fromkeys((r[0], r[1]) for r in unwanted if len(r) == 2)),
        courses_min=values.number("min_courses"),
        courses_max=values.number("max_courses"),
        balance_weight=values.number("w1", most=MOST_WEIGHT),
        undesirable_weight=values.number("w2", most=MOST_WEIGHT),
    )
    values.tell_unknown()
    if notes.stops():
        return None
    for course, period in found.undesirable:
        if course > courses or period > periods:
            number, most = (course, courses) if course > courses else (period, periods)
            notes.tell("instance.unknown_number", values.data.lines["undesirable"], number=number, most=most)
    weights = (found.balance_weight, found.undesirable_weight)
    if weights != (1, 1):
        notes.tell("instance.not_supported", values.data.lines["w1"], what="weights", value=max(weights), most=1)
    if outside := set(range(1, courses + 1)) - set().union(*found.curricula):
        notes.tell("instance.course_outside", values.data.lines["courses_of"], course=min(outside), count=len(outside))
    if round_ := circle(found.precedences):
        notes.tell("instance.circle", values.data.lines["precedes"], numbers=round_[:20])
    if found.courses_min > found.courses_max:
        notes.tell("instance.limits_crossed", 0, low=found.courses_min, high=found.courses_max)
    return None if notes.stops() else found
