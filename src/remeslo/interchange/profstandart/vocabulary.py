"""
Names of the registry's XML, folded, and the families of names that a list and its items go by.

A list and its items share a family, because the files do not keep to one of the two: an item stands in a plural
container, in a singular one of its own name, or in no container at all. What holds a member of its family is a
container; what holds text is an item.
"""

from functools import lru_cache

from lxml import etree

from remeslo.core.base.text import latin_code

Family = frozenset[str]


def _family(*names: str) -> Family:
    return frozenset(folded(n) for n in names)


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A tag's local name for comparing: no namespace, one case, letters that only look Latin made Latin."""
    return latin_code(name.rpartition("}")[2]).casefold()


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """A tag's local name as written."""
    return name.rpartition("}")[2]


def tag_of(element: etree._Element) -> str:
    """The folded name of an element."""
    return folded(str(element.tag))


ROOT = "XMLCardInfo"
STANDARD = "ProfessionalStandart"

STANDARDS = _family("ProfessionalStandarts", "ProfessionalStandart", "ProfessionalStandards", "ProfessionalStandard")
GENERALISED = _family("GeneralizedWorkFunctions", "GeneralizedWorkFunction")
FUNCTIONS = _family("ParticularWorkFunctions", "ParticularWorkFunction")
ACTIONS = _family("LaborActions", "LaborAction", "LabourActions", "LabourAction")
SKILLS = _family("RequiredSkills", "RequiredSkill")
KNOWLEDGE = _family("NecessaryKnowledges", "NecessaryKnowledge")
JOB_TITLES = _family("PossibleJobTitles", "PossibleJobTitle")
EDUCATION = _family("EducationalRequirements", "EducationalRequirement")
EXPERIENCE = _family("RequirementsWorkExperiences", "RequirementsWorkExperience", "RequirementWorkExperience")
CONDITIONS = _family(
    "SpecialConditionsForAdmissionToWork", "SpecialConditionForAdmissionToWork", "SpecialConditionsForAdmissionToWorks"
)
OTHER = _family("OtherCharacteristics", "OtherCharacteristic")
FOOTNOTES = _family("ListFootnes", "Footnes", "Footne", "ListFootnotes", "Footnotes", "Footnote")
RESPONSIBLE = _family("ResponsibleDeveloper")
DEVELOPERS = _family("OrganizationDevelopers", "OrganizationDeveloper")

STATEMENTS = ACTIONS | SKILLS | KNOWLEDGE

INLINE = _family("br", "p", "div", "span", "b", "i", "u", "em", "strong", "sup", "sub", "font", "ul", "ol", "li")
"""Elements of HTML that may stand inside a text; they are read through."""
