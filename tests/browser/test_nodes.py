"""The tree of a programme in a browser: walked and folded by keys, sound at all widths; a choice made by keys alone."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults

HERE = "/c/minimal/programmes/order/tree/fitter/"
PAGES = (HERE, f"{HERE}edit/")


@pytest.fixture
def tree(open_page) -> Page:
    return open_page(path=HERE, language="en")


def row(page: Page, index: str):
    return page.locator("tr.node-row", has=page.locator("th", has_text=index)).first


def test_the_tree_is_walked_opened_and_closed_by_keys(tree):
    shown = tree.locator("tr.node-row:not([hidden])")
    whole = shown.count()
    shown.first.focus()
    tree.keyboard.press("ArrowDown")
    cycle = tree.locator("tr:focus")
    expect(cycle).to_have_attribute("aria-level", "2")
    tree.keyboard.press("ArrowLeft")
    expect(cycle).to_have_attribute("aria-expanded", "false")
    assert shown.count() < whole
    tree.keyboard.press("ArrowRight")
    assert shown.count() == whole
    tree.keyboard.press("End")
    expect(shown.last).to_be_focused()
    tree.keyboard.press("ArrowLeft")
    expect(tree.locator("tr:focus")).to_have_class("node-row node-cycle node-level-2")
    tree.keyboard.press("Home")
    expect(shown.first).to_be_focused()
    tree.get_by_role("button", name="Cycles and modules").click()
    assert shown.count() < whole
    expect(row(tree, "ПМ.01")).to_be_visible()
    expect(row(tree, "МДК.01.01")).to_be_hidden()
    row(tree, "ПМ.01").locator("[data-toggle]").click()
    expect(row(tree, "МДК.01.01")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("ru", 1440), ("ru", 360), ("en", 360)])
def test_tree_and_form_are_sound_at_every_width(open_page, language, width):
    page = open_page(path=HERE, language=language, width=width)

    assert faults(page, PAGES) == {}


def test_a_choice_is_written_looked_at_and_saved_by_keyboard_alone(tree):
    link = tree.get_by_role("link", name="Bounds and choices")
    link.focus()
    tree.keyboard.press("Enter")
    new = tree.get_by_role("group", name="New node").first
    new.get_by_label("Index").focus()
    tree.keyboard.type("ПМ.ДВ")
    tree.keyboard.press("Tab")
    tree.keyboard.type("One of two exams")
    tree.keyboard.press("Tab")
    tree.keyboard.type("МДК.01.01; МДК.02.01")
    tree.keyboard.press("Tab")
    tree.keyboard.type("1")
    tree.keyboard.press("Tab")
    tree.keyboard.type("1")
    tree.keyboard.press("Enter")
    touches = tree.get_by_role("region", name="What this touches")
    expect(touches).to_contain_text("different cycles or modules")
    touches.get_by_role("button", name="Save as a draft").press("Enter")
    expect(tree.get_by_role("heading", name="Structure of the programme")).to_be_visible()
    expect(tree.get_by_text("is saved as a draft")).to_be_visible()
