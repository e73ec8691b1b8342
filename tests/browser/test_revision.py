"""A new edition: uploaded, reviewed by keyboard and by mouse, applied to a draft."""

from dataclasses import replace
from datetime import date

from playwright.sync_api import Page, expect
from tests.browser.accessibility import overflow, serious_findings

from remeslo.interchange import profstandart

HERE = "/c/minimal/standards/"


def next_edition(root) -> bytes:
    """The minimal cluster's standard under other numbers; approved so late that nothing else takes it."""
    (old,) = profstandart.read_files([root / "examples/minimal/standards/40.990.xml"]).standards
    groups = tuple(
        replace(g, functions=tuple(replace(f, code=f"{f.code[0]}/9{n}.{f.level}") for n, f in enumerate(g.functions)))
        for g in old.generalised
    )
    return profstandart.write([replace(old, order_number="990н", approved=date(2031, 1, 1), generalised=groups)])


def sound(page: Page) -> None:
    assert serious_findings(page) == []
    assert overflow(page) == 0


def test_new_edition_is_reviewed_by_keyboard_and_applied_to_a_draft(open_page, root):
    page = open_page(path=f"{HERE}upload/")
    files = [{"name": "new.xml", "mimeType": "application/xml", "buffer": next_edition(root)}]
    page.get_by_label("Выбрать файлы").set_input_files(files)
    page.get_by_role("button", name="Прочитать и показать, что изменится").click()
    page.get_by_role("button", name="Сохранить выбранное").click()
    page.wait_for_url(f"**{HERE}")
    page.goto(f"{HERE}review/")
    sound(page)
    page.get_by_role("button", name="Пересмотреть").click()

    sound(page)
    lines = page.locator("[data-line]")
    total = lines.count()
    assert total > 3
    page.keyboard.press("j")
    expect(lines.first).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator("#revision-progress")).to_contain_text(f"решено 1 из {total}")
    expect(lines.first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#ticked")).to_have_text("1")
    page.get_by_role("group", name="Отмечено связей").get_by_role("button", name="Отклонить").click()
    expect(page.locator("#revision-progress")).to_contain_text(f"решено 2 из {total}")
    page.get_by_role("button", name="как предложено").click()
    expect(page.locator("#revision-progress")).to_contain_text(f"решено {total} из {total}")
    address = page.url

    page.get_by_role("link", name="Посмотреть, что изменится").click()
    sound(page)
    page.get_by_role("button", name="Сохранить черновик").click()
    expect(page.get_by_text("применён", exact=True)).to_be_visible()
    expect(page.locator(".revision-decide")).to_have_count(0)

    narrow = open_page(path=address, language="en", width=360, theme="dark")
    sound(narrow)
    assert narrow.locator("[data-line]").count() == total
