"""The door: a second factor turned on and asked for, a recovery code, an invitation accepted."""

import re
import time

import pytest
from playwright.sync_api import expect
from tests.browser.accessibility import judge

from remeslo.web.apps.common.services import totp

PASSWORD = "длинный пароль 7"


def new_code(secret: str, after: str) -> str:
    """A generator's code that is not the one used before; its clock is then a step early, so that nobody waits."""
    step = int(time.time()) // totp.STEP_S
    now, next_one = (totp.code_at(secret, n) for n in (step, step + totp.DRIFT))
    return now if now != after else next_one


def sign_in(page, username: str) -> None:
    page.goto("/sign-in/")
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    page.locator(".sign-in-form button").click()


def sign_out(page) -> None:
    page.locator("header.bar details.menu").last.locator("summary").click()
    page.get_by_role("button", name=re.compile("Sign out|Выйти")).first.click()
    page.locator("#username").wait_for()


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("ru", 360)])
def test_invited_person_makes_an_account_and_signs_in_with_a_code_and_a_recovery_code(
    open_page, watch, language, width
):
    watch.expected = ("400 (Bad Request)", "404 (Not Found)")
    admin = open_page("administrator", "/c/severokamsk/access/invitations/", language=language, width=width)
    judge(admin, "common:invitations")
    admin.locator("#email").fill(f"{language}@example.org")
    admin.locator("#role").select_option("cluster_manager")
    admin.locator("form.panel button.btn-main").click()
    link = admin.locator("code.mono").inner_text()
    judge(admin, "common:invitations")

    username = f"invited-{language}"
    page = open_page(None, link, language=language, width=width)
    judge(page, "common:invitation")
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
    judge(page, "account:home")
    page.locator("a[href='/account/second-factor/']").click()
    judge(page, "account:second_factor")
    expect(page.locator(".qr-box svg")).to_be_visible()
    secret = page.locator("code.mono").inner_text().replace(" ", "")
    first = new_code(secret, "")
    page.locator("#code").fill(first)
    page.locator("form.panel button.btn-main").click()
    recovery = page.locator(".recovery-codes code").all_inner_texts()
    assert len(recovery) == 10
    judge(page, "account:second_factor")

    sign_out(page)
    sign_in(page, username)
    expect(page.locator("#code")).to_be_visible()
    judge(page, "common:sign_in_code")
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
    judge(page, "account:password")
    gone = open_page(None, link, language=language, width=width)
    expect(gone.locator("h1")).to_have_text(re.compile("opens nothing|ничего не открывает"))
    judge(gone, "common:invitation")
