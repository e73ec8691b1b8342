"""What an address asks for: the year, the view of the past, the form of an export."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.registry.paths import View
from remeslo.web.apps.boards.reading import Years

FORMS = ("xlsx", "csv", "parquet")


@dataclass(frozen=True, slots=True)
class Asked:
    """The year (blank: there is none), the view, and the form of an export (blank: a page)."""

    period: str
    view: View
    form: str

    @property
    def query(self) -> dict[str, str]:
        """What links keep."""
        return {"year": self.period, "view": self.view.value if self.view is View.TODAY else ""}


def asked(given: Mapping[str, str], known: Years) -> Asked:
    """The year asked for, or the latest; the past as it was, unless today's organisations are asked for."""
    year = given.get("year", "")
    period = year if year in known.periods else (known.periods[0] if known.periods else "")
    view = View.TODAY if given.get("view") == View.TODAY else View.AS_IT_WAS
    form = given.get("as", "")
    return Asked(period, view, form if form in FORMS else "")
