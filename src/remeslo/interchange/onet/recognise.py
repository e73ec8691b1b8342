"""Which table of O*NET a table is, by its columns: names of files change between editions, columns hardly."""

from enum import StrEnum

from remeslo.interchange.sheets.grid import Table

OCCUPATION = "O*NET-SOC Code"


class Kind(StrEnum):
    """A table of O*NET; the value is the kind of what its rows are counted as."""

    OCCUPATIONS = "occupations"
    TASKS = "tasks"
    EMERGING = "emerging_tasks"
    TASK_ACTIVITIES = "task_activities"
    ACTIVITIES = "detailed_activities"
    INTERMEDIATE = "intermediate_activities"
    ELEMENTS = "elements"
    RATINGS = "ratings"
    CATEGORIES = "category_ratings"
    TASK_RATINGS = "task_ratings"
    TECHNOLOGY = "technology_skills"
    TOOLS = "tools_used"
    TITLES = "alternate_titles"
    REPORTED = "reported_titles"
    RELATED = "related_occupations"
    ZONES = "job_zones"
    ELEMENT_LINKS = "element_links"
    UNREAD = "unread"
    """A table of O*NET that has no place in a framework: scales, categories, anchors."""


DWA_ID = ("DWA ID", "DWA Element ID")
DWA_TITLE = ("DWA Title", "DWA Element Name")
IWA_ID = ("IWA ID", "IWA Element ID")
IWA_TITLE = ("IWA Title", "IWA Element Name")
GWA_ID = ("Element ID", "GWA Element ID", "GWA ID")
GWA_TITLE = ("Element Name", "GWA Element Name", "GWA Title")

_UNREAD = (
    ("Scale ID", "Scale Name", "Minimum"),
    ("Scale ID", "Category", "Category Description"),
    ("Scale ID", "Anchor Value"),
    ("Job Zone", "SVP Range"),
    ("Element ID", "Scale ID", "Category", "Category Description"),
    ("Commodity Code", "Class Code"),
)


def kind_of(table: Table) -> Kind | None:
    """The kind of a table; None when it is none of O*NET's."""
    if table.has(OCCUPATION):
        return _of_occupations(table)
    if table.column(*DWA_ID) >= 0 and table.column(*IWA_ID) >= 0:
        return Kind.ACTIVITIES
    if table.column(*IWA_ID) >= 0 and table.column(*GWA_ID) >= 0:
        return Kind.INTERMEDIATE
    if any(table.has(*columns) for columns in _UNREAD):
        return Kind.UNREAD
    if len(_pair(table)) == 2:
        return Kind.ELEMENT_LINKS
    if table.has("Element ID", "Element Name", "Description") and len(table.header) <= 4:
        return Kind.ELEMENTS
    return None


def _of_occupations(t: Table) -> Kind | None:
    if t.has("Task ID") and t.column(*DWA_ID) >= 0:
        return Kind.TASK_ACTIVITIES
    if t.has("Task ID", "Scale ID", "Data Value"):
        return Kind.TASK_RATINGS
    if t.has("Task ID", "Task"):
        return Kind.TASKS
    if t.has("Task", "Original Task ID"):
        return Kind.EMERGING
    if t.has("Element ID", "Scale ID", "Data Value"):
        return Kind.CATEGORIES if t.has("Category") else Kind.RATINGS
    if t.has("Example", "Commodity Code") or t.has("Workplace Example", "Commodity Code"):
        return Kind.TECHNOLOGY if t.has("Hot Technology") else Kind.TOOLS
    for columns, kind in (
        (("Alternate Title",), Kind.TITLES),
        (("Reported Job Title",), Kind.REPORTED),
        (("Related O*NET-SOC Code",), Kind.RELATED),
        (("Job Zone",), Kind.ZONES),
        (("Title", "Description"), Kind.OCCUPATIONS),
    ):
        if t.has(*columns):
            return kind
    return Kind.UNREAD


def _pair(table: Table) -> list[str]:
    """Columns of a table that links elements of two domains: ``Skills Element ID``, ``Work Activities Element ID``."""
    return [h for h in table.header if h.endswith(" Element ID")]


def linked(table: Table) -> tuple[str, str]:
    """The two columns of a table that links elements."""
    first, second = _pair(table)
    return first, second


def is_onet(table: Table) -> bool:
    """True for any table of O*NET."""
    return kind_of(table) is not None
