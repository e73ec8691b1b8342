"""Programmes with the elements of their files: paths inside the folder, prerequisites inside the programme."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from remeslo.core.base.findings import Severity
from remeslo.core.competence.statestandard import StateStandard, state_named
from remeslo.interchange.clusterfile import kinds
from remeslo.interchange.clusterfile.build import Builder, MadeElements
from remeslo.interchange.clusterfile.files import Files
from remeslo.interchange.clusterfile.kinds import same_path
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.record import PathItem, Record
from remeslo.interchange.clusterfile.registry import Registry
from remeslo.interchange.clusterfile.valuetypes import nearest


class OutlineReader:
    """Makes the programmes of one folder."""

    def __init__(self, files: Files, registry: Registry, log: Log) -> None:
        self.files = files
        self.registry = registry
        self.log = log
        self.used: set[str] = set()

    def programme(self, record: Record, states: Sequence[StateStandard]) -> object | None:
        """The value of a programme's record; None, and told, when something in it or its files is wrong."""
        scope = self.registry.scope()
        elements = list(self._elements(record))
        record.whole &= register_elements(elements, scope, self.log)
        if "elements" in record.values:
            record.values["elements"] = elements
        for branch in branches_of(record):
            self._branch(branch, record, scope)
        state = state_named(states, record.text("state_standard"), date.max)
        return Builder(scope, self.log, may_be_made(state)).value(record)

    def _branch(self, branch: Record, record: Record, scope: Registry) -> None:
        """Elements of a branch, whose indices stand beside the trunk's; two branches may have the same."""
        if "elements" not in branch.values:
            return
        elements = list(self._elements(branch, record))
        branch.values["elements"] = elements
        own: dict[str, Place] = {e.text("index"): e.at("index") for e in _of(record)}
        for element in elements:
            index, place = element.text("index"), element.at("index")
            if index in own:
                self.log.add("cluster.key_twice", place, what="element", key=index, first=own[index].where)
                branch.whole = False
            elif index:
                own[index] = place
                scope.add("element", index, place)

    def tell_unused(self) -> None:
        """Tells of files of elements that no programme names."""
        for name in self.files.by_kind[kinds.ELEMENTS.name]:
            if name not in self.used:
                self.log.add("cluster.elements_unused", Place(name), severity=Severity.WARNING)

    def _elements(self, record: Record, owner: Record | None = None) -> Iterator[Record]:
        """Rows of a programme or of a branch of it; ``owner`` is the programme, in whose folder the paths lead."""
        items = record.values.get("elements")
        for item in items if isinstance(items, list) else ():
            if isinstance(item, Record):
                yield item
            elif isinstance(item, PathItem):
                found = self._file(item, owner or record)
                record.whole &= found is not None
                yield from self.files.table(found) if found else ()

    def _file(self, item: PathItem, record: Record) -> str | None:
        """The file that a programme names; None, and told, when it leads out of the folder or nowhere."""
        folder = PurePosixPath(record.place.file).parts[0]
        parts = PurePosixPath(item.path.replace("\\", "/")).parts
        if not parts or parts[0] == "/" or ".." in parts or ":" in item.path:
            self.log.add("cluster.path_outside", item.place, value=item.path)
            return None
        wanted = same_path("/".join((folder, *parts)))
        known = {same_path(n): n for n in self.files.by_kind[kinds.ELEMENTS.name]}
        if wanted not in known:
            names = {PurePosixPath(n).name: n for n in known.values()}
            like = names.get(nearest(parts[-1], list(names)), "")
            self.log.add("cluster.no_element_file", item.place, value=item.path, like=like.partition("/")[2])
            return None
        self.used.add(known[wanted])
        return known[wanted]


def _of(record: Record) -> Sequence[Record]:
    items = record.values.get("elements")
    return [i for i in items if isinstance(i, Record)] if isinstance(items, list) else []


def branches_of(record: Record) -> Sequence[Record]:
    """Records of a programme's branches."""
    items = record.values.get("branches")
    return [i for i in items if isinstance(i, Record)] if isinstance(items, list) else []


def register_elements(elements: Sequence[Record], scope: Registry, log: Log) -> bool:
    """Puts the indices of a programme's elements into its registry; False, and told, when one stands twice."""
    is_right = True
    for element in elements:
        index, place = element.text("index"), element.at("index")
        if index and (first := scope.add("element", index, place)):
            log.add("cluster.key_twice", place, what="element", key=index, first=first.where)
            is_right = False
    return is_right


def may_be_made(state: StateStandard | None) -> MadeElements:
    """What the constructor may add to a programme of this state standard."""
    if state is None:
        return MadeElements(None, frozenset())
    numbers = frozenset(a.number for a in state.activities)
    return MadeElements(numbers | {max(numbers, default=0) + 1}, frozenset(d.index for d in state.disciplines))
