"""Lawful ways to take a course: one config, one class of each of its subparts, every class together with its parent."""

from collections.abc import Iterator, Mapping

from remeslo.core.timetable.problem import Class_, ClassId, Config, Course, Subpart, SubpartId

Option = tuple[ClassId, ...]

MOST_OPTIONS = 20_000
"""Options of one course that are listed; of a course with more, the first ones of each config."""


def options_of(course: Course) -> tuple[Option, ...]:
    """Options of a course, in order of its configs and classes; each names its classes in the order of the source."""
    found: list[Option] = []
    for config in course.configs:
        room = (MOST_OPTIONS - len(found)) // (len(course.configs) - course.configs.index(config))
        for option, _ in zip(_of_config(config), range(room), strict=False):
            found.append(option)
    return tuple(found)


def _of_config(config: Config) -> Iterator[Option]:
    """Options of one config; none where a class's parent lies outside it."""
    order = _parents_first(config)
    rank = {c.id: n for n, c in enumerate(c for p in config.subparts for c in p.classes)}
    for chosen in _extend(order, {}):
        yield tuple(sorted(chosen, key=rank.__getitem__))


def _extend(order: tuple[Subpart, ...], chosen: dict[ClassId, Class_]) -> Iterator[tuple[ClassId, ...]]:
    """Every way to go on from the classes chosen in earlier subparts."""
    if not order:
        if all(c.parent is None or c.parent in chosen for c in chosen.values()):
            yield tuple(chosen)
        return
    here, later = order[0], order[1:]
    undecided = {c.id for p in later for c in p.classes}
    for each in here.classes:
        if each.parent is None or each.parent in chosen or each.parent in undecided:
            yield from _extend(later, {**chosen, each.id: each})


def _parents_first(config: Config) -> tuple[Subpart, ...]:
    """Subparts, those of parents before those of their children as far as there is such an order."""
    home = {c.id: p.id for p in config.subparts for c in p.classes}
    needs: Mapping[SubpartId, set[SubpartId]] = {
        p.id: {home[c.parent] for c in p.classes if c.parent in home} - {p.id} for p in config.subparts
    }
    order: list[Subpart] = []
    left = list(config.subparts)
    while left:
        placed = {p.id for p in order}
        ready = next((p for p in left if needs[p.id] <= placed), left[0])
        order.append(ready)
        left.remove(ready)
    return tuple(order)
