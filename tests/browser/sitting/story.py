"""
An afternoon at the table: three employers' cards in their own words become a programme that everybody signed.

The methodist begins the programme; the head of the group, the first employer's representative, disagrees; both
decide; the other two employers only sign. Whoever works, works by a `Hand`: the same steps by mouse and by keyboard.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect
from tests.browser.sitting.hands import PATIENCE_MS, Hand

SHEET = {
    "stol-stpk/2": "accept:40.902@902н-2026-02-12:A/01.3",
    "stol-stpk/6": "own",
    "stol-vzgm/4": "accept:40.902@902н-2026-02-12:B/03.4",
    "stol-vzgm/6": "own",
    "stol-osnastka/4": "accept:40.902@902н-2026-02-12:C/02.4",
    "stol-osnastka/5": "own",
    "stol-osnastka/6": "drop",
}
"""Where the methodist's word differs from what matching chose, or where matching was not sure; the rest is sure."""
ROBOT = "Работать на станке, который загружает робот"
GAUGE = "Контроль размеров у станка и ввод коррекций"
HONING = "Растачивать и хонинговать гильзу гидроцилиндра под уплотнение"
TURNING = "Токарная обработка деталей средней сложности с нарезанием резьбы"
NOVICE = "Рассказать новичку на участке, почему бережётся резьба"
DISAGREES = "Коррекции ввести мало: нужен тот, кто научит сменщика."
SETTLED = "Подняли до уровня наставника."
PROPOSAL = "Наставничеству учит завод, и платит он же"
DROPPED = "Вести учёт оснастки на складе по штрихкоду"
HOURS = 180
HOURS_NOTE = "На резьбу нужен лишний день у станка"


@dataclass(frozen=True, slots=True)
class Table:
    """One person's page of the table, and the hand at it."""

    hand: Hand

    @property
    def page(self) -> Page:
        return self.hand.page

    def request(self, text: str) -> Locator:
        """A request of the left column."""
        return self.page.locator("#list-demand .request").filter(has_text=text)

    def line(self, text: str) -> Locator:
        """A line of the middle column, by its own words."""
        named = self.page.locator(".line-text", has_text=text)
        return self.page.locator("#list-lines .line").filter(has=named)

    def apply(self) -> None:
        """What was looked at is done: the button has the focus already."""
        button = self.page.locator("[data-apply]")
        expect(button).to_be_focused()
        self.hand.press(button)
        self.done()

    def done(self) -> None:
        """The change is made, and the page shows it."""
        expect(self.page.locator("[data-impact-open]")).to_have_count(0)
        said = re.compile("Сделано|Спорно|Done|Contested")
        expect(self.page.locator("#studio-said")).to_contain_text(said)


def begin(methodist: Hand, cluster: str) -> Table:
    """From a cluster without a programme to its open table."""
    page = methodist.page
    page.set_default_navigation_timeout(PATIENCE_MS)
    page.goto(f"/c/{cluster}/studio/")
    expect(page.locator("#tables")).to_have_count(0)
    methodist.press(page.locator("main a[href$='/studio/new/']"))
    state = page.locator("#state_standard")
    named = state.locator("option[value^='15.01.38']").get_attribute("value")
    assert named is not None
    methodist.choose(state, named)
    methodist.choose(page.locator("[name=base]"), "soo")
    for card in ("stol-stpk", "stol-vzgm", "stol-osnastka"):
        methodist.press(page.locator(f"[name=cards][value={card}]"))
    methodist.press(page.locator(".save-bar button"))
    expect(page.locator("#list-demand .request")).to_have_count(18, timeout=PATIENCE_MS)
    return Table(methodist)


def sit_down(employer: Hand, cluster: str) -> Table:
    """The employer finds the table in the list."""
    employer.page.set_default_navigation_timeout(PATIENCE_MS)
    employer.page.goto(f"/c/{cluster}/studio/")
    employer.press(employer.page.locator("#tables tbody a"))
    expect(employer.page.locator("#list-demand .request").first).to_be_visible()
    return Table(employer)


def decide_on_the_sheet(methodist: Table, employer: Table) -> None:
    """Everything that waits, as one bundle; the employer rules on one of its requests before it is made."""
    page = methodist.page
    methodist.hand.press(page.locator("[data-open-sheet]"))
    sheet = page.locator("[data-sheet]")
    expect(sheet.locator("select")).to_have_count(18)
    for key, value in SHEET.items():
        methodist.hand.choose(sheet.locator(f'select[name="{key}"]'), value)
    keep_in_own_words(employer)
    methodist.hand.press(sheet.locator("[data-sheet-ask]"))
    expect(sheet.locator(".impact-list")).to_be_visible()
    methodist.apply()
    expect(methodist.request(ROBOT).locator(".contested")).to_be_visible()


def keep_in_own_words(employer: Table) -> None:
    """The head keeps the own request as it is worded."""
    employer.hand.menu(employer.request(ROBOT), ".menu-item[data-act*='\"own\"']")
    employer.apply()


