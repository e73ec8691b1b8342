"""
A state standard as typed: fields, and a plain notation for what comes in lists, so that the order's text can be pasted.

    ВД 1 Title of the activity
    ПК 1.1 Title of the competence
    = 40.002/A/01.2, 40.002/A/02.2       work functions that it answers to
    Н: / У: / З:                          practice skill, ability, knowledge item
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import CompetenceKey
from remeslo.core.base.text import latin_code, squeeze
from remeslo.core.competence.statestandard import (
    Activity,
    Discipline,
    EntryBase,
    OutcomeKind,
    ProgrammeKind,
    StateCompetence,
    StateOutcome,
    StateStandard,
    TermOption,
)

MOST_LINES: Final = 3000
BLANK_TERMS: Final = 2
_CYRILLIC = str.maketrans("OKPBDAEHCTX", "ОКРВДАЕНСТХ")
_CODED = re.compile(r"^([^\W\d_]{2,5})[\s.]*(\d+(?:\.\d+)*)[.)]?\s+(.+)$")
_OUTCOME = re.compile(r"^([НУЗнуз])\s*[:.)-]\s*(.+)$")
_FUNCTION = re.compile(r"^\d{2}\.\d{3}(@[^/\s]+)?/[A-Z]/\d{2}\.\d$")
_KINDS = {k.letter: k for k in OutcomeKind}
_CODE = re.compile(r"^\d{2}\.\d{2}\.\d{2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFields:
    """The form as typed; everything is text."""

    code: str = ""
    title: str = ""
    kind: str = ProgrammeKind.WORKER.value
    qualification: str = ""
    order_number: str = ""
    approved: str = ""
    source: str = ""
    verified: str = ""
    min_disciplines: str = "0"
    min_practice: str = "0"
    min_final_attestation: str = "0"
    general: str = ""
    activities: str = ""
    disciplines: str = ""
    terms: tuple[tuple[str, str, str], ...] = ()

    @property
    def term_rows(self) -> list[tuple[str, str, str]]:
        """The terms given, and some rows to fill in."""
        return [*self.terms, *[("", "", "")] * BLANK_TERMS]


@dataclass(frozen=True, slots=True)
class StateFormReading:
    """A standard, or why the fields do not make one: messages by field."""

    standard: StateStandard | None
    errors: Mapping[str, list[str]] = field(default_factory=dict)


def from_standard(s: StateStandard) -> StateFields:
    """The fields of a saved standard; `to_standard` gives the same one back."""
    return StateFields(
        code=s.code,
        title=s.title,
        kind=s.kind.value,
        qualification=s.qualification,
        order_number=s.order_number,
        approved=s.approved.isoformat() if s.approved else "",
        source=s.source,
        verified="1" if s.verified else "",
        min_disciplines=str(s.min_disciplines),
        min_practice=str(s.min_practice),
        min_final_attestation=str(s.min_final_attestation),
        general="\n".join(line for c in s.general for line in _competence(c)),
        activities="\n".join(
            line
            for a in s.activities
            for line in (f"ВД {a.number} {a.title}", *(line for c in a.competences for line in _competence(c)))
        ),
        disciplines="\n".join(
            "; ".join((d.index, d.title, str(d.hours_min), ", ".join(d.competences), d.cycle)) for d in s.disciplines
        ),
        terms=tuple((t.base.value, str(t.months), str(t.total_hours)) for t in s.terms),
    )


def _competence(c: StateCompetence) -> Iterator[str]:
    yield f"{c.code} {c.title}"
    if c.functions:
        yield f"= {', '.join(c.functions)}"
    for o in c.outcomes:
        yield f"{o.kind.letter}: {o.text}"


def from_post(post: QueryDict) -> StateFields:
    """The fields as they came."""
    names = [n for n in StateFields.__dataclass_fields__ if n != "terms"]
    terms = zip(post.getlist("base"), post.getlist("months"), post.getlist("hours"), strict=False)
    return StateFields(
        **{n: str(post.get(n, "")) for n in names},
        terms=tuple(t for t in list(terms)[:20] if t[1].strip() or t[2].strip()),
    )


def to_standard(fields: StateFields) -> StateFormReading:
    """The standard, or every reason why there is none."""
    errors: dict[str, list[str]] = {}
    code = fields.code.strip()
    if not _CODE.match(code):
        errors["code"] = [_("The code of an occupation or specialty looks like 15.01.38.")]
    for name, said in (("title", _("Give the title.")), ("qualification", _("Give the qualification."))):
        if not squeeze(getattr(fields, name)):
            errors[name] = [said]
    if fields.kind not in {k.value for k in ProgrammeKind}:
        errors["kind"] = [_("Choose the kind of the programme.")]
    approved = _day(fields.approved, errors)
    hours = {
        n: _whole(getattr(fields, n), n, errors) for n in ("min_disciplines", "min_practice", "min_final_attestation")
    }
    general = tuple(_Lists(fields.general, "general", errors).competences())
    activities = tuple(_Lists(fields.activities, "activities", errors).activities())
    disciplines = tuple(_disciplines(fields.disciplines, errors))
    terms = tuple(_terms(fields.terms, errors))
    if not activities and "activities" not in errors:
        errors["activities"] = [_("Give at least one activity with a competence.")]
    if errors:
        return StateFormReading(None, errors)
    standard = StateStandard(
        code=code,
        title=squeeze(fields.title),
        kind=ProgrammeKind(fields.kind),
        order_number=squeeze(fields.order_number),
        approved=approved,
        qualification=squeeze(fields.qualification),
        activities=activities,
        general=general,
        disciplines=disciplines,
        terms=terms,
        verified=bool(fields.verified),
        source=squeeze(fields.source),
        **hours,
    )
    return StateFormReading(standard)


class _Lists:
    """Lines of the notation, read from the top; what is wrong is told with the number of its line."""

    def __init__(self, text: str, name: str, errors: dict[str, list[str]]) -> None:
        self.lines = [(n, squeeze(line)) for n, line in enumerate(text.splitlines()[:MOST_LINES], 1) if line.strip()]
        self.name, self.errors = name, errors
        self.seen: set[str] = set()

    def wrong(self, number: int, said: str) -> None:
        """Tell what is wrong with a line."""
        self.errors.setdefault(self.name, []).append(_("Line %(n)s: %(said)s") % {"n": number, "said": said})

    def competences(self) -> Iterable[StateCompetence]:
        """Competences without activities."""
        return [c for _activity, found in self._groups() for c in found]

    def activities(self) -> Iterable[Activity]:
        """Activities with their competences."""
        for (number, (ordinal, title)), found in self._groups():
            if ordinal == 0:
                if found:
                    self.wrong(number, _("a competence stands before the first activity (“ВД 1 …”)."))
            elif not found:
                self.wrong(number, _("this activity has no competence."))
            else:
                yield Activity(number=ordinal, title=title, competences=tuple(found))

    def _groups(self) -> list[tuple[tuple[int, tuple[int, str]], list[StateCompetence]]]:
        groups: list[tuple[tuple[int, tuple[int, str]], list[StateCompetence]]] = [((1, (0, "")), [])]
        for number, line in self.lines:
            found = groups[-1][1]
            coded = _CODED.match(line)
            if line.startswith("=") and found:
                found[-1] = self._with_functions(found[-1], line[1:], number)
            elif (outcome := _OUTCOME.match(line)) and found:
                kind = _KINDS[outcome[1].upper()]
                outcomes = (*found[-1].outcomes, StateOutcome(kind, outcome[2]))
                found[-1] = replace(found[-1], outcomes=outcomes)
            elif coded and coded[1].upper().translate(_CYRILLIC) == "ВД" and "." not in coded[2]:
                groups.append(((number, (int(coded[2][:6]), coded[3])), []))
            elif coded:
                key = CompetenceKey(f"{coded[1].upper().translate(_CYRILLIC)} {coded[2]}")
                if key in self.seen:
                    self.wrong(number, _("%(code)s stands here twice.") % {"code": key})
                self.seen.add(key)
                found.append(StateCompetence(code=key, title=coded[3]))
            else:
                self.wrong(
                    number, _("“%(text)s” begins neither with a code nor with =, Н:, У: or З:.") % {"text": line[:60]}
                )
        return groups

    def _with_functions(self, competence: StateCompetence, text: str, number: int) -> StateCompetence:
        functions = [f"{w}{s}{latin_code(c)}" for w, s, c in (part.strip().partition("/") for part in text.split(","))]
        for wrong in (f for f in functions if not _FUNCTION.match(f)):
            self.wrong(
                number,
                _("“%(code)s” is not the code of a work function; one looks like 40.002/A/01.2.")
                % {"code": wrong[:40]},
            )
        return replace(competence, functions=tuple(dict.fromkeys((*competence.functions, *functions))))


def _disciplines(text: str, errors: dict[str, list[str]]) -> Iterator[Discipline]:
    """``ОП.01; Title; 36; ОК 01, ПК 1.1``: index, title, least hours, competences; the cycle is the index's letters."""
    for number, line in enumerate(text.splitlines()[:MOST_LINES], 1):
        if not line.strip():
            continue
        parts = [squeeze(p) for p in line.split(";")]
        try:
            if len(parts) < 3 or not parts[2].isdecimal():
                raise ProblemError(_("write “index; title; hours; competences”."))
            codes = tuple(CompetenceKey(c.strip()) for c in parts[3].split(",") if c.strip()) if len(parts) > 3 else ()
            cycle = parts[4] if len(parts) > 4 and parts[4] else parts[0].partition(".")[0]
            yield Discipline(
                index=parts[0], title=parts[1], cycle=cycle, hours_min=int(parts[2][:7]), competences=codes
            )
        except ProblemError as problem:
            said = _("Line %(n)s: %(said)s") % {"n": number, "said": problem}
            errors.setdefault("disciplines", []).append(said)


def _terms(rows: Iterable[tuple[str, str, str]], errors: dict[str, list[str]]) -> Iterator[TermOption]:
    for base, months, hours in rows:
        plain = months.strip().isdecimal() and hours.strip().isdecimal()
        if plain and base in {b.value for b in EntryBase} and 0 < int(months.strip()[:5]) <= 120:
            yield TermOption(base=EntryBase(base), months=int(months), total_hours=int(hours.strip()[:7]))
            continue
        errors["terms"] = [_("A term has a base, months (1 to 120) and hours, all in whole numbers.")]


def _day(text: str, errors: dict[str, list[str]]) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        errors["approved"] = [_("Give the day as it stands in the order.")]
        return None


def _whole(text: str, name: str, errors: dict[str, list[str]]) -> int:
    plain = text.strip() or "0"
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > 6:
        errors[name] = [_("Give a whole number of hours.")]
        return 0
    return int(plain)
