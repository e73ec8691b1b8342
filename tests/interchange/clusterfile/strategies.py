"""Any cluster that holds together, with texts that trip up files: a library for tests of the cluster folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st
from tests.core.competence.studio.ruled import values as studio_values

from remeslo.core.base.calendar import Holiday, YearLayout
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.core.competence.outline import Branch, OutlineElement, ProgrammeOutline
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
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
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.competence.studio.place import OF_REQUESTS, Place, PlaceKind
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Workshop
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.interchange import normpack

LANGUAGES = ("ru", "en")


@st.composite
def rulings(draw: st.DrawFn) -> Rulings:
    """Rulings on anything: the folder keeps them whether their things are there or not."""
    places = draw(st.lists(st.sampled_from(sorted(PlaceKind)), unique=True, max_size=3))
    return Rulings.of(
        {Place(kind, draw(RULED[kind in OF_REQUESTS])): draw(studio_values(kind)) for kind in places},
    )


INDICES = st.sampled_from(("ОП", "ПМ.02", "ОП.ДВ.01", "X-1", "ОП.01(б)", "МДК.01.01"))
RULED = (st.sampled_from(("own:a/1", "line:a: b", "ПК 1.1")), st.sampled_from(("карта/1", "a:b/12")))
TRICKY = (
    *("=1+1", "+7 900", "-", "@cmd", "'=1", "''", "'", '"', '"a";"b"', "a;b", "; ", " a ", "a, b: c # d", "да", "нет"),
    *(
        "null",
        "~",
        "true",
        "1e3",
        "2026-09-01",
        "12:30:45",
        "0x1F",
        "[a]",
        "{a: b}",
        "- a",
        "? a",
        "&a",
        "*a",
        "!a",
        "%a",
    ),
    *(
        "|",
        ">",
        "`",
        "a:",
        "a: b",
        "#a",
        "a #b",
        "a\nb",
        "a\r\nb",
        "a\tb",
        "\ta",
        "a\n",
        "\n",
        "строка\n\n  отступ\n",
        "—",
    ),
    *(
        "«Кластер»",
        "и\u0306",
        "й",
        "\ufeffa",
        "a\u2028b",
        "a\u0301",
        "👩‍🔧",
        "\u00a0a",
        "a\u00a0b",
        "10\u202f000",
        "\\n",
        "<<",
        "=",
    ),
)
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r ;,\"':#-=")
ANY = st.sampled_from(TRICKY) | st.text(CHARACTERS, max_size=12)
TEXT = ANY.filter(lambda t: t.strip() != "")
LATIN, RUSSIAN = "abcxyzABC0129", "абвжяАБЁ0129"
KEYS = st.builds(
    lambda body, tail: body + tail,
    st.sampled_from((LATIN, RUSSIAN)).flatmap(lambda letters: st.text(letters, min_size=1, max_size=4)),
    st.from_regex(r"(?:[._-]+[0-9])?", fullmatch=True),
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
HOURS = st.integers(1, 10_000)
COMPETENCE = st.builds("{} {}.{}".format, st.sampled_from(("ПК", "ОК", "ДК")), st.integers(1, 9), st.integers(1, 9))


def some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=most).map(tuple)


def distinct(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, max_size=most, unique=True)


def one_of_or_none(keys: list[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(keys) if keys else st.none()


@st.composite
def standards(draw: st.DrawFn) -> tuple[OccupationalStandard, ...]:
    """Texts in the reader's normal form only: the registry's XML has its own tests."""
    word = st.text("абвгabc ,", min_size=3, max_size=9).map(lambda t: " ".join(["и", *t.split(), "к"]))
    found = []
    for code in draw(distinct(st.sampled_from(("40.901", "16.002", "40.902")))):
        functions = [
            WorkFunction(
                code=f"A/0{n}.3", name=draw(word), level="3", actions=draw(some(word)), skills=draw(some(word))
            )
            for n in range(1, draw(st.integers(2, 4)))
        ]
        group = GeneralisedFunction(code="A", name=draw(word), level="3", functions=tuple(functions))
        found.append(
            OccupationalStandard(
                code=code,
                title=draw(word),
                registration_number=draw(st.sampled_from(("", "12"))),
                order_number="701н",
                approved=draw(st.dates(date(2000, 1, 1), date(2090, 1, 1))),
                generalised=(group,),
            )
        )
    return tuple(found)


@st.composite
def state_standards(draw: st.DrawFn, functions: list[str]) -> StateStandard:
    refs = some(st.sampled_from(functions), 2) if functions else st.just(())

    def competences(codes: list[str]) -> tuple[StateCompetence, ...]:
        outcome = st.builds(StateOutcome, kind=st.sampled_from(OutcomeKind), text=TEXT)
        return tuple(
            StateCompetence(code=c, title=draw(TEXT), functions=draw(refs), outcomes=draw(some(outcome))) for c in codes
        )

    return StateStandard(
        code=draw(st.sampled_from(("15.01.38", "22.02.08"))),
        title=draw(TEXT),
        kind=draw(st.sampled_from(ProgrammeKind)),
        order_number=draw(ANY),
        approved=draw(st.none() | DAYS),
        qualification=draw(TEXT),
        activities=tuple(
            Activity(number=n, title=draw(TEXT), competences=competences(draw(distinct(COMPETENCE))))
            for n in draw(distinct(st.integers(1, 99), 2))
        ),
        general=competences(draw(distinct(COMPETENCE))),
        disciplines=tuple(
            Discipline(index=i, title=draw(TEXT), cycle="ОП", hours_min=draw(HOURS), competences=draw(some(COMPETENCE)))
            for i in draw(distinct(st.sampled_from(("ОП.01", "СГ.01"))))
        ),
        terms=draw(
            some(st.builds(TermOption, base=st.sampled_from(EntryBase), months=st.integers(1, 84), total_hours=HOURS))
        ),
        min_disciplines=draw(st.integers(0, 10_000)),
        min_practice=draw(st.integers(0, 10_000)),
        min_final_attestation=draw(st.integers(0, 10_000)),
        verified=draw(st.booleans()),
        source=draw(ANY),
    )


@st.composite
def elements(draw: st.DrawFn, workshops: list[str], people: list[str]) -> tuple[OutlineElement, ...]:
    indices = draw(distinct(st.sampled_from(("МДК.01.01", "УП.01", "ГИА", "X-1", "ОП.01(б)", "ООД.01"))))
    found = []
    for index in indices:
        low = draw(HOURS)
        high = draw(st.integers(low, 10_000))
        semesters = ((2, 1), (1, low - 1)) if low > 1 and draw(st.booleans()) else ()
        mark = st.builds(AttestationMark, st.sampled_from(AttestationForm), st.none() | KEYS)
        found.append(
            OutlineElement(
                index=index,
                title=draw(TEXT),
                kind=draw(st.sampled_from(ElementKind)),
                cycle=draw(st.sampled_from(("ООД", "П", "custom.1"))),
                hours_min=low,
                hours_max=high,
                module=draw(st.none() | st.just("ПМ.01")),
                variative=draw(st.integers(0, high)),
                competences=draw(some(COMPETENCE)),
                after=draw(some(st.sampled_from([i for i in indices if i != index]))) if len(indices) > 1 else (),
                attestations=draw(some(mark)),
                employer_block=draw(st.booleans()),
                semester_hours=semesters,
                workshops=draw(some(st.sampled_from(workshops))) if workshops else (),
                weeks=draw(some(st.tuples(st.integers(1, 260), st.integers(260, 520)))),
                teacher=draw(one_of_or_none(people)),
            )
        )
    return tuple(found)


@st.composite
def cards(draw: st.DrawFn, key: str, employers: list[str], programmes: list[str], functions: list[str]) -> DemandCard:
    refs = st.lists(st.sampled_from(functions), min_size=1, max_size=2).map(tuple) if functions else st.just(())

    def requirement(number: int) -> Requirement:
        texted, given = draw(TEXT), draw(refs)
        text = draw(st.just(texted) | st.just("")) if given else texted
        degree = st.integers(1, 3)
        return Requirement(
            number=number, text=text, functions=given, criticality=draw(degree), proficiency=draw(degree)
        )

    return DemandCard(
        key=key,
        employer=draw(st.sampled_from(employers)),
        job=draw(TEXT),
        headcount=tuple(
            Headcount(year=y, people=draw(st.integers(1, 100_000))) for y in draw(distinct(st.integers(2000, 2199)))
        ),
        deadline=draw(DAYS),
        requirements=tuple(requirement(n) for n in draw(distinct(st.integers(1, 9999)))),
        programme=draw(one_of_or_none(programmes)),
        equipment=draw(some(TEXT)),
        note=draw(ANY),
    )


@st.composite
def packs(draw: st.DrawFn) -> dict[str, NormPack]:
    """Packs of the folder's own, one of which may take the place of a built-in one."""
    known = sorted(normpack.builtin())
    found = {}
    for key in draw(distinct(st.sampled_from((known[0], "own-pack", "another")), 2)):
        title = draw(st.sampled_from(("Нормы", 'a "b" \\ c', "=1")))
        found[key] = replace(normpack.builtin()[known[-1]], key=key, title_ru=title)
    return found


