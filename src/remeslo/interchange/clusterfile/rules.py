"""Rules inside one table of fields: what its values must be to one another."""

from collections.abc import Callable, Mapping

from remeslo.core.base.calendar import WEEKS_PER_COURSE
from remeslo.core.base.findings import Severity
from remeslo.interchange.clusterfile.log import Log
from remeslo.interchange.clusterfile.record import Record
from remeslo.interchange.clusterfile.shapes import FORMAT

Rule = Callable[[Record, Log], bool]


def obeys(record: Record, log: Log) -> bool:
    """True when every rule of its kind holds; each that does not is told."""
    broken = [rule for rule in _RULES.get(record.shape.kind, ()) if not rule(record, log)]
    return not broken


def _format_is_known(record: Record, log: Log) -> bool:
    version = record.values.get("format", FORMAT)
    if version == FORMAT:
        return True
    log.add("cluster.format_version", record.at("format"), value=version, known=FORMAT)
    return False


def _year_has_52_weeks(record: Record, log: Log) -> bool:
    weeks = sum(_number(record, f.name) for f in record.shape.fields)
    if weeks <= WEEKS_PER_COURSE:
        return True
    log.add("cluster.year_too_long", record.place, weeks=weeks, limit=WEEKS_PER_COURSE)
    return False


def _not_its_own_parent(record: Record, log: Log) -> bool:
    if not record.text("parent") or record.text("parent") != record.text("key"):
        return True
    log.add("cluster.refers_to_itself", record.at("parent"), field=record.word("parent"), value=record.text("key"))
    return False


def _says_what_is_required(record: Record, log: Log) -> bool:
    if record.text("text").strip() or record.values.get("functions") or "functions" in record.places:
        return True
    log.add("cluster.requirement_empty", record.place, number=record.values.get("number"))
    return False


def _hours_are_in_order(record: Record, log: Log) -> bool:
    low, high = _number(record, "hours_min"), _most_hours(record)
    if not high:  # told already
        return True
    if low > high:
        log.add("cluster.hours_order", record.at("hours_max"), index=record.text("index"), low=low, high=high)
        return False
    variative = _number(record, "variative")
    if variative > high:
        log.add(
            "cluster.variative_too_many",
            record.at("variative"),
            index=record.text("index"),
            hours=variative,
            high=high,
        )
        return False
    return True


def _not_after_itself(record: Record, log: Log) -> bool:
    after = record.values.get("after")
    if not isinstance(after, tuple) or record.text("index") not in after:
        return True
    log.add("cluster.refers_to_itself", record.at("after"), field=record.word("after"), value=record.text("index"))
    return False


def _semesters_add_up(record: Record, log: Log) -> bool:
    """Each semester once, and together no fewer and no more hours than the element has."""
    pairs = record.values.get("semesters")
    if not isinstance(pairs, tuple) or not pairs:
        return True
    place, index = record.at("semesters"), record.text("index")
    semesters = [semester for semester, _ in pairs]
    if len(set(semesters)) < len(semesters):
        twice = sorted({s for s in semesters if semesters.count(s) > 1})
        log.add("cluster.semester_twice", place, index=index, semesters=tuple(twice))
        return False
    total, low, high = sum(hours for _, hours in pairs), _number(record, "hours_min"), _most_hours(record)
    if low <= total <= high or not high:
        return True
    log.add("cluster.semester_sum", place, index=index, total=total, low=low, high=high if high > low else None)
    return False


def _asks_for_something(record: Record, log: Log) -> bool:
    """A card may be saved empty, but is told: nothing can be planned from it."""
    for name, code in (("requirements", "cluster.demand_without_requirements"), ("headcount", "cluster.demand_nobody")):
        if not record.values.get(name) and (name not in record.places or record.whole):
            log.add(code, record.at(name), severity=Severity.WARNING, key=record.text("key"))
    return True


def _number(record: Record, name: str) -> int:
    value = record.values.get(name, record.shape.field(name).default)
    return value if isinstance(value, int) else 0


def _most_hours(record: Record) -> int:
    return _number(record, "hours_max" if "hours_max" in record.values else "hours_min")


_RULES: Mapping[str, tuple[Rule, ...]] = {
    "cluster": (_format_is_known,),
    "layout": (_year_has_52_weeks,),
    "organisation": (_not_its_own_parent,),
    "requirement": (_says_what_is_required,),
    "demand": (_asks_for_something,),
    "element": (_hours_are_in_order, _not_after_itself, _semesters_add_up),
}
