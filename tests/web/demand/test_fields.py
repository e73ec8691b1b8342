"""From what was typed to a card, with every problem told."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.web.apps.demand.fields import from_card, from_draft, from_post, to_card

EMPLOYERS, PROGRAMMES = ("turbines", "valves"), ("welder",)
lines = st.text("абвг, ё-1", min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(bool)
cards = st.builds(
    DemandCard,
    key=st.just("k"),
    employer=st.sampled_from(EMPLOYERS),
    job=lines,
    headcount=st.lists(st.integers(2026, 2040), min_size=1, max_size=4, unique=True).flatmap(
        lambda years: st.tuples(
            *(st.builds(Headcount, year=st.just(y), people=st.integers(1, 500)) for y in sorted(years))
        )
    ),
    deadline=st.dates(date(2026, 1, 1), date(2040, 1, 1)),
    requirements=st.lists(st.integers(1, 50), min_size=1, max_size=5, unique=True).flatmap(
        lambda numbers: st.tuples(
            *(
                st.builds(
                    Requirement,
                    number=st.just(n),
                    text=lines,
                    functions=st.just(()) | st.just(("40.002/A/01.2", "40.002@701н-2013-12-02/B/02.3")),
                    criticality=st.integers(1, 3),
                    proficiency=st.integers(1, 3),
                )
                for n in numbers
            )
        )
    ),
    programme=st.none() | st.sampled_from(PROGRAMMES),
    equipment=st.lists(lines, max_size=3, unique=True).map(tuple),
    note=lines | st.just(""),
)


def posted(card: DemandCard) -> QueryDict:
    """What a browser sends for the card's form."""
    fields = from_card(card)
    post = QueryDict(mutable=True)
    for name in ("employer", "job", "deadline", "programme", "equipment", "note"):
        post[name] = getattr(fields, name)
    for year, people in fields.headcount:
        post.appendlist("year", year)
        post[f"people-{year}"] = people
    for n, row in enumerate(fields.requirements):
        post.appendlist("row", str(n))
        post[f"r{n}-number"] = str(row.number)
        post[f"r{n}-text"] = row.text
        post.setlist(f"r{n}-functions", list(row.functions))
        post[f"r{n}-criticality"], post[f"r{n}-proficiency"] = row.criticality, row.proficiency
    return post


def read(post: QueryDict):
    with translation.override("en"):
        return to_card("k", from_post(post), employers=EMPLOYERS, programmes=PROGRAMMES)


@given(card=cards)
def test_a_card_sent_unchanged_is_the_same_card(card):
    assert read(posted(card)).card == card


@given(card=cards)
def test_a_draft_keeps_every_field(card):
    fields = from_post(posted(card))

    assert from_draft(fields.to_json()) == fields


@pytest.fixture
def good() -> QueryDict:
    return posted(
        DemandCard(
            key="k",
            employer="turbines",
            job="Сварщик",
            headcount=(Headcount(year=2028, people=3),),
            deadline=date(2028, 7, 1),
            requirements=(Requirement(number=1, text="Варить"), Requirement(number=2, text="Мерить")),
        )
    )


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("employer", "strangers", "employer"),
        ("job", "  ", "job"),
        ("job", "x" * 301, "job"),
        ("deadline", "", "deadline"),
        ("deadline", "31.12.2028", "deadline"),
        ("deadline", "9999-01-01", "deadline"),
        ("programme", "unknown", "programme"),
        ("people-2028", "", "headcount"),
        ("people-2028", "-3", "headcount"),
        ("people-2028", "три", "headcount"),
        ("people-2028", "99999999", "headcount"),
        ("people-2028", "²", "headcount"),
        ("r0-text", "x" * 2001, "r1"),
        ("r0-functions", "рисовать", "r1"),
        ("r0-criticality", "7", "r1"),
        ("r0-proficiency", "", "r1"),
    ],
)
def test_a_wrong_field_is_named_and_no_card_is_made(good, field, value, where):
    good[field] = value

    reading = read(good)

    assert reading.card is None and set(reading.errors) == {where}


def test_all_problems_are_told_at_once(good):
    good.update({"job": "", "deadline": "", "employer": ""})
    good["job"], good["deadline"], good["employer"], good["people-2028"] = "", "", "", "много"

    assert set(read(good).errors) == {"job", "deadline", "employer", "headcount"}


def test_blank_rows_are_passed_over_but_not_all_of_them(good):
    good["r0-text"] = " "
    assert [r.number for r in read(good).card.requirements] == [2]

    good["r1-text"] = ""
    assert set(read(good).errors) == {"requirements"}


def test_rows_keep_their_numbers_in_any_order_and_new_ones_never_reuse_one(good):
    good.setlist("row", ["7", "1", "0"])
    good["r7-text"] = "Новое"

    assert [(r.number, r.text) for r in read(good).card.requirements] == [(3, "Новое"), (2, "Мерить"), (1, "Варить")]


@pytest.mark.parametrize("forged", ["0", "-1", "²", "1e3", "999999999999", "1"])
def test_a_forged_number_of_a_row_is_replaced(good, forged):
    good["r1-number"] = forged

    assert [r.number for r in read(good).card.requirements] == [1, 2]


def test_a_code_typed_with_cyrillic_letters_is_the_same_function(good):
    good["r0-functions"] = " 40.002/А/01.2 "

    assert read(good).card.requirements[0].functions == ("40.002/A/01.2",)


@given(
    st.dictionaries(
        st.sampled_from(["row", "year", "job", "r0-number", "r0-text", "people-1", "deadline"]), st.text(max_size=9)
    )
)
def test_whatever_is_sent_gives_a_card_or_reasons(data):
    post = QueryDict(mutable=True)
    post.update(data)

    reading = read(post)

    assert (reading.card is None) == bool(reading.errors)
