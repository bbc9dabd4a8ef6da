"""The whole story in a real browser: click once, speak, be heard and answered, cut in, type, New Chat, history."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.comparing import measure_word_error
from tests.fakes.astra_stack import AstraStack
from tests.fakes.chromium import PHONE, Tab, open_chromium, open_tab

pytestmark = [pytest.mark.browser, pytest.mark.rooms, pytest.mark.speech, pytest.mark.timeout(240)]

ASK = "What can you do for me?"
CUT_IN = "Sorry, stop there. How are you feeling today?"
TYPED = "My sister Priya lives in Lisbon."
LATER = "What did I tell you about my sister?"


def read_rows(astra: AstraStack, session_id: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(f"file:{astra.database}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        found = db.execute(
            "select role, source, text, interrupted from message where replace(session_id, '-', '') = ?"
            " order by anchor, place",
            (session_id.replace("-", ""),),
        )
        return [dict(row) for row in found]


def list_sessions(tab: Tab) -> list[str]:
    items = tab.page.evaluate("fetch('/api/sessions').then(a => a.json()).then(b => b.items.map(i => i.session_id))")
    return [str(item) for item in items]


def is_like(line: str, texts: list[str], error: float = 0.35) -> bool:
    return any(measure_word_error(line, text) <= error for text in texts)


def wait_for_listening(tab: Tab, within_s: float = 30) -> None:
    tab.wait_until(
        lambda: tab.page.get_by_test_id("dial").get_attribute("data-mood") == "listening", within_s, "listening"
    )


def type_line(tab: Tab, line: str) -> None:
    tab.page.get_by_test_id("composer").fill(line)
    tab.page.get_by_test_id("composer").press("Enter")


def wait_for_answer(tab: Tab, answers_before: int, within_s: float = 20) -> None:
    tab.wait_until(lambda: len(tab.texts("caption-assistant")) > answers_before, within_s, "an answer")


def test_the_whole_story(astra: AstraStack, record: Callable[..., Path]) -> None:
    microphone = record(11.0, ASK, 6.0, CUT_IN, 1.0)
    with open_chromium(microphone) as browser, open_tab(browser, astra.url) as tab:
        tab.click("start")
        tab.see("caption-assistant")
        tab.wait_until(lambda: tab.measure_heard() > 0, 10, "sound of the greeting")

        tab.wait_until(lambda: is_like(ASK, tab.texts("caption-user")), 40, "the asked line on screen")
        greeting_heard = tab.measure_heard()
        tab.wait_until(lambda: "tell me" in " ".join(tab.texts("caption-assistant")[1:]).lower(), 20, "an answer")
        tab.wait_until(lambda: tab.measure_heard() > greeting_heard, 10, "sound of the answer")

        tab.wait_until(lambda: is_like(CUT_IN, tab.texts("caption-user")), 40, "the line that cut in")
        wait_for_answer(tab, 2)
        wait_for_listening(tab)

        before = len(tab.texts("caption-assistant"))
        type_line(tab, TYPED)
        wait_for_answer(tab, before)
        wait_for_listening(tab)
        (session_id,) = list_sessions(tab)

        tab.click("new-chat")
        tab.wait_until(lambda: TYPED not in tab.page.inner_text("main"), 15, "a clean page")
        tab.see("caption-assistant", 15)
        tab.click("nav-history")
        tab.page.locator(f"a[href$='{session_id}'][data-testid=history-row]").click()
        tab.see("transcript")
        rows = read_rows(astra, session_id)
        tab.wait_until(lambda: len(tab.page.locator("[data-testid=transcript] li").all()) == len(rows), 10, "all rows")

        shown = tab.page.locator("[data-testid=transcript] .words").all_inner_texts()
        assert [" ".join(text.split()) for text in shown] == [" ".join(str(row["text"]).split()) for row in rows]
        assert tab.complaints == []

    said = [str(row["text"]) for row in rows if row["role"] == "user"]
    assert len(said) == 3
    assert measure_word_error(ASK, said[0]) <= 0.35
    assert measure_word_error(CUT_IN, said[1]) <= 0.35
    assert said[2] == TYPED
    assert [row["source"] for row in rows if row["role"] == "user"] == ["voice", "voice", "typed"]
    assert [row["interrupted"] for row in rows if row["role"] == "assistant"].count(1) == 1
    assert len([row for row in rows if row["role"] == "assistant"]) == 4


def test_a_refresh_comes_back_into_the_same_talk(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url) as tab:
        tab.click("start")
        tab.see("caption-assistant")
        wait_for_listening(tab)
        type_line(tab, TYPED)
        wait_for_answer(tab, 1)
        wait_for_listening(tab)
        (session_id,) = list_sessions(tab)

        tab.page.reload()
        tab.wait_until(lambda: TYPED in tab.texts("caption-user"), 15, "the earlier words")
        wait_for_listening(tab)
        before = len(tab.texts("caption-assistant"))
        type_line(tab, LATER)
        tab.wait_until(lambda: "lisbon" in " ".join(tab.texts("caption-assistant")[before:]).lower(), 25, "an answer")

        wait_for_listening(tab)
        assert list_sessions(tab) == [session_id]
        assert tab.complaints == []
    said = [row["text"] for row in read_rows(astra, session_id) if row["role"] == "user"]
    assert said == [TYPED, LATER]


def test_on_a_phone(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url, size=PHONE, touch=True) as tab:
        tab.click("start")
        tab.see("caption-assistant")
        tab.wait_until(lambda: tab.measure_heard() > 0, 10, "sound of the greeting")
        wait_for_listening(tab)
        type_line(tab, TYPED)
        wait_for_answer(tab, 1)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        tab.click("menu")
        tab.click("nav-history")
        tab.click("history-row")
        tab.see("transcript")
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert tab.complaints == []
