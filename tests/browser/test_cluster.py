"""Tables of the cluster: sorting, filtering, columns, copying and downloading exactly what is shown."""

from pathlib import Path

from playwright.sync_api import expect


def first_cells(page):
    return page.locator("tbody tr:visible th").all_inner_texts()


def test_a_table_sorts_by_number_and_by_word(open_page):
    page = open_page(path="/c/severokamsk/cluster/workshops/")
    places = page.locator("tbody tr td:nth-child(4)")

    page.get_by_role("button", name="Места").click()
    up = [int(n) for n in places.all_inner_texts()]
    page.get_by_role("button", name="Места").click()
    down = [int(n) for n in places.all_inner_texts()]

    assert up == sorted(up) and down == sorted(up, reverse=True) and up[0] != up[-1]
    expect(page.get_by_role("columnheader", name="Места")).to_have_attribute("aria-sort", "descending")


def test_a_table_filters_whatever_the_letter_case(open_page):
    page = open_page(path="/c/severokamsk/cluster/workshops/")
    all_of_them = page.locator("tbody tr:visible").count()

    page.get_by_label("Отбор строк").fill("СВАРОЧ")

    left = page.locator("tbody tr:visible")
    assert 0 < left.count() < all_of_them
    expect(page.locator("[data-shown]")).to_have_text(str(left.count()))


def test_a_column_is_hidden_and_stays_hidden(open_page):
    page = open_page(path="/c/severokamsk/cluster/")
    page.locator("summary", has_text="Столбцы").click()
    page.get_by_label("Населённый пункт").uncheck()

    page.reload()

    expect(page.get_by_role("columnheader", name="Населённый пункт")).to_have_count(0)


def test_copy_and_csv_hold_exactly_what_is_shown(open_page, tmp_path):
    page = open_page(path="/c/severokamsk/cluster/")
    page.get_by_label("Отбор строк").fill("техникум")
    shown = page.locator("tbody tr:visible").count()

    page.get_by_role("button", name="Копировать").click()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    file = tmp_path / "members.csv"
    download.value.save_as(file)
    rows = Path(file).read_text(encoding="utf-8-sig").splitlines()

    assert len(copied) == len(rows) == shown + 1
    assert copied[0].split("\t")[0] == rows[0].split(";")[0] == "Организация"


def test_a_found_workshop_opens_the_table_with_its_row_alone(page):
    page.keyboard.press("Control+k")
    page.keyboard.type("робот")
    page.get_by_role("option").filter(has_text="Мастерская").first.click()

    expect(page.locator("tbody tr:visible")).to_have_count(1)
