"""A round table from the proposed agenda to a decision carried out, by four people; the employer's answer page."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Page, expect
from tests.browser.accessibility import overflow, serious_findings

EXAMPLE = "/c/severokamsk/dialogue/"
MINIMAL = "/c/minimal/dialogue/"
TODAY = datetime.now(UTC).date()
TEXT = "Открыть станки для соседей по субботам"


def sound(page: Page) -> list[str]:
    """What is wrong with a page wide and narrow."""
    wrong = []
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"{page.url} at {width}: {f}" for f in serious_findings(page)]
        if too_wide := overflow(page):
            wrong.append(f"{page.url} at {width}: {too_wide} px too wide")
    page.set_viewport_size({"width": 1440, "height": 900})
    return wrong


def docx_text(data: bytes) -> str:
    """All text of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    return " ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body))


def press(page: Page, value: str) -> None:
    """The button of an act."""
    page.locator(f"main button[name=do][value={value}]").first.click()


def officer(page: Page, name: str, capacity: str) -> None:
    """Make a participant chair or secretary."""
    row = page.locator("main tbody tr", has_text=name)
    row.locator("summary").click()
    row.locator(f"button[value={capacity}]").click()
    expect(page.locator("main tbody tr", has_text=name).locator(".chip").first).to_be_visible()


def test_round_table_from_proposed_agenda_to_a_decision_carried_out(open_page):
    manager = open_page("upravlyayushchiy", f"{EXAMPLE}new/", language="ru")
    manager.locator("#id_title").fill("Диалог зимы")
    manager.locator("#id_day").fill((TODAY + timedelta(days=1)).isoformat())
    manager.locator("#id_time").fill("10:00")
    wrong = sound(manager)
    manager.locator("main form button").first.click()

    # the agenda: two proposed questions with their reasons, one of one's own, put first by keyboard
    questions = manager.locator(".dialogue-questions > li")
    expect(questions.nth(1)).to_be_visible()
    questions.nth(0).locator("summary").click()
    expect(questions.nth(0).locator(".dialogue-reasons li").first).to_contain_text("+")
    for n in (0, 1):
        questions.nth(n).locator("input[name=question]").check()
    press(manager, "take")
    agenda = manager.locator("#agenda > li")
    expect(agenda).to_have_count(2)
    manager.locator("#own-title").fill("Станки для соседних колледжей")
    press(manager, "own")
    expect(agenda).to_have_count(3)
    for place in (2, 1):
        agenda.nth(place).focus()
        with manager.expect_navigation():
            manager.keyboard.press("Alt+ArrowUp")
    expect(agenda.nth(0)).to_contain_text("Станки для соседних колледжей")
    wrong += sound(manager)

    # participants and invitations
    here = manager.url.removesuffix("agenda/")
    path = here[here.index("/c/") :]
    manager.goto(f"{path}people/")
    for name in ("Тимур Гайсин", "Семён Аркадьев", "Вера Ключникова"):
        manager.locator(".dialogue-members label", has_text=name).locator("input").check()
    press(manager, "invite")
    officer(manager, "Семён Аркадьев", "chair")
    officer(manager, "Вера Ключникова", "secretary")
    wrong += sound(manager)
    manager.goto(path)
    press(manager, "call")
    employer = open_page("rabotodatel", "/c/severokamsk/", language="ru")
    employer.locator("main a[href$='" + path + "']").first.click()
    press(employer, "coming")
    expect(employer.locator("main .callout").first).to_contain_text("придёт")
    employer.locator("main details.fold > summary").first.click()
    employer.locator("textarea[id^=say-]").first.fill("По субботам у нас свободны наставники.")
    employer.locator("textarea[id^=say-]").first.locator("xpath=..").locator("button").click()
    expect(employer.locator(".dialogue-remark").first).to_contain_text("свободны наставники")
    wrong += sound(employer)

    # a proposal, voted by two people on their own pages
    press(manager, "open")
    employer.goto(f"{path}votes/")
    employer.locator("#put-text").fill(TEXT)
    employer.locator("#put-item").select_option(index=1)
    press(employer, "put")
    manager.goto(f"{path}votes/")
    manager.locator("#votes button[value=open]").click()
    expect(employer.locator("#votes button[value=for]")).to_be_visible()
    employer.locator("#votes button[value=for]").click()
    expect(employer.locator("#votes button[value=for]")).to_have_attribute("aria-pressed", "true")
    chair = open_page("zamdirektora", f"{path}votes/", language="ru", width=360)
    chair.locator("#votes button[value=against]").click()
    expect(chair.locator("#votes button[value=against]")).to_have_attribute("aria-pressed", "true")
    chair.locator("#votes button[value=for]").click()
    expect(manager.locator("#votes .dialogue-counts strong").first).to_have_text("2")
    manager.locator("#votes button[value=close]").click()
    expect(manager.locator("#votes .chip").first).to_have_text("принято")
    wrong += sound(manager)

    # the decision with owner and day
    manager.reload()
    manager.locator("#id_text").fill(TEXT)
    owner = manager.locator("#id_owner option").nth(0).text_content()
    manager.locator("#id_owner").select_option(index=0)
    person = manager.locator("#id_person option", has_text="Семён Аркадьев").get_attribute("value")
    manager.locator("#id_person").select_option(person)
    manager.locator("#id_due").fill((TODAY + timedelta(days=7)).isoformat())
    manager.locator("#id_item").select_option(index=1)
    manager.locator("#id_proposal").select_option(index=1)
    manager.locator("form[action$='/decide/'] button").click()
    expect(manager.locator("#decisions tbody tr")).to_contain_text(TEXT)
    manager.goto(path)
    press(manager, "close")

    # minutes: written, fixed, signed by two, read back
    manager.goto(f"{path}minutes/")
    manager.locator("textarea[id^=heard-]").first.fill("Договорились о субботах.")
    manager.locator("textarea[id^=heard-]").first.locator("xpath=..").locator("button").click()
    expect(manager.locator(".dialogue-paper")).to_contain_text("Договорились о субботах.")
    press(manager, "fix")
    wrong += sound(manager)
    for person_name in ("zamdirektora", "metodist"):
        signer = chair if person_name == "zamdirektora" else open_page(person_name, path, language="ru")
        signer.goto(f"{path}minutes/")
        press(signer, "sign")
        expect(signer.locator("#toasts")).to_contain_text("Подписано")
    manager.reload()
    for language, heading in (("ru", "ПРОТОКОЛ"), ("en", "MINUTES")):
        with manager.expect_download() as got:
            manager.locator(f".page-actions a[href$='language={language}']").click()
        text = docx_text(got.value.path().read_bytes())
        for words in (heading, "Диалог зимы", TEXT, owner, "Договорились о субботах.", "Семён Аркадьев"):
            assert words in text

    # carried out, with evidence
    chair.goto("/c/severokamsk/")
    chair.locator("main a[href*='/dialogue/decisions/']").first.click()
    chair.locator("#evidence").fill("Приказ о субботних часах")
    press(chair, "done")
    expect(chair.locator("main .chip").first).to_have_text("исполнено")
    manager.goto(f"{EXAMPLE}decisions/?state=done")
    expect(manager.locator("tbody tr", has_text=TEXT)).to_contain_text("Приказ о субботних часах")
    wrong += sound(manager)
    assert wrong == []


