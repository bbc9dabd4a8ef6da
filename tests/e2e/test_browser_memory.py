"""A person sees what is remembered of them, goes off the record with a lamp burning, and has something forgotten."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.fakes.astra_stack import AstraStack
from tests.fakes.chromium import PHONE, Tab, open_chromium, open_tab

pytestmark = [pytest.mark.browser, pytest.mark.rooms, pytest.mark.timeout(180)]

TOLD = "My sister Quillonda lives in Lisbon."
KEPT = "I work as a nurse."
SECRET = "My boss Zorblaxia drives me mad."


def type_line(tab: Tab, line: str) -> None:
    before = len(tab.texts("caption-assistant"))
    tab.page.get_by_test_id("composer").fill(line)
    tab.page.get_by_test_id("composer").press("Enter")
    tab.wait_until(lambda: len(tab.texts("caption-assistant")) > before, 30, "an answer")
    tab.wait_until(
        lambda: tab.page.get_by_test_id("dial").get_attribute("data-mood") == "listening", 30, "listening again"
    )


def read_words(astra: AstraStack) -> str:
    with closing(sqlite3.connect(f"file:{astra.database}?mode=ro", uri=True)) as db:
        return str(db.execute("select text, generated, sent from message").fetchall())


def find_on_disk(astra: AstraStack, *words: str) -> list[str]:
    """Every file that Astra has written, logs and spools among them, that holds one of the words."""
    return [
        str(path)
        for path in astra.home.rglob("*")
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    ]


def test_memory_is_seen_switched_off_and_forgotten(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url, size=PHONE) as tab:
        tab.click("start")
        tab.see("caption-assistant", 30)
        type_line(tab, TOLD)
        type_line(tab, KEPT)

        type_line(tab, "Off the record, please.")
        tab.see("off-record-lamp")
        type_line(tab, SECRET)
        tab.click("off-record")
        tab.see("off-record-lamp", state="hidden")
        tab.click("end")
        tab.wait_until(lambda: "nurse" in read_words(astra), 15, "the words that are kept")
        assert "Zorblaxia" not in read_words(astra)

        tab.click("menu")
        tab.click("nav-memory")
        tab.see("memory-entry", 60)
        moment = tab.page.get_by_test_id("memory-moment").first
        moment.click()
        tab.see("transcript")
        assert tab.page.locator(".line[data-marked=true]").count() == 1
        tab.page.go_back()

        tab.page.get_by_test_id("forget-topic").fill("my sister")
        tab.click("forget-look")
        tab.see("forget-items")
        assert TOLD in tab.page.get_by_test_id("forget-items").inner_text()
        tab.click("forget-confirm")
        tab.see("forget-receipt")
        assert "Quillonda" not in tab.page.inner_text("main")
        assert "Quillonda" not in read_words(astra)
        assert "nurse" in read_words(astra)
        tab.wait_until(lambda: find_on_disk(astra, "Quillonda", "Zorblaxia") == [], 15, "a disk without what is gone")
        assert tab.complaints == []
