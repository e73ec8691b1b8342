"""A cluster into the files of a folder, from which `read` makes the same cluster."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.agreed import without_agreed
from remeslo.interchange import normpack, profstandart
from remeslo.interchange.clusterfile import kinds
from remeslo.interchange.clusterfile.csvtext import to_csv
from remeslo.interchange.clusterfile.description import FileKind, Shape
from remeslo.interchange.clusterfile.disk import replace_folder
from remeslo.interchange.clusterfile.kinds import same_path
from remeslo.interchange.clusterfile.plain import NotWritable, Plain, Plainer, PlainList, PlainText
from remeslo.interchange.clusterfile.shapes import CLUSTER, DEMAND, ELEMENT, FORMAT, PROGRAMME, STATE_STANDARD
from remeslo.interchange.clusterfile.yamltext import to_yaml
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import Language

T = TypeVar("T")

_ODD = re.compile(r"[^\w.-]+")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Time of every member of an archive, so that the same cluster gives the same bytes."""


def write(cluster: Cluster, folder: Path, *, language: Language = "ru") -> None:
    """
    Writes the cluster folder, whole or not at all.

    A cluster folder that is there already is replaced, files of others in it stay. Raises `NotWritable`, with
    findings, for a cluster that would not come back the same, for a folder that holds something else, and when the
    disk refuses.
    """
    replace_folder(folder, write_files(cluster, language=language))


def write_zip(cluster: Cluster, *, language: Language = "ru") -> bytes:
    """The cluster folder as an archive, the same bytes for the same cluster."""
    files = write_files(cluster, language=language)
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            member = zipfile.ZipInfo(f"{cluster.key}/{name}", _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, data)
    return box.getvalue()


def write_files(cluster: Cluster, *, language: Language = "ru") -> Mapping[str, bytes]:
    """The files of the cluster folder by their path; raises `NotWritable`."""
    writing = _Writing(language)
    writing.cluster(cluster)
    if writing.wrong:
        raise NotWritable(*writing.wrong)
    return writing.files


def write_demand_card(card: DemandCard, *, language: Language = "ru") -> str:
    """One demand card as YAML text; raises `NotWritable`."""
    return _piece(DEMAND, card, language)


def write_programme(outline: ProgrammeOutline, *, language: Language = "ru") -> str:
    """One programme as YAML text, its elements in it; raises `NotWritable`."""
    return _piece(PROGRAMME, outline, language)


def write_state_standard(standard: StateStandard, *, language: Language = "ru") -> str:
    """One state standard as YAML text; raises `NotWritable`."""
    return _piece(STATE_STANDARD, standard, language)


def _piece(shape: Shape[object], value: object, language: Language) -> str:
    plainer = Plainer(language, shape.kind)
    text = to_yaml(plainer.table(shape, value))
    if plainer.wrong:
        raise NotWritable(*plainer.wrong)
    return text


