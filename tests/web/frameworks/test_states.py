"""A state standard by form: the notation reads back equal, each wrong line is named, versions follow one another."""

from dataclasses import replace

import pytest
from django.utils.translation import override
from tests.web.conftest import STATE
from tests.web.frameworks.test_uploading import preview, save

from remeslo.core.competence.statestandard import Discipline, EntryBase, OutcomeKind, StateOutcome, TermOption
from remeslo.interchange import statesheet
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.frameworks.stateform import StateFields, from_standard, to_standard
from remeslo.web.apps.registry.contents import state_standard_key
from remeslo.web.apps.registry.values import version_value

NEW, KEY = "/c/small/standards/state/new/", state_standard_key(STATE)
COMPETENCE = STATE.activities[0].competences[0]
RICH = replace(
    STATE,
    activities=(
        replace(
            STATE.activities[0],
            competences=(
                replace(
                    COMPETENCE,
                    functions=("99.002/A/01.2", "99.002/A/02.2"),
                    outcomes=(
                        StateOutcome(OutcomeKind.PRACTICE_SKILL, "Варить: трубы"),
                        StateOutcome(OutcomeKind.KNOWLEDGE, "Стали"),
                    ),
                ),
            ),
        ),
    ),
    disciplines=(Discipline(index="ОП.01", title="Чтение чертежей", cycle="ОП", hours_min=36, competences=("ОК 01",)),),
    terms=(TermOption(base=EntryBase.BASIC_GENERAL, months=22, total_hours=2952),),
    min_practice=500,
    verified=True,
    source="приказ",
)


def posted(standard=RICH, **more):
    fields = from_standard(standard)
    data = {n: getattr(fields, n) for n in StateFields.__dataclass_fields__ if n != "terms"}
    for name, column in zip(("base", "months", "hours"), zip(*fields.terms, strict=True), strict=False):
        data[name] = list(column)
    return {**data, **more}


def test_every_part_of_a_standard_comes_back_from_its_fields():
    assert to_standard(from_standard(RICH)).standard == RICH


def test_text_pasted_from_an_order_is_understood_with_latin_letters_and_stray_points():
    fields = replace(
        from_standard(RICH), general="OK 01. Выбирать способы\n\nОК02) Искать", activities="ВД 1 А\nПК 1.1. Б"
    )

    standard = to_standard(fields).standard

    assert [c.code for c in standard.general] == ["ОК 01", "ОК 02"]
    assert standard.activities[0].competences[0].title == "Б"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("activities", "ВД 1 А\nПК 1.1 Б\nчто-то", "Line 3"),
        ("activities", "ПК 1.1 Б\nВД 1 А\nПК 1.2 В", "Line 1"),
        ("activities", "ВД 1 А\nВД 2 Б\nПК 2.1 В", "Line 1"),
        ("activities", "ВД 1 А\nПК 1.1 Б\nПК 1.1 В", "Line 3"),
        ("activities", "ВД 1 А\nПК 1.1 Б\n= 40.2/A", "Line 3"),
        ("general", "= 40.002/A/01.2", "Line 1"),
        ("disciplines", "ОП.01; Чертежи; мало", "Line 1"),
        ("disciplines", "ОП.01; Чертежи; 0", "Line 1"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(name, text, line):
    with override("en"):
        errors = to_standard(replace(from_standard(RICH), **{name: text})).errors

    assert errors[name][0].startswith(line)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("code", "15.01"),
        ("title", " "),
        ("qualification", ""),
        ("kind", "x"),
        ("approved", "32.01.2024"),
        ("min_practice", "²"),
        ("min_disciplines", "-1"),
        ("activities", ""),
    ],
)
def test_a_wrong_field_is_told_beside_the_field(name, value):
    assert name in to_standard(replace(from_standard(RICH), **{name: value})).errors


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


@pytest.mark.django_db
def test_a_new_standard_is_saved_and_its_page_shown(methodist, cluster):
    answer = methodist.post(NEW, posted(replace(RICH, code="15.01.98")))

    page = methodist.get(answer["Location"])
    assert page.context["standard"] == replace(RICH, code="15.01.98")
    assert VersionedDocument.objects.get(key=page.context["document"].key).published is not None


@pytest.mark.django_db
def test_a_changed_standard_becomes_its_next_version(methodist):
    answer = methodist.post(f"/c/small/standards/state/{KEY}/edit/", posted(based_on="1"))

    document = VersionedDocument.objects.get(key=KEY)
    assert answer.status_code == 302 and document.latest.number == 2 and version_value(document.latest) == RICH


@pytest.mark.django_db
def test_two_people_at_once_are_told_and_nothing_is_overwritten(methodist):
    methodist.post(f"/c/small/standards/state/{KEY}/edit/", posted(based_on="1"))

    answer = methodist.post(f"/c/small/standards/state/{KEY}/edit/", posted(replace(RICH, title="Моё"), based_on="1"))

    assert answer.status_code == 409 and "Моё" in answer.text
    assert VersionedDocument.objects.get(key=KEY).latest.number == 2


@pytest.mark.django_db
def test_an_order_that_is_here_already_is_not_written_a_second_time(methodist):
    answer = methodist.post(NEW, posted())

    assert answer.status_code == 400 and "here already" in answer.text


@pytest.mark.django_db
def test_what_is_wrong_keeps_what_was_typed(methodist):
    answer = methodist.post(NEW, posted(code="?", title="Напечатанное <b>"))

    assert answer.status_code == 400 and "Напечатанное &lt;b&gt;" in answer.text


@pytest.mark.django_db
def test_the_workbook_form_goes_out_and_comes_in_by_upload(methodist):
    methodist.post(f"/c/small/standards/state/{KEY}/edit/", posted(based_on="1"))
    book = methodist.get(f"/c/small/standards/state/{KEY}/form.xlsx").content
    assert statesheet.read(book, name="x").standard == RICH

    changed = statesheet.write(replace(RICH, min_practice=600))
    page = preview(methodist, ("state.xlsx", changed))

    [(offer, _uses)] = page.context["offers"]
    assert (offer.arrival.value, offer.changes) == ("differs", 1)
    save(
        methodist,
        page,
    )
    assert version_value(VersionedDocument.objects.get(key=KEY).latest).min_practice == 600


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.MINISTRY_OFFICIAL])
def test_readers_write_no_standards(signed_in, cluster, role):
    reader = signed_in(role, cluster=cluster, organisation="valves")

    assert reader.get(NEW).status_code == 403 and reader.post(NEW, posted()).status_code == 403