@st.composite
def nodes(draw: st.DrawFn) -> tuple[StructureRule, ...]:
    """Bounds of cycles and modules, and nodes of their own of which all, some or one is taken."""
    made = []
    for key in draw(distinct(INDICES)):
        below = tuple(k for k in draw(distinct(INDICES, 4)) if k != key)
        least = draw(st.none() | st.integers(0, 500))
        most = draw(st.none() | st.integers(least or 0, 900))
        take = sorted(draw(st.lists(st.integers(1, len(below)), min_size=2, max_size=2))) if below else [None, None]
        made.append(
            StructureRule(
                key=key,
                title=draw(ANY),
                below=below,
                take_min=draw(st.sampled_from([None, take[0]])),
                take_max=draw(st.sampled_from([None, take[1]])),
                hours_min=least,
                hours_max=most,
                in_order=bool(below) and draw(st.booleans()),
            )
        )
    return tuple(made)


@st.composite
def branches(draw: st.DrawFn, workshops: list[str], people: list[str]) -> tuple[Branch, ...]:
    """Branches whose elements bear indices that the trunk does not have."""
    return tuple(
        Branch(
            key=key,
            title=draw(TEXT),
            qualification=draw(TEXT),
            activities=draw(some(st.integers(1, 99), 3)),
            elements=tuple(replace(e, index=f"В-{e.index}", after=()) for e in draw(elements(workshops, people))),
            employer_block=draw(st.none() | ANY),
            structure=draw(nodes()),
        )
        for key in draw(distinct(st.sampled_from(["a", "b", "cnc", "ветвь-1"]), 2))
    )


