"""A stage for the worker's tests: rooms, stand-ins, a service and the worker itself, as processes on free ports."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from livekit import api

from tests.fakes.room_guest import wait_until
from tests.fakes.standin_servers import Standin, elevenlabs_standin, openai_standin
from tests.fakes.worker_service import TOKEN, FakeService, worker_service

KEY, SECRET = "test-key", "a-secret-for-tests-of-32-bytes-or-more"
AGENT_NAME = "astra-test"
_ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Worker:
    """A running worker; `log` is its stderr."""

    process: subprocess.Popen[bytes]
    log: Path


@dataclass
class Stage:
    """Everything that runs."""

    rooms_url: str
    service: FakeService
    openai: Standin
    eleven: Standin
    home: Path
    env: dict[str, str]
    agent_name: str = AGENT_NAME
    worker: Worker | None = None

    def start_worker(self, **changes: str) -> Worker:
        """Start one more worker process; it is up when it has registered."""
        log = self.home / f"worker-{uuid4().hex[:6]}.log"
        port = find_free_port()
        env = self.env | {"ASTRA_WORKER_PORT": str(port), "ASTRA_AGENT_NAME": self.agent_name} | changes
        with log.open("wb") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", "agent", "start"], cwd=_ROOT, env=env, stdout=sink, stderr=sink
            )
        _await(lambda: "registered worker" in log.read_text("utf-8", "replace"), process, log)
        return Worker(process, log)

    def apart(self, home: Path, agent_name: str) -> "Stage":
        """The same rooms, stand-ins and service for workers of another name with a disk of their own."""
        return replace(self, home=home, env=self.env | {"ASTRA_HOME": str(home)}, agent_name=agent_name, worker=None)

    async def call(self, session_id: UUID) -> tuple[str, str]:
        """Dispatch the agent into a new room; answers (room, token of the session's user)."""
        room, token = await self.open_room(session_id)
        await self.dispatch(room, session_id)
        return room, token

    async def open_room(self, session_id: UUID) -> tuple[str, str]:
        """A new room that no agent is sent to; answers (room, token of the session's user)."""
        room = f"room-{uuid4().hex}"
        async with api.LiveKitAPI(self.rooms_url.replace("ws", "http", 1), KEY, SECRET) as lk:
            await lk.room.create_room(api.CreateRoomRequest(name=room))
        return room, self.token(room, self.service.identity_of(session_id))

    async def dispatch(self, room: str, session_id: UUID) -> None:
        """Send an agent into this room."""
        async with api.LiveKitAPI(self.rooms_url.replace("ws", "http", 1), KEY, SECRET) as lk:
            await lk.agent_dispatch.create_dispatch(
                api.CreateAgentDispatchRequest(
                    room=room, agent_name=self.agent_name, metadata=f'{{"session_id": "{session_id}"}}'
                )
            )

    def token(self, room: str, identity: str) -> str:
        grants = api.VideoGrants(room_join=True, room=room, can_publish_sources=["microphone"])
        return (
            api.AccessToken(KEY, SECRET)
            .with_identity(identity)
            .with_grants(grants)
            .with_ttl(timedelta(minutes=5))
            .to_jwt()
        )

    async def room_names(self) -> set[str]:
        async with api.LiveKitAPI(self.rooms_url.replace("ws", "http", 1), KEY, SECRET) as lk:
            return {room.name for room in (await lk.room.list_rooms(api.ListRoomsRequest())).rooms}

    def has_faults(self) -> bool:
        """Whether a stand-in is told to misbehave."""
        return any(standin.call("GET", "/_faults")["faults"] for standin in (self.openai, self.eleven))

    async def end_talks(self, *, wait: bool) -> None:
        """Close every room, and wait until the worker is through with them where its chains still probe links that
        failed: such a probe would take what is scripted for the next talk."""
        async with api.LiveKitAPI(self.rooms_url.replace("ws", "http", 1), KEY, SECRET) as lk:
            for name in await self.room_names():
                with suppress(api.ServerError):
                    await lk.room.delete_room(api.DeleteRoomRequest(room=name))
        if wait:
            await wait_until(lambda: not self._count_jobs(), within_s=30, what="jobs over")

    def _count_jobs(self) -> int:
        log = self.worker.log.read_text("utf-8", "replace") if self.worker else ""
        return (
            log.count("received job request")
            - log.count('"job.done"')
            - log.count('"job.no_context"')
            - log.count('"job.not_held"')
        )

    def synthesise(self, text: str) -> bytes:
        """`text` in the stand-in's voice: mono, 24 kHz, 16 bit."""
        request = urllib.request.Request(
            f"{self.eleven.base_url}/text-to-speech/EXAVITQu4vr4xnSDxMaL?output_format=pcm_24000",
            data=f'{{"text": "{text}"}}'.encode(),
            headers={"xi-api-key": "test", "content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()


def stop(process: subprocess.Popen[bytes], *, within_s: float = 12.0) -> int:
    """SIGTERM, then SIGKILL; the exit code."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(within_s)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


@contextmanager
def agent_stage(home: Path) -> Iterator[Stage]:
    """The stage, worker included."""
    with ExitStack() as stack:
        service = stack.enter_context(_service_in_thread())
        rooms_url = stack.enter_context(_rooms())
        openai = stack.enter_context(openai_standin("--fixed-latency"))
        eleven = stack.enter_context(elevenlabs_standin())
        stage = Stage(rooms_url, service, openai, eleven, home, _environment(home, rooms_url, service, openai, eleven))
        stage.worker = stage.start_worker()
        stack.callback(stop, stage.worker.process)
        yield stage


def _environment(home: Path, rooms_url: str, service: FakeService, openai: Standin, eleven: Standin) -> dict[str, str]:
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return keep | {
        "LIVEKIT_URL": rooms_url,
        "LIVEKIT_API_KEY": KEY,
        "LIVEKIT_API_SECRET": SECRET,
        "ASTRA_API_URL": service.url,
        "ASTRA_SERVICE_TOKEN": TOKEN,
        "ASTRA_HOME": str(home),
        "ASTRA_PROMPTS": str(_copy_prompts(home)),
        "OPENROUTER_BASE_URL": openai.base_url,
        "OPENROUTER_API_KEY": "test",
        "LLM_MODEL": "astra-demo",
        "LLM_FALLBACK_MODEL": "astra-demo-fallback",
        "OPENAI_BASE_URL": openai.base_url,
        "OPENAI_API_KEY": "test",
        "LLM_EMERGENCY_MODEL": "astra-demo-emergency",
        "STT_MODEL": "whisper-tiny",
        "STT2_BASE_URL": openai.base_url,
        "STT2_API_KEY": "test",
        "STT2_MODEL": "whisper-tiny-2",
        "ELEVEN_API_KEY": "test",
        "ELEVEN_BASE_URL": eleven.base_url,
        "TTS2_BASE_URL": openai.base_url,
        "TTS2_API_KEY": "test",
        "TTS2_MODEL": "espeak",
        "ASTRA_WORKER_IDLE_THREADS": "1",
    }


def _copy_prompts(home: Path) -> Path:
    """Our prompts with a stranger's greeting of two seconds instead of five: every test waits for it."""
    prompts = home / "prompts"
    shutil.copytree(_ROOT / "prompts", prompts)
    line = prompts / "spoken" / "greeting_stranger.md"
    head, _ = line.read_text("utf-8").split("## en")
    line.write_text(f"{head}## en\n- Hello, I'm {{title}}, good to meet you.\n## hi\n- नमस्ते, मैं {{title}} हूँ।\n", "utf-8")
    return prompts


@contextmanager
def _rooms() -> Iterator[str]:
    port = find_free_port()
    env = os.environ | {"LIVEKIT_API_KEY": KEY, "LIVEKIT_API_SECRET": SECRET}
    process = subprocess.Popen(
        [sys.executable, "-m", "local.rooms", "--port", str(port)],
        cwd=_ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _await(lambda: _is_open(port), process, None)
        yield f"ws://127.0.0.1:{port}"
    finally:
        stop(process)


@contextmanager
def _service_in_thread() -> Iterator[FakeService]:
    """In a loop of its own, so that one worker process serves tests that each have theirs."""
    ready, done = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    fakes: list[FakeService] = []

    async def run() -> None:
        async with worker_service() as fake:
            fakes.append(fake)
            ready.set()
            await done.wait()

    def serve() -> None:
        loop.run_until_complete(run())
        loop.close()

    thread = threading.Thread(target=serve)
    thread.start()
    ready.wait(10)
    try:
        yield fakes[0]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)


def _await(condition: object, process: subprocess.Popen[bytes], log: Path | None, *, within_s: float = 60.0) -> None:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline and process.poll() is None:
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.05)
    raise RuntimeError(f"did not start: {log.read_text('utf-8', 'replace')[-3000:] if log else ''}")


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def find_free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
