"""Columns of O*NET's tables that are kept or say again what others say; any other column is told."""

from collections.abc import Mapping

from remeslo.interchange.onet import recognise as r
from remeslo.interchange.onet.recognise import Kind

KEPT: Mapping[Kind, tuple[str, ...]] = {
    Kind.OCCUPATIONS: (r.OCCUPATION, "Title", "Description"),
    Kind.TASKS: (
        r.OCCUPATION,
        "Title",
        "Task ID",
        "Task",
        "Task Type",
        "Incumbents Responding",
        "Date",
        "Domain Source",
    ),
    Kind.EMERGING: (
        r.OCCUPATION,
        "Title",
        "Task",
        "Category",
        "Original Task ID",
        "Original Task",
        "Date",
        "Domain Source",
    ),
    Kind.TASK_ACTIVITIES: (r.OCCUPATION, "Title", "Task ID", "Task", *r.DWA_ID, *r.DWA_TITLE, "Date", "Domain Source"),
    Kind.ACTIVITIES: (*r.GWA_ID, *r.GWA_TITLE, *r.IWA_ID, *r.IWA_TITLE, *r.DWA_ID, *r.DWA_TITLE),
    Kind.INTERMEDIATE: (*r.GWA_ID, *r.GWA_TITLE, *r.IWA_ID, *r.IWA_TITLE),
    Kind.ELEMENTS: ("Element ID", "Element Name", "Description"),
    Kind.RATINGS: (
        *(r.OCCUPATION, "Title", "Element ID", "Element Name", "Scale ID", "Scale Name", "Data Value"),
        *("Recommend Suppress", "Not Relevant"),
    ),
    Kind.CATEGORIES: (
        *(r.OCCUPATION, "Title", "Element ID", "Element Name", "Scale ID", "Scale Name", "Category", "Data Value"),
        *("Category Description", "Recommend Suppress", "Not Relevant"),
    ),
    Kind.TASK_RATINGS: (
        *(r.OCCUPATION, "Title", "Task ID", "Task", "Scale ID", "Scale Name", "Category", "Data Value"),
        "Recommend Suppress",
    ),
    Kind.TECHNOLOGY: (
        *(r.OCCUPATION, "Title", "Example", "Workplace Example", "Commodity Code", "Commodity Title"),
        *("Hot Technology", "In Demand"),
    ),
    Kind.TOOLS: (r.OCCUPATION, "Title", "Example", "Workplace Example", "Commodity Code", "Commodity Title"),
    Kind.TITLES: (r.OCCUPATION, "Title", "Alternate Title", "Short Title"),
    Kind.REPORTED: (r.OCCUPATION, "Title", "Reported Job Title"),
    Kind.RELATED: (r.OCCUPATION, "Title", "Related O*NET-SOC Code", "Related Title", "Relatedness Tier", "Index"),
    Kind.ZONES: (r.OCCUPATION, "Title", "Job Zone"),
}
