"""Uploading standards in the browser: preview, decision, hostile files; reading a standard."""

import pytest
from playwright.sync_api import Page, expect

UPLOAD = "/c/severokamsk/standards/upload/"


@pytest.fixture
def example_xml(root):
    return (root / "examples/severokamsk/standards").glob("*.xml")


def choose(page: Page, *files):
    page.goto(UPLOAD)
    page.get_by_label("Выбрать файлы").set_input_files(
        [{"name": name, "mimeType": "text/xml", "buffer": data} for name, data in files]
    )
    page.get_by_role("button", name="Прочитать и показать, что изменится").click()
    page.get_by_role("heading", level=1, name="Что изменится").wait_for()


def test_a_standard_is_previewed_then_saved(page, example_xml):
    source = sorted(example_xml)[0].read_text(encoding="utf-8")
    changed = source.replace("27.901", "27.951").encode()

    choose(page, ("new.xml", changed))
    expect(page.locator("#save .chip")).to_have_text("новое")
    expect(page.locator(".counted")).to_contain_text("трудовые функции")
    expect(page.get_by_text("ещё ничего не сохранено")).to_be_visible()
    page.get_by_role("button", name="Сохранить выбранное").click()

    expect(page.locator("#toasts")).to_contain_text("Из загрузки сохранён 1 документ")
    expect(page.locator("tbody tr", has_text="27.951")).to_be_visible()


def test_a_bomb_and_a_broken_file_are_told_and_the_good_one_stays(page, example_xml):
    good = sorted(example_xml)[1].read_bytes()
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'

    choose(page, ("bomb.xml", bomb), ("broken.xml", good[:500]), ("good.xml", good))

    expect(page.get_by_text("не читается")).to_have_count(2)
    expect(page.locator("#save .chip")).to_have_text("уже есть, такой же")
    expect(page.locator(".findings")).to_contain_text("bomb.xml")
    page.get_by_role("button", name="Отбросить загрузку").click()
    expect(page.get_by_role("heading", level=1, name="Стандарты")).to_be_visible()


def test_too_large_a_choice_is_told_before_anything_is_sent(page):
    page.goto(UPLOAD)
    page.evaluate(
        """() => {
            const list = new DataTransfer();
            list.items.add(new File([new Uint8Array(51 * 1024 * 1024)], "huge.xml"));
            const input = document.querySelector("#files");
            input.files = list.files;
            input.dispatchEvent(new Event("change", {bubbles: true}));
        }"""
    )

    expect(page.locator("[data-error]")).to_contain_text("больше 50")
    expect(page.locator("[data-send]")).to_be_disabled()


def test_the_tree_filters_and_a_reference_opens_its_branch(page):
    page.goto("/c/severokamsk/standards/")
    page.locator("tbody tr", has_text="40.901").get_by_role("link").click()
    page.get_by_label("Отбор функций").fill("фрезер")
    shown = page.locator("[data-branch]:visible")
    assert 0 < shown.count() < page.locator("[data-branch]").count()

    page.goto(page.url + "#C/01.4")

    expect(page.locator('[id="C/01.4"]')).to_have_attribute("open", "")
