"""livekit-client in a real Chromium, unmodified, with the browser's own fake microphone (a beep every second)."""

import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from livekit import rtc
from playwright.async_api import Page, async_playwright

from tests.fakes.rooms_clients import Cast, token, until
from tests.fakes.rooms_relay import tcp_relay

pytestmark = [pytest.mark.rooms, pytest.mark.browser]

BUNDLE = Path(__file__).parents[3] / "web/node_modules/livekit-client/dist/livekit-client.umd.js"
FLAGS = [
    "--no-sandbox",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
]
SCRIPT = """
window.seen = [];
window.join = async (url, token, options) => {
  const room = new LivekitClient.Room(options);
  window.room = room;
  const E = LivekitClient.RoomEvent;
  for (const name of ["Reconnecting", "SignalReconnecting", "Reconnected", "Disconnected"])
    room.on(E[name], () => seen.push(name));
  room.on(E.TrackSubscribed, (track, _, who) => { seen.push("hears " + who.identity); track.attach(); });
  room.on(E.TrackUnsubscribed, (_, __, who) => seen.push("lost " + who.identity));
  room.on(E.ActiveSpeakersChanged, (all) => all.forEach((who) => seen.push("speaks " + who.identity)));
  room.on(E.DataReceived, (data, who) => seen.push("data " + new TextDecoder().decode(data)));
  room.registerTextStreamHandler("lines", async (reader) => seen.push("text " + (await reader.readAll())));
  await room.connect(url, token);
  return room.localParticipant.sid;
};
window.loudness = async () => {
  let best = 0;
  for (const who of room.remoteParticipants.values())
    for (const publication of who.audioTrackPublications.values()) {
      const report = await publication.track?.getRTCStatsReport();
      report?.forEach((s) => { if (s.type === "inbound-rtp") best = Math.max(best, s.totalAudioEnergy); });
    }
  return best;
};
"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Chromium for all tests here; the address at which Playwright reaches it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("no Chromium is installed")
    profile = tmp_path_factory.mktemp("chromium")
    command = [program, *FLAGS, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    with subprocess.Popen([*command, "about:blank"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            address = next(line.split()[-1] for line in process.stderr if line.startswith("DevTools listening on"))
            yield address
        finally:
            process.terminate()
            process.stderr.read()


@pytest.fixture
async def page(chromium: str) -> AsyncIterator[Page]:
    """A page of its own origin with livekit-client loaded."""
    if not BUNDLE.exists():
        pytest.fail("livekit-client is not installed: run `npm ci` in web/ first")

    async def bundle(_: web.Request) -> web.Response:
        return web.Response(body=BUNDLE.read_bytes(), content_type="text/javascript")

    async def html(_: web.Request) -> web.Response:
        return web.Response(text="<script src='/lk.js'></script>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/", html)
    app.router.add_get("/lk.js", bundle)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.connect_over_cdp(chromium)
            context = await browser.new_context()
            opened = await context.new_page()
            await opened.goto(f"http://127.0.0.1:{runner.addresses[0][1]}/")
            await opened.add_script_tag(content=SCRIPT)
            yield opened
            await context.close()
    finally:
        await runner.cleanup()


async def enter(page: Page, people: Cast, url: str | None = None, **options: Any) -> str:
    made = token(people.rooms, people.room, "page")
    return await page.evaluate("([u, t, o]) => join(u, t, o)", [url or people.rooms.url, made, options])


async def sees(page: Page, what: str, deadline_ms: float = 15_000) -> None:
    await page.wait_for_function("what => seen.includes(what)", arg=what, timeout=deadline_ms)


@pytest.mark.parametrize("single", [True, False], ids=["one-connection", "two-connections"])
async def test_a_page_and_the_sdk_talk_in_every_way(people: Cast, page: Page, single: bool):
    ann, ear = await people.listener("ann")
    await people.speak(ann)
    texts: list[str] = []
    got: list[bytes] = []
    ann.on("data_received", lambda packet: got.append(packet.data))

    async def answer(call: rtc.RpcInvocationData) -> str:
        texts.append(call.payload)
        return "yes " + call.payload

    ann.local_participant.register_rpc_method("ask", answer)
    await enter(page, people, singlePeerConnection=single)
    await page.evaluate("room.localParticipant.setMicrophoneEnabled(true)")
    await sees(page, "hears ann")
    await until(lambda: ear.hears("page"), "ann hears the page")
    await page.wait_for_function("async () => (await loudness()) > 0.01", timeout=15_000)
    await sees(page, "speaks ann")
    await page.evaluate("room.localParticipant.publishData(new TextEncoder().encode('hi'), {reliable: true})")
    await until(lambda: got == [b"hi"], "data from the page")
    await ann.local_participant.publish_data(b"hello")
    await ann.local_participant.send_text("a long line " * 2_000, topic="lines")
    await sees(page, "data hello")
    await sees(page, "text " + "a long line " * 2_000)
    asked = "room.localParticipant.performRpc({destinationIdentity: 'ann', method: 'ask', payload: 'you'})"
    assert await page.evaluate(asked) == "yes you"
    await page.evaluate("room.localParticipant.setMicrophoneEnabled(false)")
    await until(lambda: ear.silent("page", 1.5), "muted")
    await page.evaluate("room.localParticipant.setMicrophoneEnabled(true)")
    await until(lambda: ear.hears("page"), "unmuted")
    await page.evaluate("room.disconnect()")
    await until(lambda: "page" not in ann.remote_participants, "the page has left")


@pytest.mark.parametrize("single", [True, False], ids=["one-connection", "two-connections"])
async def test_a_page_comes_back_when_its_socket_is_cut(own_people: Cast, page: Page, single: bool):
    people = own_people
    ann, ear = await people.listener("ann")
    await people.speak(ann)
    async with tcp_relay(people.rooms.port) as relay:
        sid = await enter(page, people, f"ws://127.0.0.1:{relay.port}", singlePeerConnection=single)
        await page.evaluate("room.localParticipant.setMicrophoneEnabled(true)")
        await sees(page, "hears ann")
        await until(lambda: ear.hears("page"), "heard before")
        relay.cut()
        await page.evaluate(
            "room.localParticipant.publishData(new TextEncoder().encode('meanwhile'), {reliable: true})"
        )
        await sees(page, "Reconnected")
        await until(lambda: ear.hears("page"), "heard after")
        assert await page.evaluate("room.localParticipant.sid") == sid
        assert "lost ann" not in await page.evaluate("seen")
        await page.evaluate("room.simulateScenario('full-reconnect')")
        await page.wait_for_function(
            "sid => room.state === 'connected' && room.localParticipant.sid !== sid", arg=sid, timeout=20_000
        )
        await until(lambda: ear.hears("page"), "heard after a full reconnect")
        await page.evaluate("room.disconnect()")


async def test_a_page_is_told_why_it_may_not_come_in(own_people: Cast, page: Page):
    forged = token(own_people.rooms, own_people.room, "page")[:-6] + "AAAAAA"
    told = await page.evaluate(
        "([u, t]) => join(u, t, {}).then(() => 'in', (error) => error.message)", [own_people.rooms.url, forged]
    )
    assert "signature" in told


async def test_a_pages_camera_is_not_carried_and_its_voice_goes_on(own_people: Cast, page: Page):
    _, ear = await own_people.listener("ann")
    await enter(page, own_people)
    await page.evaluate("room.localParticipant.setMicrophoneEnabled(true)")
    await until(lambda: ear.hears("page"), "heard")
    refusal = page.evaluate(
        """new Promise((resolve) => {
          room.engine.client.onRequestResponse = (response) => resolve(response.message);
          room.localParticipant.setCameraEnabled(true).catch(() => {});
        })"""
    )
    assert "video is not supported" in await refusal
    await until(lambda: ear.hears("page"), "still heard")