@st.composite
def clusters(draw: st.DrawFn) -> Cluster:
    """Any cluster that holds together: every reference leads to something."""
    orgs = draw(distinct(KEYS))
    sites = draw(distinct(KEYS)) if orgs else []
    programmes = draw(distinct(KEYS, 2))
    texts = draw(standards())
    functions = [f"{c}/{f.code}" for s in texts for c in (s.code, s.edition) for f in s.functions]
    state = [draw(state_standards(functions))] if draw(st.booleans()) else []
    if not state:
        programmes = []
    org = st.sampled_from(orgs or [""])
    workshops = draw(distinct(KEYS)) if sites else []
    people = draw(distinct(KEYS)) if orgs else []
    autumn, winter, spring = draw(st.integers(0, 20)), draw(st.integers(0, 10)), draw(st.integers(0, 22))
    return Cluster(
        key=draw(KEYS),
        name=draw(TEXT),
        industry=draw(TEXT),
        region=draw(TEXT),
        day=draw(DAYS),
        start_year=draw(st.integers(2000, 2199)),
        layout=YearLayout(autumn=autumn, winter=winter, spring=spring),
        illustrative=draw(st.booleans()),
        organisations=tuple(
            Organisation(
                key=k,
                name=draw(TEXT),
                role=draw(st.sampled_from(OrganisationRole)),
                parent=draw(one_of_or_none([o for o in orgs if o != k])),
                settlement=draw(ANY),
            )
            for k in orgs
        ),
        sites=tuple(Site(key=k, organisation=draw(org), name=draw(TEXT), address=draw(ANY)) for k in sites),
        workshops=tuple(
            Workshop(
                key=k,
                site=draw(st.sampled_from(sites)),
                name=draw(TEXT),
                places=draw(st.integers(1, 1000)),
                equipment=draw(some(TEXT)),
                shared=draw(st.booleans()),
            )
            for k in workshops
        ),
        staff=tuple(
            StaffMember(
                key=k,
                organisation=draw(org),
                name=draw(TEXT),
                role=draw(st.sampled_from(StaffRole)),
                subjects=draw(some(TEXT)),
                weekly_hours=draw(st.integers(0, 60)),
            )
            for k in people
        ),
        groups=tuple(
            StudentGroup(
                key=k,
                organisation=draw(org),
                programme=draw(st.sampled_from(programmes)),
                start_year=draw(st.integers(2000, 2199)),
                size=draw(st.integers(1, 500)),
            )
            for k in draw(distinct(KEYS))
            if orgs and programmes
        ),
        standards=texts,
        state_standards=tuple(state),
        demand=tuple(draw(cards(k, orgs, programmes, functions)) for k in draw(distinct(KEYS)) if orgs),
        programmes=tuple(
            ProgrammeOutline(
                key=k,
                title=draw(TEXT),
                state_standard=state[0].code,
                base=draw(st.sampled_from(EntryBase)),
                qualification=draw(TEXT),
                norms=draw(st.sampled_from(sorted(normpack.builtin()))),
                occupational_standards=draw(some(st.sampled_from([s.edition for s in texts]))) if texts else (),
                elements=draw(elements(workshops, people)),
                employer_block=draw(st.none() | ANY),
                note=draw(ANY),
                rulings=draw(rulings()),
                structure=draw(nodes()),
                activities=draw(some(st.integers(1, 99), 3)),
                branches=draw(branches(workshops, people)) if at == 0 else (),
            )
            for at, k in enumerate(programmes)
        ),
        norms={**normpack.builtin(), **draw(packs())},
        holidays=tuple(Holiday(day=d, hours=draw(st.integers(1, 24)), name=draw(ANY)) for d in draw(distinct(DAYS))),
    )
