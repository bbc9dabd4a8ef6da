"""A guest keeps what was said: an account is made of them, and the words are there after signing out and in again."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from tests.fakes.astra_stack import AstraStack
from tests.fakes.chromium import Tab, open_chromium, open_tab

pytestmark = [pytest.mark.browser, pytest.mark.rooms, pytest.mark.timeout(150)]

TOLD = "My sister Marigold lives in Utrecht."
PASSWORD = "lantern over the harbour"


def fill_credentials(tab: Tab, email: str, password: str) -> None:
    tab.page.get_by_test_id("email").fill(email)
    tab.page.get_by_test_id("password").fill(password)
    tab.click("credentials-send")


def test_a_guest_keeps_the_words_and_finds_them_after_signing_in_again(
    astra: AstraStack, record: Callable[..., Path]
) -> None:
    email = f"mira-{uuid4().hex[:8]}@example.org"
    with open_chromium(record(0.5)) as browser, open_tab(browser, astra.url) as tab:
        tab.click("start")
        tab.see("caption-assistant", 30)
        before = len(tab.texts("caption-assistant"))
        tab.page.get_by_test_id("composer").fill(TOLD)
        tab.page.get_by_test_id("composer").press("Enter")
        tab.wait_until(lambda: len(tab.texts("caption-assistant")) > before, 30, "an answer")

        tab.click("nav-account")
        fill_credentials(tab, email, "12345678")
        tab.see("password-note")
        tab.wait_until(
            lambda: "easy to guess" in tab.page.get_by_test_id("password-note").inner_text(), 10, "the refusal"
        )
        tab.page.get_by_test_id("name").fill("Mira")
        fill_credentials(tab, email, PASSWORD)
        tab.see("account-entry")
        assert tab.page.get_by_test_id("account-email").inner_text() == email
        assert "Mira" in tab.page.get_by_test_id("nav-account").inner_text()

        tab.click("sign-out")
        tab.see("sign-in")
        fill_credentials(tab, email, "another harbour lantern")
        tab.wait_until(
            lambda: "belong together" in tab.page.get_by_test_id("password-note").inner_text(), 10, "the refusal"
        )
        fill_credentials(tab, email, PASSWORD)
        tab.see("talk")
        tab.click("nav-history")
        tab.click("history-row")
        tab.see("transcript")
        assert TOLD in tab.page.get_by_test_id("transcript").inner_text()
    refused = ("401", "422")
    assert [complaint for complaint in tab.complaints if not any(status in complaint for status in refused)] == []
