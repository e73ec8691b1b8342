"""The graph of requisites in a browser: what lights up by mouse and by keyboard, the table beside it, width, phone."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults

HERE = "/c/minimal/programmes/order/programme/fitter/"
COMPARE = "/c/minimal/programmes/order/compare/?a=programme:fitter@1&b=programme:fitter"
PAGES = (HERE, COMPARE, "/c/minimal/programmes/order/compare/")
LIT = ".structure-node.is-before, .structure-node.is-after"


@pytest.fixture
def graph(open_page) -> Page:
    """A methodist's page in English, in the cluster that is planned."""
    return open_page(path=HERE, language="en")


def node(page: Page, index: str):
    return page.locator(".structure-node", has=page.locator(f'text.structure-code:text-is("{index}")'))


def test_pointing_at_an_element_lights_up_what_it_waits_for_and_what_it_blocks(graph):
    node(graph, "УП.01").hover()

    expect(node(graph, "МДК.01.01")).to_have_class("structure-node is-before")
    expect(node(graph, "ПМ.01.Э")).to_have_class("structure-node is-after")
    expect(graph.locator("[data-said]")).to_contain_text("УП.01")
    assert graph.locator(".structure-arc.is-before").count() >= 1
    assert graph.locator(".structure-arc.is-after").count() >= 1

    node(graph, "УП.01").click()
    graph.locator("h1").hover()
    expect(node(graph, "УП.01")).to_have_class("structure-node is-here")
    expect(graph.locator("tr.is-here")).to_contain_text("УП.01")


def test_the_graph_is_walked_by_keyboard_alone(graph):
    graph.locator(".structure-node").first.focus()
    expect(graph.locator(".structure-node[tabindex='0']")).to_have_count(1)
    graph.keyboard.press("End")
    last = graph.locator(".structure-node:focus")
    expect(last).to_have_count(1)
    graph.keyboard.press("ArrowLeft")
    expect(graph.locator(".structure-node.is-here:focus")).to_have_count(1)
    expect(graph.locator(LIT).first).to_be_visible()

    graph.keyboard.press("Enter")
    graph.keyboard.press("Escape")
    graph.keyboard.press("Home")
    expect(graph.locator(".structure-node").first).to_be_focused()
    graph.get_by_role("button", name="Larger").press("Enter")
    width = float(graph.locator(".structure-svg").get_attribute("width"))
    assert width > float(graph.locator(".structure-svg").get_attribute("data-width"))


def test_fewer_kinds_of_requisites_may_be_counted(graph):
    before = graph.locator(".structure-arc[data-before]").count()
    graph.get_by_role("checkbox", name="outcomes used again").uncheck()
    graph.get_by_role("button", name="Count these").click()

    expect(graph.get_by_role("checkbox", name="outcomes used again")).not_to_be_checked()
    assert graph.locator(".structure-arc[data-before]").count() < before


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("ru", 1440, "light"), ("en", 1440, "dark"), ("ru", 360, "dark")],
)
def test_pages_are_sound_in_both_languages_widths_and_themes(open_page, language, width, theme):
    page = open_page(path=HERE, language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}

    if width == 360:
        page.goto(HERE)
        table, picture = page.locator(".structure-table"), page.locator(".structure-picture")
        assert table.bounding_box()["y"] < picture.bounding_box()["y"]