def test_answer_page_of_an_employer_says_what_the_plan_says(open_page):
    page = open_page("rabotodatel", f"{MINIMAL}answers/", language="ru")
    row = page.locator("tr[data-card='works-01']")
    expect(row.locator("td", has_text="из 22")).to_contain_text(
        "22 из 22"
    )  # 12 in 2027 and 10 in 2028, one group of 24
    day = row.locator("td[data-value^='20']").get_attribute("data-value")
    wrong = sound(page)
    row.locator("a").click()

    expect(page.locator("#answer-line")).to_contain_text("в срок мест 22 из 22")
    years = page.locator("section[aria-labelledby=years-head] tbody tr")
    assert [years.nth(n).locator("td.num").all_inner_texts()[:2] for n in (0, 1)] == [["12", "12"], ["10", "10"]]
    group = page.locator("section[aria-labelledby=groups-head] tbody tr td.num")
    assert group.all_inner_texts() == ["24", "22", "0", "2"]
    wrong += sound(page)
    page.locator("section[aria-labelledby=groups-head] a[href*='/programmes/']").click()
    weeks = int(re.search(r"(\d+)", page.locator("main").get_by_text(re.compile(r"\d+\s+недел")).first.inner_text())[1])
    monday = date(2026, 9, 1) - timedelta(days=date(2026, 9, 1).weekday())
    assert day == (monday + timedelta(days=7 * weeks - 3)).isoformat()

    manager = open_page("upravlyayushchiy", f"{MINIMAL}answers/", language="en")
    expect(manager.locator("tr[data-card='works-01']")).to_contain_text("22 of 22")
    assert wrong == []
