"""Occupational standards into the registry's XML."""

from collections.abc import Iterable
from itertools import groupby

from lxml import etree

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.standards import (
    ClassifierEntry,
    Developer,
    GeneralisedFunction,
    OccupationalStandard,
    WorkFunction,
)
from remeslo.interchange.profstandart.vocabulary import ROOT, STANDARD


def write(standards: Iterable[OccupationalStandard]) -> bytes:
    """
    One file with all the standards, UTF-8, indented, in the order of elements that the registry keeps.

    Texts in normal form (see FORMAT.md) come back equal: ``read(write(x)).standards == x``. Raises ``ProblemError``
    for a text that XML cannot hold (control characters).
    """
    root = etree.Element(ROOT)
    box = etree.SubElement(root, f"{STANDARD}s")
    for standard in standards:
        try:
            _standard(box, standard)
        except ValueError as error:
            raise ProblemError(f"standard {standard.edition}: {error}") from None
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _standard(box: etree._Element, s: OccupationalStandard) -> None:
    top = etree.SubElement(box, STANDARD)
    _text(top, "NameProfessionalStandart", s.title)
    _text(top, "RegistrationNumber", s.registration_number)
    _text(top, "OrderNumber", s.order_number)
    _text(top, "DateOfApproval", f"{s.approved:%d.%m.%Y}" if s.approved else "")
    first = etree.SubElement(top, "FirstSection")
    _text(first, "KindProfessionalActivity", s.activity)
    _text(first, "CodeKindProfessionalActivity", s.code)
    _text(first, "PurposeKindProfessionalActivity", s.purpose)
    _classifiers(etree.SubElement(first, "EmploymentGroup"), s.classifiers)
    functions = etree.SubElement(etree.SubElement(top, "ThirdSection"), "WorkFunctions")
    generalised = etree.SubElement(functions, "GeneralizedWorkFunctions")
    for g in s.generalised:
        _generalised(generalised, g)
    fourth = etree.SubElement(top, "FourthSection")
    _responsible(fourth, s.responsible)
    _texts(fourth, "OrganizationDevelopers", "OrganizationDeveloper", s.developers)


def _generalised(box: etree._Element, g: GeneralisedFunction) -> None:
    top = etree.SubElement(box, "GeneralizedWorkFunction")
    _text(top, "CodeOTF", g.code)
    _text(top, "NameOTF", g.name)
    _text(top, "LevelOfQualification", g.level)
    _texts(top, "PossibleJobTitles", "PossibleJobTitle", g.job_titles)
    _texts(top, "EducationalRequirements", "EducationalRequirement", g.education)
    _texts(top, "RequirementsWorkExperiences", "RequirementsWorkExperience", g.experience)
    _texts(top, "SpecialConditionsForAdmissionToWork", "SpecialConditionForAdmissionToWork", g.conditions)
    _texts(top, "OtherCharacteristics", "OtherCharacteristics", g.other)
    _classifiers(etree.SubElement(top, "OtherCharacteristicPlus"), g.classifiers)
    functions = etree.SubElement(top, "ParticularWorkFunctions")
    for f in g.functions:
        _function(functions, f)


def _function(box: etree._Element, f: WorkFunction) -> None:
    top = etree.SubElement(box, "ParticularWorkFunction")
    _text(top, "CodeTF", f.code)
    _text(top, "NameTF", f.name)
    _text(top, "SubQualification", f.level)
    _texts(top, "LaborActions", "LaborAction", f.actions)
    _texts(top, "RequiredSkills", "RequiredSkill", f.skills)
    _texts(top, "NecessaryKnowledges", "NecessaryKnowledge", f.knowledge)
    _texts(top, "OtherCharacteristics", "OtherCharacteristic", f.other)
    _texts(top, "ListFootnes", "Footne", f.footnotes)


def _classifiers(box: etree._Element, entries: Iterable[ClassifierEntry]) -> None:
    """One list for each run of entries of one classifier, so that their order is kept."""
    for classifier, run in groupby(entries, key=lambda e: e.classifier):
        listed = etree.SubElement(box, f"List{classifier}")
        for entry in run:
            unit = etree.SubElement(listed, f"Unit{classifier}")
            _text(unit, f"Code{classifier}", entry.code)
            _text(unit, f"Name{classifier}", entry.name)


def _responsible(box: etree._Element, developer: Developer | None) -> None:
    top = etree.SubElement(box, "ResponsibleDeveloper")
    if developer is not None:
        _text(top, "ResponsibleDeveloper", developer.organisation)
        _text(top, "ThePositionOfHead", developer.position)
        _text(top, "TheFullNameOfTheHead", developer.head)


def _texts(parent: etree._Element, box: str, item: str, texts: Iterable[str]) -> None:
    top = etree.SubElement(parent, box)
    for text in texts:
        _text(top, item, text)


def _text(parent: etree._Element, tag: str, text: str) -> None:
    etree.SubElement(parent, tag).text = text or None
