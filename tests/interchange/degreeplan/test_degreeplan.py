"""Degree plans: read back equal, odd files read, wrong cells named with their line, public files all read."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import Severity
from remeslo.core.curriculum.analytics import (
    NOTHING,
    AnyOf,
    Need,
    RequisiteKind,
    System,
    UnitKey,
    all_of,
    analyse,
    any_of,
)
from remeslo.interchange.degreeplan import (
    DegreeCourse,
    DegreePlan,
    looks_like,
    read_degree_plan,
    read_degree_plan_file,
    write_degree_plan,
)
from remeslo.interchange.degreeplan.cells import BadCell, read_requisites

PRE, CO, STRICT = RequisiteKind
KEYS = st.sampled_from([UnitKey(k) for k in ("1", "2", "30", "BW101", "ц-4")])
SOFT = st.builds(Need, KEYS, st.sampled_from((PRE, CO)))
REQUISITES = st.lists(
    st.one_of(
        st.builds(Need, KEYS, st.sampled_from(RequisiteKind)),
        st.recursive(
            SOFT,
            lambda inner: st.one_of(
                st.lists(inner, min_size=2, max_size=3).map(any_of), st.lists(inner, min_size=2, max_size=3).map(all_of)
            ),
            max_leaves=6,
        ),
    ),
    max_size=3,
).map(all_of)
NAMES = st.text("abcЖё, \"';|«»:", max_size=8).map(lambda t: " ".join(t.split()))
SHARED = Path(__file__).resolve().parents[4] / "shared/data/degree-plans"


@st.composite
def plans(draw):
    keys = draw(st.lists(KEYS, unique=True, min_size=1, max_size=5))
    rows = [
        DegreeCourse(
            key=k,
            name=draw(NAMES),
            prefix=draw(NAMES),
            requisite=draw(REQUISITES),
            credits=draw(st.none() | st.decimals(0, 99, places=1)),
            term=draw(st.none() | st.integers(1, 12)),
            additional=n >= draw(st.integers(0, 6)),
        )
        for n, k in enumerate(keys)
    ]
    rows.sort(key=lambda c: c.additional)
    return DegreePlan(
        file="x.csv",
        courses=tuple(rows),
        curriculum=draw(NAMES),
        institution=draw(NAMES),
        system=draw(st.sampled_from(System)),
    )


@settings(max_examples=80)
@given(plans())
def test_a_written_plan_reads_back_equal(plan):
    reading = read_degree_plan(write_degree_plan(plan), name="x.csv")

    assert (_in_order(reading.plan), reading.findings) == (_in_order(plan), ())


def _in_order(plan):
    """Cells by kind lose the order between kinds, which says nothing."""
    rows = [
        (c.key, c.name, c.prefix, c.credits, c.term, c.additional, frozenset(_parts(c.requisite))) for c in plan.courses
    ]
    return rows, plan.curriculum, plan.institution, plan.system


def _parts(requisite):
    return getattr(all_of([requisite, NOTHING]), "parts", (requisite,))


@settings(max_examples=150)
@given(st.text("12;,| ()co:pre", max_size=20))
def test_any_cell_is_read_or_refused(text):
    with suppress(BadCell):
        read_requisites(text, PRE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", NOTHING),
        ("4;5,3", all_of(Need(UnitKey(k)) for k in "453")),
        ("3, 4 ; 6", all_of(Need(UnitKey(k)) for k in "346")),
        ("pre:6 co:7", all_of((Need(UnitKey("6")), Need(UnitKey("7"), CO)))),
        ("1 | 2", AnyOf((Need(UnitKey("1")), Need(UnitKey("2"))))),
        ("(1;co:2)|3", AnyOf((all_of((Need(UnitKey("1")), Need(UnitKey("2"), CO))), Need(UnitKey("3"))))),
    ],
)
def test_cells_mean_what_the_format_page_says(text, expected):
    assert read_requisites(text, PRE) == expected


@pytest.mark.parametrize(
    "text", ["1|", "|1", "(1", "1)", "()", "odd:3", "pre:", "strict:1|2", "(" * 30 + "1" + ")" * 30]
)
def test_cells_that_say_nothing_sound_are_refused(text):
    with pytest.raises(BadCell):
        read_requisites(text, PRE)


HEADER = "Course ID,Course Name,Prerequisites,Credit Hours,Term\n"


def test_wrong_cells_are_named_with_their_lines_and_the_rest_is_kept():
    text = f"Curriculum,C,,,\nColour,red,,,\nCourses,,,,\n{HEADER}1,A,,3,1\n1,B,,3,1\n,C,,3,1\n2,D,1|,x,0\n"
    reading = read_degree_plan(text.encode(), name="p.csv")

    assert [(f.code, f.where) for f in reading.findings] == [
        ("degreeplan.head_unknown", "p.csv:2"),
        ("degreeplan.id_repeated", "p.csv:6"),
        ("degreeplan.id_bad", "p.csv:7"),
        ("degreeplan.requisite_bad", "p.csv:8"),
        ("degreeplan.number_bad", "p.csv:8"),
        ("degreeplan.number_bad", "p.csv:8"),
    ]
    assert [(c.key, c.credits, c.term) for c in reading.plan.courses] == [("1", Decimal(3), 1), ("2", None, None)]


def test_a_table_without_a_head_and_a_section_with_its_own_header_are_read():
    text = f'"Course ID", "Course Name", "Requisities", "Term"\n1,"A B","",1\nAdditional Courses\n{HEADER}2,C,1,4,2\n'
    plan = read_degree_plan(text.encode(), name="some/my plan.csv").plan

    assert plan.title == "my plan"
    assert [(c.name, c.additional, c.requisite) for c in plan.courses] == [
        ("A B", False, NOTHING),
        ("C", True, Need(UnitKey("1"))),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b"hello", HEADER.encode(), b"PK\x03\x04", b'"Course ID,Course Name']
)
def test_what_is_no_plan_is_refused_with_a_finding(data):
    reading = read_degree_plan(data, name="p.csv")

    assert reading.plan is None
    assert any(f.severity is Severity.STOPS_SAVING for f in reading.findings)


@pytest.mark.shared
def test_every_public_plan_is_read_whole_and_only_the_known_ones_are_wrong():
    files = sorted(SHARED.glob("*.csv"))
    readings = {f.name: read_degree_plan_file(f) for f in files}
    graphs = {name: r.plan.graph for name, r in readings.items()}

    assert len(files) == 56 and not any(r.findings for r in readings.values())
    assert sum(len(g.units) for g in graphs.values()) == sum(_rows(f) for f in files)
    impossible = [name for name, g in graphs.items() if not analyse(g).feasibility.is_feasible]
    assert impossible == ["test__big_unsatisfiable_curric.csv"]
    assert all(looks_like(f.name, f.read_bytes()) for f in files)


@pytest.mark.shared
def test_the_plan_that_is_unsatisfiable_on_purpose_is_told_so_with_its_circle():
    graph = read_degree_plan_file(SHARED / "test__big_unsatisfiable_curric.csv").plan.graph
    found = analyse(graph)

    (circle,) = found.feasibility.circles
    assert set(circle.units) == {"40", "44", "42"} and len(circle.kinds) == 3
    assert circle.knot == ("40", "42", "43", "44")
    assert found.feasibility.never == ("40", "42", "43", "44", "45", "46", "47", "50", "51")
    assert found.least_terms is None


def _rows(path: Path) -> int:
    """Lines that begin with a number and a comma: courses, counted without the reader."""
    return sum(
        line.lstrip('"').split(",")[0].strip('" ').isdigit() for line in path.read_text("utf-8-sig").splitlines()
    )
