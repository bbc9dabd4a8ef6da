"""The pages of accounts in a real browser: Google's ways, languages, leaving, a lost sign-in, and axe on every page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page

from tests.fakes.astra_stack import ROOT
from tests.fakes.chromium import PHONE, Tab, open_chromium, open_tab
from tests.fakes.openid_provider import OpenIdProvider, running_openid_provider
from tests.fakes.page_service import serving_pages
from tests.fakes.past_talks import write_export
from tests.fakes.service_process import ServiceProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

PASSWORD = "lantern over the harbour"
_AXE = """
() => axe.run(document, {resultTypes: ['violations']}).then(found => ({
  passed: found.passes.length,
  wrong: found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(' | ')),
}))
"""


@pytest.fixture(scope="module")
def google() -> Iterator[OpenIdProvider]:
    with running_openid_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, google: OpenIdProvider) -> Iterator[ServiceProcess]:
    """The service and its page with a Google of the tests, without a room server: these pages need none."""
    environment = {"ASTRA_RATE_SIGN_IN": "600/minute", **google.environment()}
    with serving_pages(tmp_path_factory.mktemp("accounts"), environment) as running:
        yield running


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_chromium(tmp_path_factory.mktemp("microphone") / "none.wav") as browser:
        yield browser


@pytest.fixture
def tab(service: ServiceProcess, chromium: Browser) -> Iterator[Tab]:
    with open_tab(chromium, service.url) as opened:
        opened.see("talk")
        yield opened


def sign_up(tab: Tab) -> str:
    email = f"mira-{uuid4().hex[:8]}@example.org"
    tab.click("nav-account")
    tab.page.get_by_test_id("email").fill(email)
    tab.page.get_by_test_id("password").fill(PASSWORD)
    tab.click("credentials-send")
    tab.see("account-entry")
    return email


def go_through_google(page: Page, email: str, *, tick: bool = False, answer: str = "Allow") -> None:
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", "pw")
    page.get_by_role("button", name="Sign in").click()
    if tick:
        page.check("input[name=birthday]")
    page.get_by_role("button", name=answer).click()


def test_google_with_the_birthday_asks_about_it_and_without_offers_it_later(tab: Tab, google: OpenIdProvider) -> None:
    google.add_person("ada@example.org", password="pw", name="Ada", birthday=(1996, 5, 14))
    tab.click("nav-sign-in")
    tab.click("google")
    go_through_google(tab.page, "ada@example.org")
    tab.see("talk")
    assert "Ada" in tab.page.get_by_test_id("nav-account").inner_text()
    tab.click("nav-profile")
    tab.click("birthday-link")
    go_through_google(tab.page, "ada@example.org", tick=True)
    tab.see("birth-question")
    assert "1996" in tab.page.get_by_test_id("birth-question").inner_text()
    tab.click("nav-account")
    assert tab.page.get_by_test_id("google-state").get_attribute("data-linked") == "true"
    assert tab.page.get_by_test_id("google-unlink").is_disabled()
    assert [complaint for complaint in tab.complaints if google.url not in complaint] == []


def test_a_refusal_at_google_is_explained_and_changes_nothing(tab: Tab, google: OpenIdProvider) -> None:
    google.add_person("eve@example.org", password="pw", name="Eve")
    tab.click("nav-sign-in")
    tab.click("google")
    go_through_google(tab.page, "eve@example.org", answer="Cancel")
    tab.see("google-failure")
    assert "Nothing has changed" in tab.page.get_by_test_id("google-failure").inner_text()
    tab.click("door-back")
    tab.see("talk")
    assert "Guest" in tab.page.get_by_test_id("nav-account").inner_text()


def test_the_language_changes_at_once_and_stays(tab: Tab) -> None:
    sign_up(tab)
    tab.page.locator("[data-testid=account-name] [data-testid=language-hi]").click()
    assert tab.page.get_by_role("heading", level=1).inner_text() == "आपका खाता"
    tab.wait_until(lambda: tab.page.evaluate("document.documentElement.lang") == "hi", 5, "the language named")
    tab.wait_until(
        lambda: tab.page.evaluate("fetch('/api/auth/me').then(a => a.json()).then(b => b.language)") == "hi",
        10,
        "the language kept",
    )
    tab.page.evaluate("localStorage.removeItem('astra.preferences')")
    tab.page.goto(tab.page.url.replace("/account", "/memory"))
    tab.wait_until(lambda: tab.page.get_by_role("heading", level=1).inner_text() == "Astra को क्या याद है", 10, "Hindi")
    assert tab.page.title() == "Astra को क्या याद है · Astra"
    assert tab.complaints == []


def test_a_lost_sign_in_leads_to_the_door_and_back(tab: Tab) -> None:
    email = sign_up(tab)
    tab.page.context.clear_cookies()
    tab.click("nav-memory")
    tab.see("sign-in")
    tab.page.get_by_test_id("email").fill(email)
    tab.page.get_by_test_id("password").fill(PASSWORD)
    tab.page.get_by_test_id("password").press("Enter")
    tab.see("memory")
    assert tab.page.url.endswith("/memory")


def test_deleting_needs_the_word_and_the_password_and_gives_the_focus_back(tab: Tab) -> None:
    email = sign_up(tab)
    tab.page.get_by_test_id("account-delete").focus()
    tab.page.keyboard.press("Enter")
    tab.see("delete-dialog")
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        assert tab.page.evaluate(inside)
    tab.page.keyboard.press("Escape")
    tab.see("delete-dialog", state="hidden")
    assert tab.page.evaluate("document.activeElement.dataset.testid") == "account-delete"

    with tab.page.expect_download() as saved:
        tab.click("account-export")
    assert email in Path(saved.value.path()).read_text("utf-8")

    tab.click("account-delete")
    assert tab.page.get_by_test_id("delete-confirm").is_disabled()
    tab.page.get_by_test_id("delete-word").fill("Delete")
    tab.page.get_by_test_id("delete-password").fill("not my password")
    tab.click("delete-confirm")
    tab.see("delete-password-note")
    tab.page.get_by_test_id("delete-password").fill(PASSWORD)
    tab.click("delete-confirm")
    tab.see("continue-as-guest")
    tab.page.get_by_test_id("email").fill(email)
    tab.page.get_by_test_id("password").fill(PASSWORD)
    tab.click("credentials-send")
    tab.see("password-note")


def test_the_page_heals_when_the_service_is_back(tab: Tab) -> None:
    tab.page.route("**/api/auth/me", lambda route: route.abort("connectionrefused"))
    tab.page.reload()
    tab.see("service-down")
    tab.page.unroute("**/api/auth/me")
    tab.see("talk", 15)


def test_the_first_tab_press_skips_to_the_page(tab: Tab) -> None:
    tab.page.keyboard.press("Tab")
    assert "skip" in (tab.page.evaluate("document.activeElement.className") or "")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.closest('main') !== null")


@contextmanager
def guest_with_past(service: ServiceProcess, browser: Browser, tmp_path: Path) -> Iterator[Tab]:
    """A guest with two conversations of the past, one of them shared."""
    with open_tab(browser, service.url, size=PHONE) as tab:
        tab.see("talk")
        export = write_export(tmp_path / "past.json", many=2).read_text("utf-8")
        send = """async body => {
          const headers = {'x-astra': '1', 'content-type': 'application/json'};
          await fetch('/api/history/import', {method: 'POST', headers, body});
        }"""
        tab.page.evaluate(send, export)
        yield tab


def test_axe_finds_nothing_on_any_page_in_light_and_dark(
    service: ServiceProcess, chromium: Browser, tmp_path: Path
) -> None:
    axe = (ROOT / "web/node_modules/axe-core/axe.min.js").read_text("utf-8")
    share = """async () => {
      const headers = {'x-astra': '1', 'content-type': 'application/json'};
      const {items} = await fetch('/api/sessions').then(a => a.json());
      const id = items[0].session_id;
      const made = await fetch(`/api/session/${id}/share`, {method: 'POST', headers, body: '{}'}).then(a => a.json());
      return {id, shared: new URL(made.url, location.href).pathname};
    }"""
    with guest_with_past(service, chromium, tmp_path) as tab:
        page, wrong = tab.page, list[str]()
        page.emulate_media(reduced_motion="reduce")
        made = page.evaluate(share)
        pages = {
            "/": "talk",
            "/sign-in": "sign-in",
            "/account": "account",
            "/memory": "memory-empty",
            "/chart": "chart-empty",
            "/profile": "birth-form",
            "/history": "history-row",
            f"/history/{made['id']}": "transcript",
            "/history/insights": "insights",
            "/history/shares": "shares",
            str(made["shared"]): "shared-words",
            "/nowhere": "not-found",
        }
        for path, test_id in pages.items():
            page.goto(service.url + path)
            tab.see(test_id)
            page.evaluate(axe)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found = page.evaluate(_AXE)
                assert found["passed"] > 5
                wrong += [f"{path} {scheme}: {one}" for one in found["wrong"]]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wrong.append(f"{path}: wider than the phone")
        assert wrong == []
