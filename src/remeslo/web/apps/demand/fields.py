"""What stands in the fields of a card's form, valid or not: from a card, from a post, from a draft, and to a card."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from remeslo.core.base.keys import DemandKey, OrganisationKey, ProgrammeKey
from remeslo.core.base.text import latin_code, squeeze
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement

MAX_TEXT = 2000
MAX_REQUIREMENTS = 300
MAX_PEOPLE = 100_000
_REFERENCE = re.compile(r"^\d{2}\.\d{3}(@[^/\s]+)?/[A-Z]/\d{2}\.\d$")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementFields:
    """A requirement as typed."""

    number: int
    text: str = ""
    functions: tuple[str, ...] = ()
    criticality: str = "2"
    proficiency: str = "2"

    @property
    def is_blank(self) -> bool:
        """Nothing was typed: the row is passed over."""
        return not self.text.strip() and not self.functions


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFields:
    """A card as typed; everything is text."""

    employer: str = ""
    job: str = ""
    deadline: str = ""
    programme: str = ""
    equipment: str = ""
    note: str = ""
    headcount: tuple[tuple[str, str], ...] = ()
    requirements: tuple[RequirementFields, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CardReading:
    """A card, or why the fields do not make one: messages by field (``job``, ``r3-text``)."""

    card: DemandCard | None
    errors: Mapping[str, list[str]] = field(default_factory=dict)


def from_card(card: DemandCard) -> CardFields:
    """The fields of a saved card."""
    return CardFields(
        employer=card.employer,
        job=card.job,
        deadline=card.deadline.isoformat(),
        programme=card.programme or "",
        equipment="\n".join(card.equipment),
        note=card.note,
        headcount=tuple((str(h.year), str(h.people)) for h in card.headcount),
        requirements=tuple(
            RequirementFields(
                number=r.number,
                text=r.text,
                functions=r.functions,
                criticality=str(r.criticality),
                proficiency=str(r.proficiency),
            )
            for r in card.requirements
        ),
    )


def from_draft(data: Mapping[str, Any]) -> CardFields:
    """The fields of a draft."""
    rows = tuple(RequirementFields(**{**r, "functions": tuple(r["functions"])}) for r in data["requirements"])
    headcount = tuple((year, people) for year, people in data["headcount"])
    return CardFields(**{**data, "requirements": rows, "headcount": headcount})


def from_post(post: QueryDict) -> CardFields:
    """The fields as they came; rows of requirements in the order of ``row``."""
    rows = post.getlist("row")[:MAX_REQUIREMENTS]
    taken: set[int] = set()
    return CardFields(
        employer=post.get("employer", ""),
        job=post.get("job", ""),
        deadline=post.get("deadline", ""),
        programme=post.get("programme", ""),
        equipment=post.get("equipment", ""),
        note=post.get("note", ""),
        headcount=tuple((year, post.get(f"people-{year}", "").strip()) for year in post.getlist("year")),
        requirements=tuple(_row(post, row, taken) for row in rows),
    )


def _row(post: QueryDict, row: str, taken: set[int]) -> RequirementFields:
    """A requirement keeps its number for ever; a new row gets the next free one."""
    given = post.get(f"r{row}-number", "")
    number = int(given) if given.isdecimal() and len(given) < 6 and int(given) > 0 and int(given) not in taken else 0
    if not number:
        numbers = [str(n) for k, n in post.items() if k.endswith("-number")]
        highest = max((int(n) for n in numbers if n.isdecimal() and len(n) < 6), default=0)
        number = max([highest, *taken]) + 1
    taken.add(number)
    return RequirementFields(
        number=number,
        text=post.get(f"r{row}-text", ""),
        functions=tuple(dict.fromkeys(latin_reference(f) for f in post.getlist(f"r{row}-functions") if f.strip())),
        criticality=post.get(f"r{row}-criticality", "2"),
        proficiency=post.get(f"r{row}-proficiency", "2"),
    )


def latin_reference(text: str) -> str:
    """A reference with Latin letters in its code: ``40.002/А/01.2`` typed in Cyrillic is the same function."""
    which, slash, code = text.strip().partition("/")
    return f"{which}{slash}{latin_code(code)}"


def is_reference(text: str) -> bool:
    """Has the form of a reference to a work function."""
    return bool(_REFERENCE.match(text))


def to_card(key: str, fields: CardFields, *, employers: Collection[str], programmes: Collection[str]) -> CardReading:
    """The card, or every reason why there is none."""
    errors: dict[str, list[str]] = {}
    if fields.employer not in employers:
        errors["employer"] = [_("Choose the employer.")]
    if not squeeze(fields.job):
        errors["job"] = [_("Name the job.")]
    elif len(fields.job) > 300:
        errors["job"] = [_("The name of the job is longer than 300 characters.")]
    if fields.programme and fields.programme not in programmes:
        errors["programme"] = [_("There is no such programme in the cluster.")]
    deadline = _day(fields.deadline, errors)
    headcount = tuple(_headcount(fields.headcount, errors))
    requirements = tuple(_requirements(fields.requirements, errors))
    if errors or deadline is None:
        return CardReading(None, errors)
    card = DemandCard(
        key=DemandKey(key),
        employer=OrganisationKey(fields.employer),
        job=squeeze(fields.job),
        headcount=headcount,
        deadline=deadline,
        requirements=requirements,
        programme=ProgrammeKey(fields.programme) if fields.programme else None,
        equipment=tuple(dict.fromkeys(squeeze(line) for line in fields.equipment.splitlines() if line.strip())),
        note=fields.note.strip(),
    )
    return CardReading(card)


def _day(text: str, errors: dict[str, list[str]]) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        errors["deadline"] = [_("Give the day by which the first people are needed.")]
        return None
    if not 2000 <= day.year <= 2100:
        errors["deadline"] = [_("The year of the deadline must lie between 2000 and 2100.")]
    return day


def _headcount(rows: Iterable[tuple[str, str]], errors: dict[str, list[str]]) -> Iterable[Headcount]:
    given = [(year, people) for year, people in rows if people and people != "0"]
    if not given:
        errors["headcount"] = [_("Give the number of people for at least one year.")]
    for year, people in sorted(given):
        if people.isdecimal() and year.isdecimal() and 0 < int(people) <= MAX_PEOPLE and 2000 <= int(year) <= 2100:
            yield Headcount(year=int(year), people=int(people))
        else:
            errors.setdefault("headcount", []).append(
                _("%(year)s: give a whole number of people, not “%(people)s”.") % {"year": year, "people": people[:20]}
            )


def _requirements(rows: Iterable[RequirementFields], errors: dict[str, list[str]]) -> Iterable[Requirement]:
    given = [r for r in rows if not r.is_blank]
    if not given:
        errors["requirements"] = [_("Give at least one requirement: what must these people be able to do?")]
    for r in given:
        problems = []
        if len(r.text) > MAX_TEXT:
            problems.append(
                _("The text is longer than %(limit)s characters: make two requirements of it.") % {"limit": MAX_TEXT}
            )
        problems += [
            _("“%(code)s” is not the code of a work function; one looks like 40.002/A/01.2.") % {"code": f[:40]}
            for f in r.functions
            if not is_reference(f)
        ]
        if r.criticality not in ("1", "2", "3") or r.proficiency not in ("1", "2", "3"):
            problems.append(_("Importance and proficiency are 1, 2 or 3."))
        if problems:
            errors[f"r{r.number}"] = problems
            continue
        yield Requirement(
            number=r.number,
            text=squeeze(r.text),
            functions=r.functions,
            criticality=int(r.criticality),
            proficiency=int(r.proficiency),
        )
