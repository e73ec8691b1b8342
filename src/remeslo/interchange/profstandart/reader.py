"""The registry's XML into occupational standards."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.standards import (
    ClassifierEntry,
    Developer,
    GeneralisedFunction,
    OccupationalStandard,
    WorkFunction,
)
from remeslo.interchange.profstandart import normal
from remeslo.interchange.profstandart import vocabulary as v
from remeslo.interchange.profstandart.checks import check_function, check_generalised, check_standard
from remeslo.interchange.profstandart.counting import count
from remeslo.interchange.profstandart.editions import repeated_inside
from remeslo.interchange.profstandart.reading import Reading, counts_of, differences
from remeslo.interchange.profstandart.source import (
    Source,
    elements,
    holds_text,
    listed,
    members,
    members_below,
    outside,
    place,
)
from remeslo.interchange.safety import Unreadable, XmlLimits, read_xml

LIMITS = XmlLimits(elements=400_000, attributes=400_000)
"""A standard has about 700 elements: six hundred standards, or 80 MiB of the registry's text."""


def read(data: bytes, *, name: str) -> Reading:
    """
    All standards of one file of the registry.

    Never raises on what the file holds: a file that cannot be read gives no standards and findings that say why.
    What is read, in which normal form, and what each finding means: FORMAT.md.
    """
    try:
        document = read_xml(data, name=name, limits=LIMITS)
    except Unreadable as refusal:
        return Reading(name=name, findings=refusal.findings)
    root = document.root
    found = count(root)
    tops = _standards_of(root)
    if not tops:
        return Reading(name=name, found=found, findings=(*document.findings, _why_none(root, name)))
    read_one = [_Standard(name, top).read() for top in tops]
    standards = tuple(standard for standard, _ in read_one)
    counted = counts_of(standards)
    findings = [
        *document.findings,
        *(finding for _, findings in read_one for finding in findings),
        *_unread_around(root, tops, name),
        *repeated_inside(standards, name),
        *differences(found, counted, name),
    ]
    return Reading(name=name, standards=standards, counted=counted, found=found, findings=tuple(findings))


def _standards_of(root: etree._Element) -> list[etree._Element]:
    """The elements of standards: the root itself when it is one, else all below it; those without any text left out."""
    if v.tag_of(root) in v.STANDARDS:
        tops = members(root, v.STANDARDS) or [root]
    else:
        tops = members_below(root, v.STANDARDS)
    return [top for top in tops if holds_text(top)]


def _why_none(root: etree._Element, name: str) -> Finding:
    """Another vocabulary, or the registry's with nothing in it."""
    is_ours = v.tag_of(root) in v.STANDARDS | {v.folded(v.ROOT)}
    facts = {"root": v.local(str(root.tag)), "expected": f"{v.ROOT}/{v.STANDARD}s/{v.STANDARD}"}
    return Finding(
        "standards.none_in_file" if is_ours else "standards.other_vocabulary",
        place(name, root),
        facts,
        Severity.STOPS_SAVING,
    )


def _unread_around(root: etree._Element, tops: Collection[etree._Element], name: str) -> list[Finding]:
    """Texts of the file that belong to none of its standards."""
    left = Source(name).unread(root, besides=tops)
    return [_unread(left, name, {})] if left else []


def _unread(left: Counter[str], where: str, facts: Mapping[str, object]) -> Finding:
    facts = {**facts, "items": listed(left), "count": left.total()}
    return Finding("standards.unread_elements", where, facts, Severity.WARNING)


@dataclass(slots=True)
class _Head:
    """The texts outside the generalised functions, by folded tag, each with all the elements of that tag."""

    of_tag: Mapping[str, list[etree._Element]]

    @classmethod
    def of(cls, around: Iterable[etree._Element]) -> "_Head":
        """The elements by their tags."""
        of_tag: dict[str, list[etree._Element]] = {}
        for element in around:
            of_tag.setdefault(v.tag_of(element), []).append(element)
        return cls(of_tag)

    def first(self, *names: str) -> etree._Element | None:
        """The first element of these tags that is no box."""
        found = (e for n in names for e in self.of_tag.get(v.folded(n), ()))
        return next((e for e in found if not any(v.tag_of(c) == v.tag_of(e) for c in elements(e))), None)


