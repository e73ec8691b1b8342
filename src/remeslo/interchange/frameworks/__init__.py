"""What reading a framework gives, whatever its format: the value, counts made in two ways, findings, all as data."""

from remeslo.interchange.frameworks.claims import Claims
from remeslo.interchange.frameworks.reading import Count, FrameworkReading, unreadable
from remeslo.interchange.frameworks.report import as_report, comparison_report, framework_data, kinds_of

__all__ = [
    "Claims",
    "Count",
    "FrameworkReading",
    "as_report",
    "comparison_report",
    "framework_data",
    "kinds_of",
    "unreadable",
]
