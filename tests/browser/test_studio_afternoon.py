"""From no programme to a signed, planned and printed one, by two people, by mouse and by keyboard alone; counted."""

import os
import subprocess
import sys
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect
from tests.browser.sitting import story
from tests.browser.sitting.hands import Keys, Mouse
from tests.browser.sitting.people import HEAD, METHODIST, PASSWORD, SECOND, THIRD
from tests.interchange.programmebook import docxcheck

FEWER_THAN = 60
"""Interactions of the methodist from the empty cluster to the last signature; `hands` says what counts as one."""
BY_MOUSE, BY_KEYS = "stol-mysh", "stol-klaviatura"


@pytest.fixture(scope="module")
def empty_clusters(root, site, site_data) -> None:
    """Two clusters without a programme, in the running server's data."""
    environment = {**os.environ, "REMESLO_DATA": str(site_data), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("REMESLO_DATABASE_URL", None)
    command = [sys.executable, "tests/browser/sitting/load.py", BY_MOUSE, BY_KEYS]
    done = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("hand", "cluster", "language"), [(Mouse, BY_MOUSE, "ru"), (Keys, BY_KEYS, "en")], ids=["mouse", "keyboard"]
)
@pytest.mark.usefixtures("empty_clusters")
def test_two_people_make_three_cards_in_own_words_a_signed_programme_that_is_planned_and_printed(
    open_page, hand, cluster, language
):
    methodist = hand(open_page(METHODIST, language=language))
    employer = hand(open_page(HEAD, language=language))

    table = story.begin(methodist, cluster)
    beside = story.sit_down(employer, cluster)
    story.decide_on_the_sheet(table, beside)
    story.disagree_and_decide(table, beside)
    story.merge_and_weigh(table)
    story.propose_and_approve(table, beside)
    story.freeze_and_sign(methodist, employer)
    second = hand(open_page(SECOND, language=language))
    third = hand(signed_in_with_password(open_page, language))
    for person in (second, third):
        story.sign_from_today(person, cluster)
    spent = methodist.acts

    story.publish_and_plan(methodist)
    book_says_what_was_decided(story.take(methodist, "/book/"))
    curriculum_has_the_hours_decided(story.take(methodist, "curriculum.xlsx"))
    assert spent < FEWER_THAN, f"{spent} interactions and {methodist.moves} moves"


def signed_in_with_password(open_page, language):
    """The third employer's representative, on a phone."""
    page = open_page(None, "/sign-in/", language=language, width=360)
    page.locator("#username").fill(THIRD)
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_be_visible()
    return page


def book_says_what_was_decided(data: bytes) -> None:
    """The document is sound, and says what three employers asked for and the group decided."""
    assert docxcheck.faults(data) == []
    text = docxcheck.text(docxcheck.trees(data)["word/document.xml"])
    for house in ("Северокамский трубопрокатный", "завод гидравлических машин", "Новорудская точная оснастка"):
        assert house in text
    competences = text.count("ПК 3.")
    assert competences > 10 and text.count(story.ROBOT) > 3, "kept in the employer's own words, it is a competence"
    assert story.DROPPED not in text
    assert text.count(story.NOVICE) == 1, "what the employer pays for stands in the answers to demand alone"


def curriculum_has_the_hours_decided(data: bytes) -> None:
    """Every element is there, УП.02 with the hours that were ruled, and all together are what the standard says."""
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[1]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], str)]
    semesters = {row[0]: sum(h for h in row[15:17] if isinstance(h, int)) for row in rows}
    taught = {"СГ", "ОП", "МДК", "УП", "ПП", "ПМ", "ГИА"}
    assert semesters["УП.02"] == story.HOURS
    assert sum(h for index, h in semesters.items() if index.partition(".")[0] in taught) == 1476
