"""
Two ways to work with a page, counted alike: a mouse, and a keyboard that never touches one.

An *interaction* (`Hand.acts`) is one thing a person does to the application: a click or a drag; a key that acts (Enter,
Space, a letter of the table, Ctrl+Z); a field filled in, however many letters; a choice of a list, of a set of radio
buttons, a tick. Keys that only move (Tab, arrows) are counted apart (`Hand.moves`): they change nothing, as little as
moving a mouse does. Opening an address by hand is not among what a hand can do.
"""

from abc import ABC, abstractmethod

from playwright.sync_api import Locator, Page, expect

PATIENCE_MS = 60_000
"""A click waits for the page it leads to; the first table of a server waits until its standards are matched."""
STOPS = """(target) => {
  const root = document.querySelector("dialog:modal") ?? document;
  const all = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((e) =>
    e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true })
    && !(e.matches("summary") && e !== e.parentElement.querySelector(":scope > summary"))
    && !(e.type === "radio" && !e.checked && root.querySelector(`[name="${e.name}"]:checked`)));
  return all.indexOf(target) - all.indexOf(document.activeElement);
}"""
"""How many stops of the Tab key lie between the focus and an element; a guess, the way is then walked and looked at."""


NO_MOUSE = "addEventListener('pointerdown', () => console.error('a pointer was used'), true)"
"""A page that says so in its console, which fails the test."""


class Hand(ABC):
    """Somebody's hand at a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0
        self.moves = 0

    @abstractmethod
    def press(self, thing: Locator) -> None:
        """A button, a link, a box to tick."""

    @abstractmethod
    def write(self, field: Locator, text: str) -> None:
        """A field, anew."""

    @abstractmethod
    def choose(self, field: Locator, value: str) -> None:
        """An option of a list by its value, or the radio button with it."""

    @abstractmethod
    def menu(self, item: Locator, entry: str) -> None:
        """An entry (a selector) of the menu of a thing of the table."""

    @abstractmethod
    def say(self, item: Locator, text: str, kind: str) -> None:
        """A remark on a thing of the table."""

    @abstractmethod
    def entitle(self, field: Locator, text: str) -> None:
        """The words over a proposal, right after something was put into it."""

    @abstractmethod
    def carry(self, item: Locator, target: Locator) -> None:
        """A thing of the table onto another."""


class Mouse(Hand):
    """Clicks and drags."""

    def press(self, thing: Locator) -> None:
        thing.click(timeout=PATIENCE_MS)
        self.acts += 1

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)
        self.acts += 1

    def choose(self, field: Locator, value: str) -> None:
        if field.first.get_attribute("type") == "radio":
            field.and_(self.page.locator(f'[value="{value}"]')).check(force=True)
        else:
            field.select_option(value)
        self.acts += 1

    def menu(self, item: Locator, entry: str) -> None:
        self.press(item.locator("details[data-menu] > summary"))
        self.press(item.locator(entry))

    def say(self, item: Locator, text: str, kind: str) -> None:
        self.press(item.locator(".remarks > summary"))
        self.write(item.locator(".remarks textarea"), text)
        self.press(item.locator(f"button[value={kind}]"))

    def entitle(self, field: Locator, text: str) -> None:
        self.write(field, text)

    def carry(self, item: Locator, target: Locator) -> None:
        item.locator("[data-named]").first.drag_to(target.locator("[data-named]").first)
        self.acts += 1


class Keys(Hand):
    """Nothing but `page.keyboard`: on the pages that are opened from now on a pointer fails the test."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        page.add_init_script(NO_MOUSE)

    def press(self, thing: Locator) -> None:
        self.reach(thing)
        self.act("Space" if thing.get_attribute("type") == "checkbox" else "Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.acts += 1

    def choose(self, field: Locator, value: str) -> None:
        if field.first.get_attribute("type") == "radio":
            wanted = field.and_(self.page.locator(f'[value="{value}"]'))
            self.reach(field.and_(self.page.locator(":checked")))
            while not wanted.is_checked():
                self.move("ArrowDown")
        else:
            self.reach(field)
            order = field.locator("option").evaluate_all("all => all.map(o => o.value)")
            now = order.index(field.input_value())
            for _step in range(abs(order.index(value) - now)):
                self.move("ArrowDown" if order.index(value) > now else "ArrowUp")
            expect(field).to_have_value(value)
        self.acts += 1

    def menu(self, item: Locator, entry: str) -> None:
        self.walk(item)
        self.act("Enter")
        wanted = item.locator(entry)
        expect(item.locator(".menu-item").first).to_be_focused()
        while not self.has_focus(wanted):
            self.move("ArrowDown")
        self.act("Enter")

    def say(self, item: Locator, text: str, kind: str) -> None:
        self.walk(item)
        self.act("KeyD")
        field = item.locator(".remarks textarea")
        expect(field).to_be_focused()
        self.page.keyboard.insert_text(text)
        self.acts += 1
        self.press(item.locator(f"button[value={kind}]"))

    def entitle(self, field: Locator, text: str) -> None:
        self.act("KeyP")
        expect(field).to_be_focused()
        self.page.keyboard.insert_text(text)
        self.acts += 1

    def carry(self, item: Locator, target: Locator) -> None:
        self.walk(item)
        self.act("Space")
        here = target.locator(":scope > .put-here")
        expect(here).to_have_count(1)
        while not self.has_focus(here):
            self.move("ArrowDown")
        self.act("Enter")

    # --- moving ---
    def reach(self, thing: Locator) -> None:
        """The focus onto a thing, by Tab."""
        expect(thing).to_be_visible()
        stops = int(thing.evaluate(STOPS))
        for _stop in range(abs(stops)):
            self.move("Tab" if stops > 0 else "Shift+Tab")
        for _stop in range(400):
            if self.has_focus(thing):
                return
            self.move("Tab")
        raise AssertionError(f"the keyboard does not come to {thing}")

    def walk(self, item: Locator) -> None:
        """The focus onto a thing of a column: the column is one stop of Tab, arrows go along it."""
        if self.has_focus(item):
            return
        column = self.page.locator("[data-column]").filter(has=item)
        self.reach(column.locator("[data-item][tabindex='0']"))
        all_items = column.locator("[data-item]:visible")
        order = all_items.evaluate_all("all => all.map(i => i.id)")
        there = order.index(item.get_attribute("id"))
        now = all_items.evaluate_all("all => all.indexOf(document.activeElement)")
        for _step in range(abs(there - now)):
            self.move("ArrowDown" if there > now else "ArrowUp")
        expect(item).to_be_focused()

    def has_focus(self, thing: Locator) -> bool:
        return bool(thing.evaluate("e => e === document.activeElement"))

    def move(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.moves += 1

    def act(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.acts += 1
