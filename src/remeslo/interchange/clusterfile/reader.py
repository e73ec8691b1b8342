"""A folder, an archive or files in memory into a cluster: every problem told, and a cluster when none is hard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.base.calendar import Holiday
from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.line.network.agreed import with_agreed
from remeslo.core.network.resources import Organisation, Site, Way, Workshop
from remeslo.core.network.rooms import Room
from remeslo.core.network.terms import (
    Bell,
    ContractClause,
    Holding,
    Hostel,
    NetworkContract,
    OpenHours,
    PartnerQuota,
    UseTerms,
)
from remeslo.core.registry.entity import EntityName, LegalEntity
from remeslo.core.registry.keys import ClusterKey
from remeslo.core.registry.lifecycle import StateChange
from remeslo.core.registry.members import Licence, MemberOf
from remeslo.core.registry.placement import Placement
from remeslo.core.registry.succession import Succession
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.mentorship import Mentorship
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import TeachingRequirement
from remeslo.core.staffing.skills import Skill
from remeslo.interchange import normpack
from remeslo.interchange.clusterfile import kinds
from remeslo.interchange.clusterfile.build import Builder
from remeslo.interchange.clusterfile.checks import check_members
from remeslo.interchange.clusterfile.description import FileKind
from remeslo.interchange.clusterfile.files import Files
from remeslo.interchange.clusterfile.letters import look
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.outlines import OutlineReader, branches_of
from remeslo.interchange.clusterfile.record import Record
from remeslo.interchange.clusterfile.registry import Registry
from remeslo.interchange.clusterfile.source import MemorySource, Source, folder_source, zip_source
from remeslo.interchange.safety import Unreadable, open_zip
from remeslo.interchange.sentences import Language

T = TypeVar("T")

_KEYED = (
    kinds.ORGANISATIONS,
    kinds.SITES,
    kinds.WORKSHOPS,
    kinds.STAFF,
    kinds.GROUPS,
    kinds.HOLIDAYS,
    kinds.STATE,
    kinds.CARDS,
    *kinds.STAFFING_KINDS,
    *kinds.NETWORK_KINDS,
    *kinds.REGISTRY_KINDS,
    kinds.AGREEMENTS,
    kinds.PROGRAMMES,
)


@dataclass(frozen=True, slots=True)
class ClusterReading:
    """
    What reading a cluster folder gave.

    Parameters
    ----------
    cluster
        None exactly when a finding is hard.
    findings
        Everything wrong or worth knowing, by file and line.
    language
        Language that the folder says it is written in.
    """

    cluster: Cluster | None
    findings: tuple[Finding, ...]
    language: Language = "ru"


def read(folder: Path) -> ClusterReading:
    """The cluster of a folder on disk; nothing outside the folder is read, no link in it is followed."""
    log = Log()
    source = folder_source(folder, log)
    if source is None:
        return ClusterReading(None, log.findings)
    return _read(source, log, name=folder.name)


def read_zip(data: bytes, *, name: str) -> ClusterReading:
    """The cluster of an archive of a folder, or of its contents."""
    log = Log()
    try:
        source = zip_source(open_zip(data, name=name), log)
    except Unreadable as error:
        return ClusterReading(None, error.findings)
    return _read(source, log, name=name)


def read_files(files: Mapping[str, bytes]) -> ClusterReading:
    """The cluster of files in memory, by their path inside the folder."""
    return _read(MemorySource(files), Log(), name="")


def _read(source: Source, log: Log, *, name: str) -> ClusterReading:
    files = Files(source, log)
    files.sort()
    reading = _Reading(files, log)
    cluster = reading.cluster(name)
    findings = log.findings
    return ClusterReading(None if any_hard(findings) else cluster, findings, reading.language)


class _Reading:
    """One run over the files: records first, then keys, then values, so that any file may refer to any other."""

    def __init__(self, files: Files, log: Log) -> None:
        self.files = files
        self.log = log
        self.registry = Registry()
        self.builder = Builder(self.registry, log)
        self.language: Language = "ru"
        self.outlines = OutlineReader(files, self.registry, log)
        self.standards: list[OccupationalStandard] = []
        self.packs: dict[str, NormPack] = {}

    def cluster(self, name: str) -> Cluster | None:
        """The cluster; None when its own file is missing or wrong, or anything else is."""
        own = self._own_record(name)
        records = {kind.name: list(self.files.records(kind)) for kind in _KEYED}
        self._standards()
        self._packs()
        for kind in _KEYED:
            self._register(kind, records[kind.name])
        self._register_branches(records[kinds.PROGRAMMES.name])
        self._days_once(records[kinds.HOLIDAYS.name])
        for kind in (*_KEYED, kinds.STANDARDS, kinds.NORMS):
            if kind.name in self.files.unreadable:
                self.registry.give_up(*_kinds_of(kind))
        frame = self.builder.value(own) if own else None
        values = [self.builder.value(r) for kind in _KEYED[:-1] for r in records[kind.name]]
        states = [v for v in values if isinstance(v, StateStandard)]
        values += [self.outlines.programme(r, states) for r in records[kinds.PROGRAMMES.name]]
        self.outlines.tell_unused()
        if not isinstance(frame, Cluster):
            return None
        cluster = self._filled(frame, values)
        check_members(cluster, self.registry, self.log)
        return with_agreed(cluster)

    def _filled(self, frame: Cluster, values: Sequence[object]) -> Cluster:
        """The cluster with its members; those that are wrong are left out (and a hard finding tells of each)."""
        return replace(
            frame,
            organisations=_of(Organisation, values),
            sites=_of(Site, values),
            workshops=_of(Workshop, values),
            staff=_of(StaffMember, values),
            groups=_of(StudentGroup, values),
            standards=tuple(self.standards),
            state_standards=_of(StateStandard, values),
            demand=_of(DemandCard, values),
            programmes=_of(ProgrammeOutline, values),
            norms=self.packs,
            holidays=_of(Holiday, values),
            ways=_of(Way, values),
            skills=_of(Skill, values),
            requirements=_of(TeachingRequirement, values),
            qualifications=_of(Qualification, values),
            courses=_of(Course, values),
            sessions=_of(Session, values),
            absences=_of(Absence, values),
            mentorships=_of(Mentorship, values),
            rooms=_of(Room, values),
            bells=_of(Bell, values),
            open_hours=_of(OpenHours, values),
            use_terms=_of(UseTerms, values),
            holdings=_of(Holding, values),
            contracts=_of(NetworkContract, values),
            clauses=_of(ContractClause, values),
            quotas=_of(PartnerQuota, values),
            hostels=_of(Hostel, values),
            agreements=_of(Agreement, values),
            **_registry(frame, values),
        )

    def _own_record(self, name: str) -> Record | None:
        if not self.files.by_kind[kinds.CLUSTER_FILE.name]:
            self.log.add("cluster.no_cluster_file", Place(kinds.CLUSTER_FILE.path), folder=name)
            return None
        record = next(self.files.records(kinds.CLUSTER_FILE), None)
        if record is not None and record.values.get("language") == "en":
            self.language = "en"
        return record

    def _standards(self) -> None:
        for standard, place in self.files.standards(kinds.STANDARDS):
            first = self.registry.add_standard(standard, place)
            if first is None:
                self.standards.append(standard)
            elif standard in self.standards:
                facts = {"key": standard.edition, "first": first.where}
                self.log.put("cluster.edition_again", place, Severity.WARNING, facts)
            else:
                self.log.add("cluster.edition_differs", place, key=standard.edition, first=first.where)

    def _packs(self) -> None:
        self.packs = dict(normpack.builtin())
        for key in self.packs:
            self.registry.add("norm_pack", key, Place(""))
        own: dict[str, Place] = {}
        for pack, place in self.files.packs(kinds.NORMS):
            if pack.key in own:
                self._twice("norm_pack", pack.key, place, own[pack.key])
                continue
            if pack.key in self.packs:
                self.log.add("cluster.pack_replaced", place, severity=Severity.WARNING, key=pack.key)
            own[pack.key] = place
            self.packs[pack.key] = pack
            self.registry.add("norm_pack", pack.key, place)

    def _register(self, kind: FileKind, records: list[Record]) -> None:
        """Puts the keys of records into the registry; two alike are told."""
        alike: dict[str, str] = {}
        for record in records:
            shape = record.shape
            key = record.text(shape.key)
            if not key:
                continue
            if kind is kinds.STATE:
                self.registry.add(shape.kind, key, record.at(shape.key))  # a code alone means an edition of it
                key = _edition(record, key)
            if first := self.registry.add(shape.kind, key, record.at(shape.key)):
                self._twice(shape.kind, key, record.at(shape.key), first)
                record.whole = False
            elif (other := alike.setdefault(look(key), key)) != key:
                self.log.add(
                    "cluster.keys_alike", record.at(shape.key), severity=Severity.WARNING, key=key, other=other
                )

    def _register_branches(self, records: list[Record]) -> None:
        """A branch is a programme too, under the key that groups and cards name."""
        for record in records:
            for branch in branches_of(record):
                key = f"{record.text('key')}.{branch.text('key')}"
                if first := self.registry.add("programme", key, branch.at("key")):
                    self._twice("programme", key, branch.at("key"), first)
                    branch.whole = record.whole = False

    def _days_once(self, records: list[Record]) -> None:
        """Tells of holidays that stand twice: their hours would be lost twice."""
        first: dict[object, Place] = {}
        for record in records:
            day = record.values.get("day")
            if day is not None and first.setdefault(day, record.at("day")) != record.at("day"):
                facts = {"field": record.word("day"), "value": day, "first": first[day].line}
                self.log.put("cluster.repeated", record.at("day"), Severity.STOPS_PUBLISHING, facts)

    def _twice(self, what: str, key: str, place: Place, first: Place) -> None:
        self.log.add("cluster.key_twice", place, what=what, key=key, first=first.where)


def _of(kind: type[T], values: Sequence[object]) -> tuple[T, ...]:
    return tuple(v for v in values if isinstance(v, kind))


def _registry(frame: Cluster, values: Sequence[object]) -> dict[str, Any]:
    """The organisations themselves and what is dated; rows that do not name a cluster are of the folder's own."""
    own = ClusterKey(frame.key)
    return {
        "entities": _of(LegalEntity, values),
        "entity_names": _of(EntityName, values),
        "memberships": tuple(replace(m, cluster=own) for m in _of(MemberOf, values)),
        "licences": _of(Licence, values),
        "placements": _of(Placement, values),
        "successions": _of(Succession, values),
        "states": tuple(replace(c, cluster=own) for c in _of(StateChange, values)),
    }


def _edition(record: Record, code: str) -> str:
    """The key of a state standard's edition, as `StateStandard.edition` has it."""
    approved = record.values.get("approved")
    day = approved.isoformat() if isinstance(approved, date) else "undated"
    return f"{code}@{record.text('order_number') or 'no-order'}-{day}"


def _kinds_of(kind: FileKind) -> tuple[str, ...]:
    """Kinds of keys that files of this kind define."""
    if kind.shape is not None:
        return (kind.shape.kind,)
    return ("standard", "edition", "function") if kind is kinds.STANDARDS else ("norm_pack",)
