"""Written talk in a real browser: streamed, recorded, cut off and mended, in two tabs, and with the voice in turn."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, WebSocketRoute

from tests.fakes.astra_stack import ROOT, AstraStack
from tests.fakes.chromium import PHONE, Tab, open_chromium, open_tab

pytestmark = [pytest.mark.browser, pytest.mark.rooms, pytest.mark.timeout(150)]

PASSWORD = "lantern over the harbour"
_AXE = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one => one.id))"


class Wires:
    """The sockets of a page, which can be cut, and whose stored messages can be kept back for a while."""

    def __init__(self, page: Page) -> None:
        self.is_cut = False
        self.is_live = False
        self._open: list[WebSocketRoute] = []
        self._held: list[tuple[WebSocketRoute, str | bytes]] | None = None
        page.route_web_socket("**/api/responder/socket*", self._take)

    def hold_stored(self) -> None:
        """From now on the page is told how a reply grows, and not that it was stored."""
        self._held = []

    def release_stored(self) -> None:
        held, self._held = self._held or [], None
        for socket, message in held:
            socket.send(message)

    def cut(self) -> None:
        self.is_cut = True
        for socket in self._open:
            socket.close(code=1011)
        self._open.clear()

    def mend(self) -> None:
        self.is_cut = False

    def _take(self, socket: WebSocketRoute) -> None:
        if self.is_cut:
            socket.close(code=1011)
            return
        self._open.append(socket)
        socket.connect_to_server().on_message(lambda message: self._pass_on(socket, message))

    def _pass_on(self, socket: WebSocketRoute, message: str | bytes) -> None:
        kind = json.loads(message)["type"]
        self.is_live = self.is_live or kind == "messages:init"
        if self._held is not None and kind == "messages:append":
            self._held.append((socket, message))
        else:
            socket.send(message)


def write(tab: Tab, line: str) -> None:
    tab.page.get_by_test_id("chat-field").fill(line)
    tab.page.get_by_test_id("chat-field").press("Enter")


def lines(page: Page, role: str) -> list[str]:
    return page.get_by_test_id(f"chat-{role}").locator(".words").all_inner_texts()


def wait_answered(tab: Tab, count: int) -> None:
    whole = tab.page.locator("[data-testid=chat-assistant][data-final=true]")
    doing = tab.page.get_by_test_id("chat-doing")
    tab.wait_until(
        lambda: whole.count() >= count and doing.get_attribute("data-doing") == "false", 30, f"{count} answers"
    )
    assert whole.count() == count


def read_session(page: Page) -> str:
    return page.evaluate("fetch('/api/session/current').then(a => a.json()).then(b => b.session_id)")


@pytest.fixture
def tab(astra: AstraStack, record: Callable[..., Path]) -> Iterator[Tab]:
    with open_chromium(record("I would like to sleep better.", 4.0)) as browser, open_tab(browser, astra.url) as opened:
        opened.see("talk")
        yield opened


def test_a_written_talk_streams_in_every_tab_and_takes_voice_notes_and_commands(tab: Tab) -> None:
    page = tab.page
    wires = Wires(page)
    tab.click("nav-chat")
    tab.see("chat-empty")
    write(tab, "Good evening.")
    wait_answered(tab, 1)
    tab.wait_until(lambda: wires.is_live, 20, "a socket")

    wires.hold_stored()
    write(tab, "Tell me about yourself.")
    page.locator("[data-testid=chat-assistant][data-final=false]").wait_for(timeout=20_000)
    wires.release_stored()
    wait_answered(tab, 2)

    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_test_id("chat-assistant").nth(1).wait_for()
    assert lines(other, "user") == lines(page, "user")

    tab.click("record")
    tab.see("recording")
    page.wait_for_timeout(2500)  # somebody speaks
    tab.click("record-send")
    wait_answered(tab, 3)
    assert "sleep" in lines(page, "user")[2].lower()

    page.get_by_test_id("chat-field").fill("/hel")
    tab.see("commands")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_answered(tab, 4)
    assert "/history" in lines(page, "assistant")[3]
    other.locator("[data-testid=chat-assistant]").nth(3).wait_for()
    assert lines(other, "assistant") == lines(page, "assistant")

    write(tab, "/new")
    tab.see("chat-empty")
    write(tab, "Something else.")
    wait_answered(tab, 1)
    assert len(page.evaluate("fetch('/api/sessions').then(a => a.json()).then(b => b.items)")) == 2
    assert tab.complaints == []


def test_a_cut_line_is_said_bridged_and_mended_without_loss(tab: Tab) -> None:
    page = tab.page
    wires = Wires(page)
    tab.click("nav-chat")
    write(tab, "/start")
    wait_answered(tab, 1)
    wires.cut()
    tab.see("link-asking")
    write(tab, "Are you still there?")
    wait_answered(tab, 2)

    page.route("**/api/responder/messages*", lambda route: route.abort("connectionrefused"))
    write(tab, "/help")
    tab.see("own-failed")
    tab.see("link-away")
    page.unroute("**/api/responder/messages*")
    tab.click("send-again")
    wait_answered(tab, 3)

    wires.mend()
    tab.see("link-asking", state="hidden")
    write(tab, "And now?")
    wait_answered(tab, 4)
    page.reload()
    wait_answered(tab, 4)
    assert lines(page, "user") == ["/start", "Are you still there?", "/help", "And now?"]


def test_writing_and_speaking_take_turns_in_one_conversation(tab: Tab) -> None:
    page = tab.page
    tab.click("nav-chat")
    write(tab, "My boat is called Tamarilla.")
    wait_answered(tab, 1)
    session_id = read_session(page)

    tab.click("speak-instead")
    tab.wait_until(lambda: page.get_by_test_id("talk").get_attribute("data-phase") == "live", 30, "a voice")
    tab.wait_until(lambda: "Tamarilla" in " ".join(tab.texts("caption-user")), 10, "what was written")
    assert read_session(page) == session_id

    tab.click("type-instead")
    tab.see("chat-field")
    answers = page.get_by_test_id("chat-assistant").count()
    write(tab, "What is my boat called?")
    tab.wait_until(lambda: page.get_by_test_id("chat-assistant").count() > answers, 30, "an answer")
    assert read_session(page) == session_id
    tab.click("nav-talk")
    tab.wait_until(lambda: "What is my boat called?" in tab.texts("caption-user"), 10, "what was written")
    assert tab.complaints == []


def sign_up(tab: Tab, email: str) -> None:
    tab.click("nav-account")
    tab.page.get_by_test_id("email").fill(email)
    tab.page.get_by_test_id("password").fill(PASSWORD)
    tab.click("credentials-send")
    tab.see("account-entry")


def test_a_link_carries_the_talk_to_another_device_of_the_same_person(tab: Tab, astra: AstraStack) -> None:
    page, email = tab.page, f"mira-{uuid4().hex[:8]}@example.org"
    tab.click("nav-chat")
    write(tab, "/start")
    wait_answered(tab, 1)
    tab.click("carry-open")
    tab.see("carry-guest")
    page.keyboard.press("Escape")
    sign_up(tab, email)
    tab.click("nav-chat")
    wait_answered(tab, 1)
    tab.click("carry-open")
    tab.see("carry-link")
    link = page.get_by_test_id("carry-link").input_value()

    browser = page.context.browser
    assert browser is not None
    with open_tab(browser, link, size=PHONE) as phone:
        phone.see("sign-in")
        phone.page.get_by_test_id("email").fill(email)
        phone.page.get_by_test_id("password").fill(PASSWORD)
        phone.click("credentials-send")
        wait_answered(phone, 1)
        assert read_session(phone.page) == read_session(page)
        phone.page.goto(link)
        phone.see("carry-lost")


def test_axe_finds_nothing_in_a_written_talk(astra: AstraStack, tmp_path: Path) -> None:
    axe = (ROOT / "web/node_modules/axe-core/axe.min.js").read_text("utf-8")
    with (
        open_chromium(tmp_path / "none.wav", may_listen=False) as browser,
        open_tab(browser, f"{astra.url}/chat", size=PHONE) as tab,
    ):
        page = tab.page
        page.emulate_media(reduced_motion="reduce")
        tab.see("chat-empty")
        page.evaluate(axe)
        assert page.evaluate(_AXE) == []
        write(tab, "/help")
        wait_answered(tab, 1)
        tab.click("record")
        page.get_by_role("alert").wait_for()
        page.get_by_test_id("chat-field").fill("/")
        tab.see("commands")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(_AXE) == []
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        tab.see("commands", state="hidden")
