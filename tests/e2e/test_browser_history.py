"""A person brings their past talks in, finds a moment in them, names, shares, exports and deletes them, in Chromium."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.fakes.astra_stack import AstraStack
from tests.fakes.chromium import PHONE, Tab, open_chromium, open_tab
from tests.fakes.past_talks import MANY, RIVER, write_export

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def enter_history(tab: Tab, folder: Path) -> None:
    """Go to the history page and bring an export in there."""
    tab.see("start")
    if tab.page.get_by_test_id("menu").is_visible():
        tab.click("menu")
    tab.click("nav-history")
    tab.see("history-empty")
    tab.click("history-data")
    tab.page.get_by_test_id("import-file").set_input_files(write_export(folder / "export.json"))
    tab.see("imported", 30)
    assert str(MANY) in tab.page.get_by_test_id("imported").inner_text()
    tab.page.keyboard.press("Escape")
    tab.see("history-row")


def count_rows(page: Page) -> int:
    return page.get_by_test_id("history-row").count()


def search(tab: Tab, q: str) -> None:
    tab.page.get_by_test_id("history-search").fill(q)
    tab.page.get_by_test_id("history-search").press("Enter")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def check_list(tab: Tab) -> None:
    """Comes page by page, narrows down, and takes a new name in its place."""
    tab.wait_until(lambda: count_rows(tab.page) >= 20, 10, "a page of talks")
    tab.page.get_by_test_id("history-row").last.scroll_into_view_if_needed()
    tab.wait_until(lambda: count_rows(tab.page) == MANY, 10, "the rest of them")

    tab.page.locator("[data-testid=filters] summary").click()
    tab.page.get_by_test_id("filter-persona").select_option("meera")
    tab.wait_until(lambda: 0 < count_rows(tab.page) < MANY, 10, "Meera's talks")
    facts = tab.page.locator(".row-facts").all_inner_texts()
    assert all("Meera" in fact for fact in facts)
    tab.click("filter-reset")
    tab.wait_until(lambda: count_rows(tab.page) >= 20, 10, "all talks again")

    tab.page.get_by_test_id("history-row").first.hover()
    tab.page.get_by_test_id("row-rename").first.click()
    tab.page.get_by_test_id("title-field").fill("The night before Lisbon")
    tab.page.keyboard.press("Enter")
    tab.wait_until(lambda: "The night before Lisbon" in tab.page.inner_text(".rows"), 10, "the new name")


def check_search(tab: Tab) -> None:
    """Finds a word of long ago, marks it, and leads to its moment; says so where there is nothing."""
    search(tab, "river grandmother")
    tab.see("search-hit")
    marked = [text.lower() for text in tab.page.locator(".hit mark").all_inner_texts()]
    assert "river" in marked
    tab.click("search-hit")
    tab.see("transcript")
    line = tab.page.locator(".line[data-marked=true]")
    line.wait_for(timeout=10_000)
    assert RIVER in line.inner_text()
    tab.wait_until(lambda: bool(line.evaluate("e => e.getBoundingClientRect().bottom < innerHeight")), 5, "in sight")
    tab.click("show-earlier")
    tab.wait_until(lambda: tab.page.locator("[data-testid=transcript] li").count() > 100, 10, "what was before")
    tab.page.go_back()
    tab.see("search-results")

    search(tab, "persona:orion hospital")
    tab.see("search-none")
    search(tab, "xylophone")
    tab.see("search-none")
    tab.click("history-search-clear")
    tab.see("history-row")


def check_sharing(tab: Tab, astra: AstraStack) -> None:
    """A link works for somebody who is not signed in, tells nothing of its owner, and stops when told to."""
    tab.page.get_by_test_id("history-row").first.click()
    tab.click("detail-share")
    tab.page.get_by_test_id("share-days").select_option("30")
    tab.click("share-make")
    tab.see("share-link")
    address = tab.page.get_by_test_id("share-link").input_value()
    assert address.startswith(f"{astra.url}/shared/")
    tab.click("share-done")

    browser = tab.page.context.browser
    assert browser is not None
    with open_tab(browser, address) as other:
        other.see("shared-words")
        assert other.page.locator("meta[name=robots][content*=noindex]").count() == 1
        assert other.page.get_by_test_id("composer").count() == 0
        cookies = other.page.context.cookies()
        assert cookies == []

        tab.click("nav-history")
        tab.click("nav-shares")
        tab.click("share-revoke")
        tab.see("share-revoke", state="detached")
        other.page.reload()
        other.see("shared-gone")


def check_export(tab: Tab) -> None:
    """Everything comes out as JSON, one talk as text, and what came out goes in again without doubling."""
    tab.click("nav-history")
    tab.click("history-data")
    with tab.page.expect_download() as download:
        tab.click("export-json")
    whole = json.loads(Path(download.value.path()).read_text())
    assert len(whole["sessions"]) == MANY
    tab.page.get_by_test_id("import-file").set_input_files(download.value.path())
    tab.see("imported", 30)
    tab.page.get_by_test_id("import-file").set_input_files(
        {"name": "photo.json", "mimeType": "application/json", "buffer": b"not json"}
    )
    tab.see("import-failed")
    tab.page.keyboard.press("Escape")

    tab.page.get_by_test_id("history-row").first.click()
    tab.click("detail-export")
    with tab.page.expect_download() as download:
        tab.click("export-text")
    assert "My new job at the hospital" in Path(download.value.path()).read_text()
    tab.page.keyboard.press("Escape")


def check_deleting(tab: Tab) -> None:
    """One goes when it is confirmed, all when they are."""
    tab.click("detail-remove")
    tab.click("remove-keep")
    tab.click("detail-remove")
    tab.click("remove-confirm")
    tab.see("history-row")
    tab.wait_until(lambda: "The night before Lisbon" not in tab.page.inner_text("body"), 10, "one talk less")

    tab.click("history-data")
    tab.click("delete-all")
    tab.click("delete-all-confirm")
    tab.see("deleted-all", 30)
    tab.page.keyboard.press("Escape")
    tab.see("history-empty")
    tab.click("nav-insights")
    tab.see("insights-none")


def test_a_history_is_brought_in_searched_shared_exported_and_deleted(
    astra: AstraStack, record: Callable[..., Path], tmp_path: Path
) -> None:
    with open_chromium(record(0.2)) as browser, open_tab(browser, astra.url) as tab:
        enter_history(tab, tmp_path)
        check_list(tab)
        check_search(tab)
        check_sharing(tab, astra)
        check_export(tab)
        check_deleting(tab)
        assert [line for line in tab.complaints if "404" not in line] == []


def test_history_and_figures_on_a_phone(astra: AstraStack, record: Callable[..., Path], tmp_path: Path) -> None:
    with open_chromium(record(0.2)) as browser, open_tab(browser, astra.url, size=PHONE, touch=True) as tab:
        enter_history(tab, tmp_path)
        assert fits(tab.page)
        tab.click("nav-insights")
        tab.see("totals")
        assert str(MANY) in tab.page.get_by_test_id("totals").inner_text()
        assert fits(tab.page)
        tab.page.locator(".figures summary").first.click()
        assert tab.page.locator(".figures").first.locator("tbody tr").count() == 30
        tab.click("range-7")
        tab.wait_until(lambda: tab.page.locator(".bar-chart").first.locator("rect").count() == 7, 10, "a week")
        tab.page.goto(f"{astra.url}/shared/no-such-link")
        tab.see("shared-gone")
        assert fits(tab.page)
