"""A real Chromium with a WAV file as its microphone, watched for errors, its ears measured."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection",
)
_COUNT_SOUND = """
(() => {
  const Native = window.RTCPeerConnection;
  window.astraPeers = [];
  window.RTCPeerConnection = class extends Native {
    constructor(...args) { super(...args); window.astraPeers.push(this); }
  };
  window.measureHeard = async () => {
    let energy = 0;
    for (const peer of window.astraPeers) {
      for (const stat of (await peer.getStats()).values()) {
        if (stat.type === 'inbound-rtp' && stat.kind === 'audio') energy += stat.totalAudioEnergy ?? 0;
      }
    }
    return energy;
  };
})();
"""


@dataclass
class Tab:
    """One open page and everything it complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def see(self, test_id: str, within_s: float = 20, **state: str) -> None:
        self.page.get_by_test_id(test_id).first.wait_for(timeout=within_s * 1000, state=state.get("state", "visible"))

    def click(self, test_id: str, within_s: float = 15) -> None:
        self.page.get_by_test_id(test_id).first.click(timeout=within_s * 1000)

    def texts(self, test_id: str) -> list[str]:
        return [text.strip() for text in self.page.get_by_test_id(test_id).locator(".words").all_inner_texts()]

    def measure_heard(self) -> float:
        return float(self.page.evaluate("measureHeard()"))

    def wait_until(self, condition: Callable[[], bool], within_s: float, what: str) -> None:
        """Let the page live until a condition holds."""
        for _ in range(round(within_s * 10)):
            if condition():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"not within {within_s} s: {what}; on screen: {self.page.inner_text('body')[-900:]!r}")


@contextmanager
def open_chromium(microphone: Path, *, may_listen: bool = True) -> Iterator[Browser]:
    """A browser whose microphone plays a file once; without `may_listen` nobody grants the microphone."""
    flags = [*_FLAGS, f"--use-file-for-fake-audio-capture={microphone}%noloop"]
    if may_listen:
        flags.append("--use-fake-ui-for-media-stream")
    else:
        flags.append("--deny-permission-prompts")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_find_chromium(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_tab(browser: Browser, url: str, *, size: dict[str, int] = DESKTOP, touch: bool = False) -> Iterator[Tab]:
    """A fresh profile's page at `url`."""
    context = browser.new_context(viewport=size, has_touch=touch)  # pyright: ignore[reportArgumentType]
    context.add_init_script(_COUNT_SOUND)
    tab = Tab(context.new_page())
    tab.page.on("console", lambda message: _note(tab, message))
    tab.page.on("pageerror", lambda error: tab.complaints.append(f"uncaught: {error}"))
    try:
        tab.page.goto(url)
        yield tab
    finally:
        context.close()


def _note(tab: Tab, message: ConsoleMessage) -> None:
    # a first visit asks who one is and is told 401: Chromium writes that down by itself
    is_first_visit = message.location.get("url", "").endswith("/api/auth/me") and "401" in message.text
    if message.type == "error" and not is_first_visit:
        tab.complaints.append(f"{message.text} ({message.location.get('url', '')})")


def _find_chromium() -> str | None:
    """The browser's path; None lets Playwright take its own."""
    named = os.environ.get("ASTRA_CHROMIUM")
    if named:
        return named
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)