class _Standard:
    """Reads one standard: the values, and the findings met on the way."""

    def __init__(self, name: str, top: etree._Element) -> None:
        self.top = top
        self.source = Source(name)
        self.where = self.source.place(top)
        self.code = ""
        self.findings: list[Finding] = []

    def read(self) -> tuple[OccupationalStandard, list[Finding]]:
        """The standard and its findings."""
        standard = self._standard()
        facts = {"standard": standard.code or standard.title[:80]}
        self.findings += check_standard(standard, self.where)
        self.findings += self.source.notes(self.where, facts)
        if left := self.source.unread(self.top):
            self.findings.append(_unread(left, self.where, facts))
        return standard, self.findings

    def _standard(self) -> OccupationalStandard:
        around = list(outside(self.top, v.GENERALISED))
        source, head = self.source, _Head.of(around)
        self.code = self._code(head.first("CodeKindProfessionalActivity"), normal.standard_code)
        return OccupationalStandard(
            code=self.code,
            title=source.text(head.first("NameProfessionalStandart", "NameProfessionalStandard")),
            registration_number=source.text(head.first("RegistrationNumber")),
            order_number=self._code(head.first("OrderNumber"), normal.order_number),
            approved=self._day(head.first("DateOfApproval")),
            activity=source.text(head.first("KindProfessionalActivity")),
            purpose=source.text(head.first("PurposeKindProfessionalActivity")),
            classifiers=self._classifiers(around),
            generalised=tuple(
                self._generalised(e) for e in members_below(self.top, v.GENERALISED) if self._is_there(e)
            ),
            responsible=self._responsible(head),
            developers=tuple(t for e in members_below(self.top, v.DEVELOPERS) if (t := source.text(e))),
        )

    def _generalised(self, element: etree._Element) -> GeneralisedFunction:
        source = self.source
        letter = self._code(self._child(element, "CodeOTF"), normal.function_code)
        function = GeneralisedFunction(
            code=letter,
            name=source.field(element, "NameOTF"),
            level=source.field(element, "LevelOfQualification"),
            job_titles=source.texts(element, v.JOB_TITLES),
            education=source.texts(element, v.EDUCATION),
            experience=source.texts(element, v.EXPERIENCE),
            conditions=source.texts(element, v.CONDITIONS),
            other=source.texts(element, v.OTHER),
            classifiers=self._classifiers(outside(element, v.FUNCTIONS)),
            functions=tuple(self._function(e, letter) for e in members(element, v.FUNCTIONS) if self._is_there(e)),
        )
        self.findings += check_generalised(function, self.code, source.place(element))
        return function

    def _function(self, element: etree._Element, letter: str) -> WorkFunction:
        source = self.source
        function = WorkFunction(
            code=self._code(self._child(element, "CodeTF"), normal.function_code),
            name=source.field(element, "NameTF"),
            level=source.field(element, "SubQualification"),
            actions=source.texts(element, v.ACTIONS),
            skills=source.texts(element, v.SKILLS),
            knowledge=source.texts(element, v.KNOWLEDGE),
            other=source.texts(element, v.OTHER),
            footnotes=source.texts(element, v.FOOTNOTES),
        )
        self.findings += check_function(function, letter, self.code, source.place(element))
        return function

    def _classifiers(self, scope: Iterable[etree._Element]) -> tuple[ClassifierEntry, ...]:
        """Every ``UnitX`` with its ``CodeX`` and ``NameX``, whatever classifier X is."""
        entries = []
        for unit in scope:
            tag = v.local(str(unit.tag))
            if not v.folded(tag).startswith("unit") or any(v.tag_of(c) == v.tag_of(unit) for c in elements(unit)):
                continue
            classifier = tag[len("Unit") :]
            raw = self.source.field(unit, f"Code{classifier}")
            code = normal.classifier_code(raw)
            name = self.source.field(unit, f"Name{classifier}")
            if code != raw:
                self.source.tally("standards.classifier_codes_normalised", f"{classifier} {raw[:60]}")
            if not normal.is_code_of(classifier, code):
                self.source.tally("standards.classifier_code_form", f"{classifier} {code[:60]}")
            if code or name:
                entries.append(ClassifierEntry(classifier=classifier, code=code, name=name))
            else:
                self.source.tally("standards.placeholders", tag)
        return tuple(entries)

    def _responsible(self, head: _Head) -> Developer | None:
        developer = Developer(
            organisation=self.source.text(head.first("ResponsibleDeveloper")),
            position=self.source.text(head.first("ThePositionOfHead")),
            head=self.source.text(head.first("TheFullNameOfTheHead")),
        )
        return developer if developer != Developer(organisation="") else None

    def _code(self, element: etree._Element | None, normalise: Callable[[str], str]) -> str:
        """A code in normal form; a change of more than white space is tallied as ``А/01.2 → A/01.2``."""
        raw = self.source.text(element)
        code = normalise(raw)
        if code != raw:
            self.source.tally("standards.codes_normalised", f"{raw[:60]} → {code[:60]}")
        return code

    def _day(self, element: etree._Element | None) -> date | None:
        raw = self.source.text(element)
        approved = normal.day(raw)
        facts = {"standard": self.code}
        if not raw:
            self._finding("standards.date_missing", element, facts, Severity.WARNING)
        elif approved is None:
            self._finding("standards.date_unparsable", element, {**facts, "written": raw[:80]}, Severity.WARNING)
        elif f"{approved:%d.%m.%Y}" != raw:
            facts_form = {**facts, "written": raw[:80], "read": approved}
            self._finding("standards.date_form", element, facts_form, Severity.NOTE)
        return approved

    def _finding(
        self, code: str, element: etree._Element | None, facts: Mapping[str, object], severity: Severity
    ) -> None:
        where = self.where if element is None else self.source.place(element)
        self.findings.append(Finding(code, where, facts, severity))

    def _child(self, parent: etree._Element, name: str) -> etree._Element | None:
        return next((c for c in elements(parent) if v.tag_of(c) == v.folded(name)), None)

    def _is_there(self, element: etree._Element) -> bool:
        """False for a function without any text, which is left out and tallied."""
        if holds_text(element):
            return True
        self.source.tally("standards.empty_functions", v.local(str(element.tag)))
        return False