class _Writing:
    """Files in the making; what cannot be written is gathered."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.files: dict[str, bytes] = {}
        self.wrong: list[Finding] = []

    def cluster(self, c: Cluster) -> None:
        """All files."""
        own: dict[str, Plain] = {
            "format": PlainText(str(FORMAT), is_free=False),
            "language": PlainText(self.language, is_free=False),
        }
        self._yaml(kinds.CLUSTER_FILE.written(self.language), CLUSTER, c, own)
        self._table(kinds.ORGANISATIONS, c.organisations)
        self._table(kinds.SITES, c.sites)
        self._table(kinds.WORKSHOPS, c.workshops)
        self._table(kinds.STAFF, c.staff)
        self._table(kinds.GROUPS, c.groups)
        self._table(kinds.HOLIDAYS, c.holidays)
        self._staffing(c)
        self._network(without_agreed(c))
        self._registry(c)
        for path, standard in self._named(kinds.STANDARDS, c.standards, lambda s: s.edition):
            self._standard(path, standard)
        for path, state in self._named(kinds.STATE, c.state_standards, lambda s: s.code):
            self._yaml(path, _shape(kinds.STATE), state)
        for path, card in self._named(kinds.CARDS, c.demand, lambda d: d.key):
            self._yaml(path, DEMAND, card)
        for path, outline in self._named(kinds.PROGRAMMES, c.programmes, lambda p: p.key):
            self._programme(path, outline)
        for path, agreement in self._named(kinds.AGREEMENTS, c.agreements, lambda a: a.key):
            self._yaml(path, _shape(kinds.AGREEMENTS), agreement)
        self._packs(c)

    def _staffing(self, c: Cluster) -> None:
        """The tables that staffing is planned from."""
        self._table(kinds.WAYS, c.ways)
        self._table(kinds.SKILLS, c.skills)
        self._table(kinds.REQUIREMENTS, c.requirements)
        self._table(kinds.QUALIFICATIONS, c.qualifications)
        self._table(kinds.COURSES, c.courses)
        self._table(kinds.SESSIONS, c.sessions)
        self._table(kinds.ABSENCES, c.absences)
        self._table(kinds.MENTORSHIPS, c.mentorships)

    def _network(self, c: Cluster) -> None:
        """The tables that allocation and timetables are made from."""
        self._table(kinds.ROOMS, c.rooms)
        self._table(kinds.BELLS, c.bells)
        self._table(kinds.OPENING_HOURS, c.open_hours)
        self._table(kinds.TERMS_OF_USE, c.use_terms)
        self._table(kinds.HOLDINGS, c.holdings)
        self._table(kinds.CONTRACTS, c.contracts)
        self._table(kinds.CLAUSES, c.clauses)
        self._table(kinds.QUOTAS, c.quotas)
        self._table(kinds.HOSTELS, c.hostels)

    def _registry(self, c: Cluster) -> None:
        """The organisations themselves, and the cluster's place and life."""
        self._table(kinds.ENTITIES, c.entities)
        self._table(kinds.ENTITY_NAMES, c.entity_names)
        self._table(kinds.MEMBERSHIPS, c.memberships)
        self._table(kinds.LICENCES, c.licences)
        self._table(kinds.PLACEMENTS, c.placements)
        self._table(kinds.SUCCESSIONS, c.successions)
        self._table(kinds.STATES, c.states)

    def _yaml(self, path: str, shape: Shape[object], value: object, given: "dict[str, Plain] | None" = None) -> None:
        plainer = Plainer(self.language, path, self.wrong)
        self.files[path] = to_yaml(plainer.table(shape, value, given)).encode("utf-8")

    def _table(self, kind: FileKind, values: Sequence[object]) -> None:
        self._csv(kind.written(self.language), _shape(kind), values)

    def _csv(self, path: str, shape: Shape[object], values: Sequence[object]) -> None:
        """A file of rows; none when there are no rows."""
        if not values:
            return
        plainer = Plainer(self.language, path, self.wrong)
        rows = [plainer.table(shape, v) for v in values]
        self.files[path] = to_csv([f.named(self.language) for f in shape.fields], rows, self.language)

    def _programme(self, path: str, outline: ProgrammeOutline) -> None:
        """A programme, and beside it the file of its elements."""
        given: dict[str, Plain] = {"elements": PlainList(())}
        if outline.elements:
            folder = kinds.ELEMENTS.written(self.language).partition("/")[2]
            name = f"{folder}/{Path(path).stem}.csv"
            given = {"elements": PlainList((PlainText(name, is_free=False),))}
            self._csv(f"{kinds.PROGRAMMES.written(self.language)}/{name}", ELEMENT, outline.elements)
        self._yaml(path, PROGRAMME, outline, given)

    def _standard(self, path: str, standard: OccupationalStandard) -> None:
        reason = ""
        try:
            self.files[path] = profstandart.write([standard])
            comes_back = profstandart.read(self.files[path], name=path).standards == (standard,)
        except (ProblemError, Unreadable) as error:
            comes_back, reason = False, str(error)
        if not comes_back:
            facts = {"edition": standard.edition, "reason": reason}
            self.wrong.append(Finding("cluster.standard_not_writable", path, facts, Severity.STOPS_SAVING))

    def _packs(self, c: Cluster) -> None:
        """The packs that are not just the built-in ones."""
        builtin = normpack.builtin()
        own = [pack for key, pack in c.norms.items() if builtin.get(key) != pack]
        for path, pack in self._named(kinds.NORMS, own, lambda p: p.key):
            self.files[path] = normpack.write(pack)
            again, _ = normpack.read(self.files[path], name=path)
            if again != pack:
                facts = {"key": pack.key}
                self.wrong.append(Finding("cluster.pack_not_writable", path, facts, Severity.STOPS_SAVING))

    def _named(self, kind: FileKind, values: Iterable[T], key: Callable[[T], str]) -> list[tuple[str, T]]:
        """Paths of files for these values; numbered where their keys alone would not keep the order."""
        listed = list(values)
        folder, suffix = kind.written(self.language), kind.suffixes[0]
        names = [_ODD.sub("-", key(v)).strip(".-") or "x" for v in listed]
        paths = [f"{folder}/{n}{suffix}" for n in names]
        if paths != sorted(paths) or len({same_path(p) for p in paths}) < len(paths):
            width = len(str(len(listed)))
            paths = [f"{folder}/{i:0{width}}-{n}{suffix}" for i, n in enumerate(names, start=1)]
        return list(zip(paths, listed, strict=True))


def _shape(kind: FileKind) -> Shape[object]:
    if kind.shape is None:
        raise ValueError(f"files of kind {kind.name} have no shape")
    return kind.shape
