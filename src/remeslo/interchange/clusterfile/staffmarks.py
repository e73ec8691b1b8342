"""Types of values of the staffing files: sums and shares, skills, needs, hours of weeks, trainees."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from remeslo.core.staffing.mentorship import Trainee
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import LEVELS, SkillKey, SkillKind
from remeslo.interchange.clusterfile.description import Referring, Schema, Tell, ValueType, Wrong
from remeslo.interchange.clusterfile.valuetypes import KEY, Code, Day, key
from remeslo.interchange.sentences import Language

SKILL = f"(?:{'|'.join(SkillKind)}):{KEY}"
"""A skill's key: ``equipment:cnc-lathe``."""
MOST_WEEK_HOURS = 60
_NEED = re.compile(r"(?P<skill>.*?)\s*(?:/\s*(?P<level>\d{1,2}))?")
_WEEK = re.compile(r"(?P<day>[\d.-]+)\s*=\s*(?P<hours>\d{1,3})")
_DAY = Day()


def skill(refers: str = "") -> Code:
    """The key of a skill, or a reference to one."""
    return Code("skill", SKILL, refers)


@dataclass(frozen=True, slots=True)
class Amount(ValueType):
    """A number with at most ``places`` digits after the point (comma): sums of money, shares of a rate."""

    low: Decimal
    high: Decimal
    places: int = 2
    name = "number"

    def parse(self, text: str, tell: Tell) -> Decimal:
        """The number; ``1 250,50`` and ``1250.50`` are the same."""
        plain = re.sub(r"(?<=\d)[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}](?=\d{3})", "", text.strip())
        plain = plain.replace(",", ".")
        if not re.fullmatch(rf"-?\d{{1,12}}(?:\.\d{{1,{self.places}}})?", plain):
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        try:
            number = Decimal(plain)
        except InvalidOperation:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name) from None
        if not self.low <= number <= self.high:
            raise Wrong("cluster.out_of_range", value=number, low=self.low, high=self.high)
        return number

    def format(self, value: object, language: Language) -> str:
        """Plain digits; a comma in Russian, as its spreadsheets expect."""
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return text.replace(".", ",") if language == "ru" else text

    def schema(self, language: Language) -> Schema:
        """A string of digits."""
        return {"type": "string", "pattern": rf"^\d{{1,12}}(?:[.,]\d{{1,{self.places}}})?$"}


@dataclass(frozen=True, slots=True)
class Need(ValueType, Referring):
    """A skill at a level: ``equipment:cnc-lathe/3``; without a level, 3."""

    name = "need"
    refers = "skill"

    def parse(self, text: str, tell: Tell) -> Requirement:
        """The skill and its level."""
        found = _NEED.fullmatch(text.strip())
        if found is None:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        level = int(found["level"] or USUAL_LEVEL)
        if level not in LEVELS:
            raise Wrong("cluster.out_of_range", value=level, low=LEVELS[0], high=LEVELS[-1])
        return Requirement(SkillKey(skill().parse(found["skill"], tell)), level)

    def format(self, value: object, language: Language) -> str:
        """``equipment:cnc-lathe/3``."""
        return f"{value.skill}/{value.level}" if isinstance(value, Requirement) else str(value)

    def schema(self, language: Language) -> Schema:
        """A string of key and level."""
        return {"type": "string", "pattern": f"^{SKILL}(?:/[1-5])?$"}

    def key_of(self, value: object) -> str:
        """The skill's key."""
        return value.skill if isinstance(value, Requirement) else str(value)

    def rekeyed(self, value: object, key: str) -> object:
        """The same level of another skill."""
        return Requirement(SkillKey(key), value.level) if isinstance(value, Requirement) else value


USUAL_LEVEL = 3
"""Level of a need that names none: teaches it."""


@dataclass(frozen=True, slots=True)
class WeekHours(ValueType):
    """Hours of one week, by its Monday: ``2026-10-05=18``."""

    name = "week_hours"

    def parse(self, text: str, tell: Tell) -> tuple[date, int]:
        """Monday and hours."""
        found = _WEEK.fullmatch(text.strip())
        if not found:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        day, hours = _DAY.parse(found["day"], tell), int(found["hours"])
        if day.weekday():
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        if hours > MOST_WEEK_HOURS:
            raise Wrong("cluster.out_of_range", value=hours, low=0, high=MOST_WEEK_HOURS)
        return day, hours

    def format(self, value: object, language: Language) -> str:
        """``2026-10-05=18``."""
        return "=".join(str(v) for v in value) if isinstance(value, tuple) else str(value)

    def schema(self, language: Language) -> Schema:
        """A string of day and hours."""
        return {"type": "string", "pattern": r"^[\d.-]+=\d{1,3}$"}


@dataclass(frozen=True, slots=True)
class TraineeMark(ValueType):
    """A trainee's pseudonym, and the day of birth where it is known: ``u-014=2009-05-30``."""

    name = "trainee"

    def parse(self, text: str, tell: Tell) -> Trainee:
        """The trainee."""
        name, equals, born = text.partition("=")
        if equals and not born.strip():
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        return Trainee(key=key().parse(name, tell), born=_DAY.parse(born, tell) if equals else None)

    def format(self, value: object, language: Language) -> str:
        """``u-014=2009-05-30``."""
        if not isinstance(value, Trainee):
            return str(value)
        return value.key if value.born is None else f"{value.key}={value.born.isoformat()}"

    def schema(self, language: Language) -> Schema:
        """A string of pseudonym and day."""
        return {"type": "string", "pattern": rf"^{KEY}(?:=[\d.-]+)?$"}
