"""Telegram and being asked again on the account page, in a real browser, with a service and a Bot API of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.fakes.astra_stack import ROOT
from tests.fakes.chromium import PHONE, Tab, open_chromium, open_tab
from tests.fakes.page_service import serving_pages
from tests.fakes.service_process import ServiceProcess
from tests.fakes.telegram_thread import TelegramThread, telegram_in_thread

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

ADA = 71
_AXE = """
() => axe.run(document, {resultTypes: ['violations']}).then(found =>
  found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(' | ')))
"""


@pytest.fixture(scope="module")
def telegram() -> Iterator[TelegramThread]:
    with telegram_in_thread() as running:
        yield running


@pytest.fixture(scope="module")
def page_service(tmp_path_factory: pytest.TempPathFactory, telegram: TelegramThread) -> Iterator[ServiceProcess]:
    """The service with a bot and its page, without a room server: this page needs none."""
    with serving_pages(tmp_path_factory.mktemp("platforms"), telegram.environment()) as running:
        yield running


@pytest.fixture
def tab(page_service: ServiceProcess, tmp_path: Path) -> Iterator[Tab]:
    with open_chromium(tmp_path / "none.wav") as browser, open_tab(browser, page_service.url, size=PHONE) as opened:
        opened.see("talk")
        opened.page.goto(f"{page_service.url}/account")
        yield opened


def find_wrong(page: Page) -> list[str]:
    """What axe finds, in light and dark, and whether the page is wider than the phone."""
    page.evaluate((ROOT / "web/node_modules/axe-core/axe.min.js").read_text("utf-8"))
    wrong: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        wrong += [f"{scheme}: {one}" for one in page.evaluate(_AXE)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        wrong.append("wider than the phone")
    return wrong


def read_choice(page: Page) -> dict[str, Any]:
    return page.evaluate("fetch('/api/follow-ups').then(a => a.json()).then(b => b.choice)")


def save(tab: Tab) -> None:
    tab.click("follow-ups-save")
    tab.wait_until(lambda: tab.page.get_by_test_id("follow-ups-saved").inner_text() == "Saved.", 10, "the choice saved")


def test_a_chat_is_linked_by_its_code_and_asking_again_is_switched_on_and_off(
    tab: Tab, telegram: TelegramThread
) -> None:
    page = tab.page
    tab.see("account-telegram")
    assert page.get_by_test_id("account-follow-ups").count() == 0

    tab.click("telegram-link")
    tab.see("telegram-code")
    code = page.get_by_test_id("telegram-code").inner_text()
    assert "@astra_test_bot" in page.get_by_test_id("account-telegram").inner_text()
    link = page.get_by_test_id("telegram-open").get_attribute("href")
    assert link == f"https://t.me/astra_test_bot?start={code.replace('-', '')}"
    assert find_wrong(page) == []

    telegram.write(ADA, code, 1)
    tab.see("telegram-account")
    tab.see("telegram-code", state="hidden")
    assert page.get_by_test_id("telegram-account").inner_text().startswith("Telegram, linked")

    tab.see("account-follow-ups")  # there is a chat to write to now
    switch = page.get_by_test_id("follow-ups-on")
    assert not switch.is_checked()
    switch.check()
    page.get_by_label("Quiet from").fill("20:30")
    save(tab)
    assert read_choice(page) | {"zone": ""} == {
        "is_on": True, "platform": "telegram", "quiet_from": "20:30", "quiet_until": "09:00", "zone": "",
    }  # fmt: skip
    assert find_wrong(page) == []

    page.reload()
    tab.see("account-follow-ups")
    assert switch.is_checked()
    switch.uncheck()
    save(tab)
    assert read_choice(page)["is_on"] is False

    tab.click("telegram-unlink")
    tab.see("telegram-account", state="hidden")
    tab.see("account-follow-ups", state="hidden")
    assert "no longer linked" in page.get_by_test_id("account-telegram").inner_text()
    assert [complaint for complaint in tab.complaints if "401" not in complaint] == []