def disagree_and_decide(methodist: Table, employer: Table) -> None:
    """Of two rulings the head chooses one; says that a line asks too little; the methodist raises it and says so."""
    contested = employer.request(ROBOT).locator(".contested")
    employer.hand.press(contested.locator("li").filter(has_text=re.compile("действует|in force")).get_by_role("button"))
    employer.apply()
    employer.hand.say(employer.line(GAUGE), DISAGREES, "disagreement")
    expect(methodist.line(GAUGE).locator(".remark")).to_contain_text(DISAGREES)
    methodist.hand.menu(methodist.line(GAUGE), '.menu-item[data-act*=\'"level": "3"\']')
    methodist.apply()
    answer = methodist.line(GAUGE).locator(".remark form")
    methodist.hand.write(answer.locator("input[name=note]"), SETTLED)
    methodist.hand.press(answer.get_by_role("button"))
    expect(methodist.line(GAUGE).locator(".remark-settled")).to_contain_text(SETTLED)


def merge_and_weigh(methodist: Table) -> None:
    """A request in own words goes into another line; an element gets other hours, with the reason."""
    methodist.hand.carry(methodist.request(HONING), methodist.line(TURNING))
    methodist.apply()
    expect(methodist.line(TURNING).locator(".line-request")).to_have_count(2)
    page = methodist.page
    methodist.hand.press(page.locator("#fold-elements > summary"))
    element = page.locator(".element").filter(has=page.locator(".code", has_text=re.compile("^УП.02$")))
    expect(element.locator("strong")).not_to_contain_text(str(HOURS))
    methodist.hand.write(element.locator("[name=hours]"), str(HOURS))
    methodist.hand.press(element.locator("form button").first)
    expect(page.locator("[data-apply]")).to_be_focused()
    methodist.hand.write(page.locator("[data-impact-open] [name=note]"), HOURS_NOTE)
    methodist.hand.press(page.locator("[data-apply]"))
    methodist.done()
    expect(element.locator("strong")).to_contain_text(str(HOURS))


def propose_and_approve(methodist: Table, employer: Table) -> None:
    """Who pays for what one employer alone asks for is put before the group; the head approves it."""
    page = methodist.page
    methodist.hand.menu(methodist.line(NOVICE), ".menu-item[data-act*='\"employer\"']")
    methodist.hand.press(page.locator("[data-collect]"))
    methodist.hand.entitle(page.locator("#bundle-title"), PROPOSAL)
    methodist.hand.press(page.locator("#studio-bundle form button"))
    expect(page.locator("main")).to_contain_text(PROPOSAL)
    second = employer.page
    employer.hand.press(second.locator(".tabs a[href$='/proposals/']"))
    employer.hand.press(second.locator("form[action$='/approve/'] button"))
    expect(second.locator(".chip-ok").last).to_be_visible()


def freeze_and_sign(methodist: Hand, employer: Hand) -> None:
    """The methodist fixes the version and signs for the college; the head signs as the head and for the house."""
    page = methodist.page
    methodist.press(page.locator(".tabs a[href$='/signing/']"))
    methodist.press(page.locator("form[action$='/start/'] button"))
    expect(page.locator(".signature")).to_have_count(5)
    methodist.press(page.locator("form[action$='/sign/'] button"))
    expect(page.locator("form[action$='/sign/']")).to_have_count(0)
    second = employer.page
    employer.press(second.locator(".tabs a[href$='/signing/']"))
    for left in (1, 0):
        employer.press(second.locator("form[action$='/sign/'] button").first)
        expect(second.locator("form[action$='/sign/']")).to_have_count(left)


def sign_from_today(hand: Hand, cluster: str) -> None:
    """A person who only signs finds what waits among the day's work."""
    hand.page.goto(f"/c/{cluster}/")
    hand.press(hand.page.locator("main a[href$='/signing/']").first)
    hand.press(hand.page.locator("form[action$='/sign/'] button"))
    expect(hand.page.locator("form[action$='/sign/']")).to_have_count(0)


def publish_and_plan(methodist: Hand) -> None:
    """The signed programme is published, the line plans it, and the methodist opens what came of it."""
    page = methodist.page
    methodist.press(page.locator(".tabs a[href$='/signing/']"))
    methodist.press(page.locator("form[action$='/publish/'] button"))
    methodist.press(page.locator("main a[href$='/planning/']"))
    methodist.press(page.locator("main a[href*='/planning/runs/']").first)
    expect(page.locator("#run[data-state=done]")).to_be_visible(timeout=2 * PATIENCE_MS)
    methodist.press(page.locator("#run tbody a").first)
    expect(page.locator("main h1")).to_contain_text("15.01.38")


def take(hand: Hand, paper: str) -> bytes:
    """A paper of the programme as a file, by the end of its address."""
    with hand.page.expect_download() as given:
        hand.press(hand.page.locator(f"main a[href*='{paper}']").first)
    return given.value.path().read_bytes()
