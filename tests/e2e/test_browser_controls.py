"""What is at hand during a talk: hold to talk, a line that is cut and comes back, two tabs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import WebSocketRoute

from scenarios.comparing import measure_word_error
from tests.fakes.astra_stack import AstraStack
from tests.fakes.chromium import DESKTOP, Tab, open_chromium, open_tab

pytestmark = [pytest.mark.browser, pytest.mark.rooms, pytest.mark.speech, pytest.mark.timeout(180)]

ASK = "What can you do for me?"
# What a browser does that wants a click first: nothing plays until the person has pressed something.
REFUSE_TO_PLAY = """
(() => {
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (window.pressed) return play.call(this);
    this.pause();
    return Promise.reject(new DOMException('play() needs a press', 'NotAllowedError'));
  };
  document.addEventListener('click', (event) => {
    window.pressed ||= event.target.closest('[data-testid=banner-audio]') !== null;
  }, { capture: true });
})();
"""
IS_PLAYING = "[...document.querySelectorAll('audio[data-participant]')].some(e => !e.paused)"
PREFERENCES = "localStorage.setItem('astra.preferences', {})"


def prefer(tab: Tab, **chosen: object) -> None:
    tab.page.evaluate(PREFERENCES.format(json.dumps(json.dumps(chosen))))
    tab.page.reload()


def wait_for_listening(tab: Tab, within_s: float = 30) -> None:
    tab.wait_until(
        lambda: tab.page.get_by_test_id("dial").get_attribute("data-mood") == "listening", within_s, "listening"
    )


def is_like(line: str, text: str) -> bool:
    return measure_word_error(line, text) <= 0.35


def is_microphone_open(tab: Tab) -> bool:
    """Whether sound leaves this page: what its sender says, not what its button says."""
    return bool(
        tab.page.evaluate(
            "astraPeers.flatMap(p => p.getSenders()).some(s => s.track?.kind === 'audio' && s.track.enabled"
            " && s.track.readyState === 'live')"
        )
    )


def test_with_push_to_talk_only_what_is_said_while_holding_is_heard(
    astra: AstraStack, record: Callable[..., Path]
) -> None:
    microphone = record(0.5, ASK, 8.0, "Nobody should hear this sentence.", 30.0)
    with open_chromium(microphone) as browser, open_tab(browser, astra.url) as tab:
        prefer(tab, pushToTalk=True, showPace=True)
        tab.click("start")
        tab.see("hold-to-talk")
        wait_for_listening(tab)
        assert not is_microphone_open(tab), "nothing is captured before the first hold"

        tab.page.keyboard.down("Space")
        tab.wait_until(lambda: is_microphone_open(tab), 5, "an open microphone")
        held_ms = float(tab.page.evaluate("performance.now()"))
        assert tab.page.get_by_test_id("hold-to-talk").get_attribute("aria-pressed") == "true"
        tab.wait_until(lambda: len(tab.texts("caption-user")) > 0, 40, "the held words")
        tab.page.keyboard.up("Space")
        tab.wait_until(lambda: not is_microphone_open(tab), 5, "a closed microphone")
        tab.wait_until(lambda: len(tab.texts("caption-assistant")) > 1, 20, "an answer")

        whole_file_ms = held_ms + 14_000
        tab.wait_until(lambda: tab.page.evaluate("performance.now()") > whole_file_ms, 20, "the sentence not held for")
        assert is_like(ASK, " ".join(tab.texts("caption-user")))
        pace = tab.page.get_by_test_id("pace")
        tab.wait_until(lambda: "The last reply came" in pace.inner_text(), 20, "the pace of that turn")
        assert tab.complaints == []


def test_a_cut_line_is_said_and_comes_back(astra: AstraStack, record: Callable[..., Path]) -> None:
    lines: list[WebSocketRoute] = []

    def note(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url) as tab:
        tab.page.route_web_socket("**/rtc/**", note)
        tab.click("start")
        wait_for_listening(tab)
        lines[-1].close(code=4000, reason="cut")

        tab.see("banner-reconnecting", 10)
        tab.see("banner-reconnecting", 20, state="hidden")
        wait_for_listening(tab)
        before = len(tab.texts("caption-assistant"))
        tab.page.get_by_role("textbox").fill(ASK)
        tab.page.keyboard.press("Enter")
        tab.wait_until(lambda: len(tab.texts("caption-assistant")) > before, 20, "an answer on the mended line")


def test_a_line_typed_while_the_line_is_cut_is_not_lost(astra: AstraStack, record: Callable[..., Path]) -> None:
    lines: list[WebSocketRoute] = []

    def note(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url) as tab:
        tab.page.route_web_socket("**/rtc/**", note)
        tab.click("start")
        wait_for_listening(tab)
        lines[-1].close(code=4000, reason="cut")
        tab.see("banner-reconnecting", 10)
        tab.page.get_by_role("textbox").fill(ASK)
        tab.page.keyboard.press("Enter")
        tab.see("banner-reconnecting", 20, state="hidden")
        tab.wait_until(lambda: ASK in tab.texts("caption-user"), 5, "the typed line")
        tab.wait_until(lambda: len(tab.texts("caption-assistant")) > 1, 20, "an answer to it")


def test_the_newest_tab_has_the_talk(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url, size=DESKTOP) as tab:
        tab.click("start")
        wait_for_listening(tab)
        second = Tab(tab.page.context.new_page())
        second.page.goto(astra.url)
        second.click("start")
        wait_for_listening(second)

        tab.see("banner-taken")
        ids = second.page.evaluate("fetch('/api/sessions').then(a => a.json()).then(b => b.items.map(i => i.active))")
        assert ids.count(True) == 1
        tab.page.bring_to_front()
        assert not is_microphone_open(tab)


def test_a_browser_that_will_not_play_is_unlocked_by_a_click(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url) as tab:
        tab.page.add_init_script(REFUSE_TO_PLAY)
        tab.page.reload()
        tab.click("start")
        tab.see("banner-audio")
        assert not tab.page.evaluate(IS_PLAYING)
        tab.page.get_by_test_id("banner-audio").get_by_role("button").click()
        tab.see("banner-audio", 5, state="hidden")
        tab.wait_until(lambda: bool(tab.page.evaluate(IS_PLAYING)), 5, "an element that plays her voice")
