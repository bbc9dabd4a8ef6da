"""Companions chosen, conversations looked after, and New Chat under clicks, tabs and a failing service, in Chromium."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.fakes.astra_stack import AstraStack
from tests.fakes.chromium import Tab, open_chromium, open_tab
from tests.fakes.past_talks import write_export

pytestmark = [pytest.mark.browser, pytest.mark.rooms, pytest.mark.timeout(180)]

SISTER = "My sister Wilhelmina lives in Utrecht."
LISBON = "I keep thinking about the move to Lisbon."
STORM = """(at) => setTimeout(() => {
  for (let n = 0; n < 500; n++) document.querySelector('[data-testid=new-chat]').click();
}, at - Date.now())"""


def is_listening(tab: Tab) -> bool:
    return tab.page.get_by_test_id("dial").get_attribute("data-mood") == "listening"


def list_live(tabs: list[Tab]) -> list[Tab]:
    return [tab for tab in tabs if tab.page.get_by_test_id("talk").get_attribute("data-phase") == "live"]


def wait_for_listening(tab: Tab) -> None:
    tab.wait_until(lambda: is_listening(tab), 30, "listening")


def type_line(tab: Tab, line: str) -> None:
    before = len(tab.texts("caption-assistant"))
    tab.page.get_by_test_id("composer").fill(line)
    tab.page.get_by_test_id("composer").press("Enter")
    tab.wait_until(lambda: len(tab.texts("caption-assistant")) > before, 30, "an answer")
    wait_for_listening(tab)


def current_session(page: Page) -> str:
    return str(page.evaluate("sessionStorage.getItem('astra.talk')"))


def read(astra: AstraStack, query: str, *values: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{astra.database}?mode=ro", uri=True)) as db:
        return db.execute(query, values).fetchall()


def count_stored(astra: AstraStack, line: str) -> int:
    return len(read(astra, "select 1 from message where text = ? and role = 'user'", line))


def count_begun_like(astra: AstraStack, session_id: str) -> int:
    """How many conversations the owner of this one has ever begun."""
    of_owner = "select 1 from session where user_id = (select user_id from session where replace(id, '-', '') = ?)"
    return len(read(astra, of_owner, session_id.replace("-", "")))


def test_companions_are_chosen_and_conversations_looked_after(
    astra: AstraStack, record: Callable[..., Path], tmp_path: Path
) -> None:
    with open_chromium(record(0.2)) as browser, open_tab(browser, astra.url) as tab:
        tab.click("nav-history")
        tab.click("history-data")
        tab.page.get_by_test_id("import-file").set_input_files(write_export(tmp_path / "past.json", many=3))
        tab.see("imported", 30)
        tab.page.keyboard.press("Escape")

        tab.page.get_by_test_id("open-create").focus()
        tab.page.keyboard.press("Enter")
        tab.see("persona-orion")
        begin = tab.page.get_by_test_id("create-begin")
        assert begin.is_disabled(), "a companion must be chosen"
        assert tab.page.get_by_test_id("create-dialog").locator("img").count() >= 4
        tab.page.get_by_test_id("persona-orion").locator("input").focus()
        tab.page.keyboard.press("Space")
        tab.page.get_by_test_id("create-name").fill("Doubts")
        tab.page.keyboard.press("Enter")
        tab.see("caption-assistant", 30)
        wait_for_listening(tab)
        type_line(tab, SISTER)
        tab.wait_until(lambda: tab.page.get_by_test_id("title").inner_text() == "Doubts", 15, "its name")
        assert tab.page.locator(".line[data-role=assistant] .speaker").first.inner_text().startswith("Orion")

        tab.click("open-manage")
        tab.wait_until(lambda: tab.page.get_by_test_id("managed").count() == 4, 10, "every talk")
        here = tab.page.locator("[data-testid=managed][aria-current=true]")
        assert here.count() == 1
        assert "Orion" in here.inner_text()
        here.get_by_test_id("managed-rename").click()
        tab.page.get_by_test_id("title-field").fill("Doubts about stars")
        tab.page.keyboard.press("Enter")
        tab.wait_until(lambda: "Doubts about stars" in here.inner_text(), 10, "the new name")

        tab.page.get_by_test_id("managed").filter(has_text="Meera").get_by_test_id("managed-go-on").click()
        tab.wait_until(lambda: LISBON in tab.texts("caption-user"), 15, "old words")
        assert SISTER not in tab.texts("caption-user")
        wait_for_listening(tab)
        type_line(tab, "What did I say about Lisbon?")
        assert tab.page.locator(".line[data-role=assistant] .speaker").last.inner_text().startswith("Meera")

        tab.click("open-manage")
        here.get_by_test_id("managed-remove").click()
        tab.click("remove-confirm")
        tab.wait_until(lambda: tab.page.get_by_test_id("managed").count() == 3, 15, "one talk less")
        tab.page.keyboard.press("Escape")
        tab.see("empty")
        assert tab.complaints == []


def test_a_storm_of_clicks_in_two_tabs_makes_one_conversation(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(0.2)) as browser, open_tab(browser, astra.url) as tab:
        tab.click("start")
        tab.see("caption-assistant", 30)
        wait_for_listening(tab)
        type_line(tab, SISTER)
        first = current_session(tab.page)
        begun = count_begun_like(astra, first)
        stored = count_stored(astra, SISTER)

        other = Tab(tab.page.context.new_page())
        other.page.goto(astra.url)
        other.see("new-chat")
        both = [tab, other]
        at = tab.page.evaluate("Date.now() + 1500")
        for one in both:
            one.page.evaluate(STORM, at)
        live: list[Tab] = []

        def one_talks() -> bool:
            live[:] = list_live(both)
            return count_begun_like(astra, first) > begun and len(live) == 1

        tab.wait_until(one_talks, 30, "one that talks")
        (talking,) = live
        wait_for_listening(talking)
        assert current_session(talking.page) not in {first, "null"}
        assert count_begun_like(astra, first) == begun + 1
        assert count_stored(astra, SISTER) == stored

        resting = other if talking is tab else tab
        resting.page.get_by_test_id("new-chat").and_(resting.page.locator(":enabled")).click()
        wait_for_listening(resting)
        talking.see("banner-taken")
        talking.click("start")
        wait_for_listening(talking)
        resting.see("banner-taken")
        assert current_session(talking.page) not in {first, "null"}
        assert tab.complaints == []


def test_a_failing_save_keeps_the_talk_until_it_works(astra: AstraStack, record: Callable[..., Path]) -> None:
    line = "I promised Wilhelmina to write on Sunday."
    with open_chromium(record(0.2)) as browser, open_tab(browser, astra.url) as tab:
        tab.click("start")
        tab.see("caption-assistant", 30)
        wait_for_listening(tab)
        type_line(tab, line)
        first = current_session(tab.page)

        failing = "**/api/users/sessions/save"
        tab.page.route(failing, lambda route: route.fulfill(status=503, json={"error": {"code": "unavailable"}}))
        tab.click("new-chat")
        tab.see("save-failed")
        assert line in tab.texts("caption-user")
        assert current_session(tab.page) == first
        type_line(tab, "Are you still there?")

        tab.page.unroute(failing)
        tab.page.get_by_test_id("save-failed").get_by_role("button").click()
        tab.wait_until(lambda: line not in tab.page.inner_text("main"), 15, "an empty page")
        wait_for_listening(tab)
        assert tab.page.get_by_test_id("title").inner_text() == "New Conversation"
        assert count_stored(astra, line) == 1
        assert [complaint for complaint in tab.complaints if "503" not in complaint] == []
