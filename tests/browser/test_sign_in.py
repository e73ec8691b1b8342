"""The door: a second factor turned on and asked for, a recovery code, an invitation accepted."""

import re
import time

import pytest
from playwright.sync_api import expect
from tests.browser.accessibility import overflow, serious_findings

from remeslo.web.apps.common.services import totp

PASSWORD = "длинный пароль 7"


def new_code(secret: str, after: str) -> str:
    """The next code of a generator that is not the one used before."""
    until = time.monotonic() + 45
    while time.monotonic() < until:
        code = totp.code_at(secret, int(time.time()) // totp.STEP_S)
        if code != after:
            return code
        time.sleep(1)
    raise AssertionError("the clock stands")


def sign_in(page, username: str) -> None:
    page.goto("/sign-in/")
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    page.locator(".sign-in-form button").click()


def sign_out(page) -> None:
    page.locator("header.bar details.menu").last.locator("summary").click()
    page.get_by_role("button", name=re.compile("Sign out|Выйти")).first.click()
    page.locator("#username").wait_for()


def sound(page) -> None:
    assert serious_findings(page) == [] and overflow(page) == 0


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("ru", 360)])
def test_invited_person_makes_an_account_and_signs_in_with_a_code_and_a_recovery_code(
    open_page, watch, language, width
):
    watch.expected = ("400 (Bad Request)", "404 (Not Found)")
    admin = open_page("administrator", "/c/severokamsk/access/invitations/", language=language, width=width)
    sound(admin)
    admin.locator("#email").fill(f"{language}@example.org")
    admin.locator("#role").select_option("cluster_manager")
    admin.locator("form.panel button.btn-main").click()
    link = admin.locator("code.mono").inner_text()
    sound(admin)

    username = f"invited-{language}"
    page = open_page(None, link, language=language, width=width)
    sound(page)
    for field, value in (("name", "Ильина Ольга"), ("username", username), ("password", PASSWORD)):
        page.locator(f"#{field}").fill(value)
    page.locator("#again").fill("другой пароль 77")
    page.locator("form.stack button.btn-main").click()
    expect(page.locator("#again")).to_have_attribute("aria-invalid", "true")
    for field in ("password", "again"):
        page.locator(f"#{field}").fill(PASSWORD)
    page.locator("form.stack button.btn-main").click()
    expect(page).to_have_url(re.compile("/c/severokamsk/$"))

    page.goto("/account/")
    sound(page)
    page.locator("a[href='/account/second-factor/']").click()
    sound(page)
    expect(page.locator(".qr-box svg")).to_be_visible()
    secret = page.locator("code.mono").inner_text().replace(" ", "")
    first = new_code(secret, "")
    page.locator("#code").fill(first)
    page.locator("form.panel button.btn-main").click()
    recovery = page.locator(".recovery-codes code").all_inner_texts()
    assert len(recovery) == 10
    sound(page)

    sign_out(page)
    sign_in(page, username)
    expect(page.locator("#code")).to_be_visible()
    sound(page)
    page.locator("#code").fill(first)
    page.locator("#code").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("#code").fill(new_code(secret, first))
    page.locator("#code").press("Enter")
    expect(page).to_have_url(re.compile("/c/severokamsk/$"))

    sign_out(page)
    sign_in(page, username)
    page.locator("#code").fill(recovery[0].upper())
    page.locator("#code").press("Enter")
    expect(page).to_have_url(re.compile("/c/severokamsk/$"))

    page.goto("/account/password/")
    sound(page)
    gone = open_page(None, link, language=language, width=width)
    expect(gone.locator("h1")).to_have_text(re.compile("opens nothing|ничего не открывает"))
    sound(gone)
