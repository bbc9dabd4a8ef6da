"""Decides what to start: every part whose key or address is not set is served by a stand-in on this machine.

Pure: settings in, plan out. A stage that has a key or a URL is left alone; the others get the stand-ins' addresses
in the same variables that a person would set, so that no process can tell the difference.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

HOST = "127.0.0.1"


class PlanError(Exception):
    """The settings contradict each other; the message says which and what to do."""


class PartName(StrEnum):
    """The processes that make up Astra on one machine."""

    ROOMS = "rooms"
    OPENAI = "openai"
    ELEVENLABS = "elevenlabs"
    SERVICE = "service"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Part:
    """One process: how to start it, and where it says that it is well."""

    name: PartName
    command: tuple[str, ...]
    health_url: str
    port: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the supervisor needs. `environment` is handed to every part; it holds secrets."""

    parts: tuple[Part, ...]
    environment: Mapping[str, str] = field(repr=False)
    standins: frozenset[str]
    service_url: str
    home: Path
    places: Path
    """Where the gazetteer is, or is to be."""

    @property
    def migrate_command(self) -> tuple[str, ...]:
        """Brings the database to the newest shape."""
        return (sys.executable, "-m", "api", "migrate")

    @property
    def database_file(self) -> Path | None:
        """Where the database is, unless `DATABASE_URL` names another."""
        return None if self.environment.get("DATABASE_URL") else self.home / "astra.db"

    @property
    def places_command(self) -> tuple[str, ...]:
        """Makes the gazetteer the first time: half a minute of work; quick when it is there."""
        return (sys.executable, "-m", "astra.places", str(self.places))


def build_plan(settings: Mapping[str, str]) -> Plan:
    """Turn settings (environment, `.env` and the machine's secrets, merged) into a plan. Raises `PlanError`."""
    port = _read_port(settings)
    home = Path(settings.get("ASTRA_HOME") or ".astra").resolve()
    env = {name: value for name, value in settings.items() if value}
    env |= {"ASTRA_HOME": str(home), "ASTRA_PORT": str(port), "ASTRA_WORKER_PORT": str(port + 4)}
    env.setdefault("ASTRA_API_URL", f"http://{HOST}:{port}")
    env.setdefault("ASTRA_AGENT_NAME", "astra")
    env.setdefault("ASTRA_PLACES", str(home / "places.sqlite"))

    standins = _fill_gaps(env, port)
    env["ASTRA_STANDINS"] = ",".join(sorted(standins))
    return Plan(
        parts=_parts(env, port, standins),
        environment=env,
        standins=frozenset(standins),
        service_url=env["ASTRA_API_URL"],
        home=home,
        places=Path(env["ASTRA_PLACES"]),
    )


def _read_port(settings: Mapping[str, str]) -> int:
    raw = settings.get("ASTRA_PORT") or "8000"
    if not raw.isdigit() or not 1024 <= int(raw) <= 65_530:
        raise PlanError(f"ASTRA_PORT is {raw!r}; it takes a number from 1024 to 65530 (five ports in a row are used).")
    return int(raw)


def _fill_gaps(env: dict[str, str], port: int) -> set[str]:
    """Point every stage that has neither key nor address at its stand-in; answer which stages those are."""
    openai_url, eleven_url = f"http://{HOST}:{port + 2}/v1", f"http://{HOST}:{port + 3}/v1"
    standins: set[str] = set()
    if env.get("LIVEKIT_URL"):
        _require_livekit_keys(env)
    else:
        env["LIVEKIT_URL"] = f"ws://{HOST}:{port + 1}"
        standins.add("rooms")

    has_openai = bool(env.get("OPENAI_API_KEY") or env.get("OPENAI_BASE_URL"))
    has_openrouter = bool(env.get("OPENROUTER_API_KEY") or env.get("OPENROUTER_BASE_URL"))
    if not (has_openai or env.get("STT_BASE_URL")):
        standins.add("stt")
        env |= {"STT_BASE_URL": openai_url, "STT_API_KEY": "local"}
        env.setdefault("STT_MODEL", "whisper-tiny")
    if not (has_openai or has_openrouter):
        standins.add("llm")
        env |= {"OPENROUTER_BASE_URL": openai_url, "OPENROUTER_API_KEY": "local"}
        env |= {"OPENAI_BASE_URL": openai_url, "OPENAI_API_KEY": "local"}
        env.setdefault("LLM_MODEL", "astra-demo")
        env.setdefault("LLM_FALLBACK_MODEL", "astra-demo-fallback")
        env.setdefault("LLM_EMERGENCY_MODEL", "astra-demo-emergency")
    if not (env.get("ELEVEN_API_KEY") or env.get("ELEVEN_BASE_URL")):
        standins.add("tts")
        env |= {"ELEVEN_BASE_URL": eleven_url, "ELEVEN_API_KEY": "local"}
        env.setdefault("TTS_VOICES", "warm=warm,gentle=gentle,deep=deep,bright=bright")
    if standins & {"stt", "llm"}:
        _lend_backups(env, openai_url)
    if not env.get("SYNAPSE_URL"):
        standins.add("memory")
    return standins


def _require_livekit_keys(env: Mapping[str, str]) -> None:
    made_here = {"LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"} - env.keys()
    if made_here:
        raise PlanError(f"LIVEKIT_URL is set, so {' and '.join(sorted(made_here))} must be set too (in .env).")


def _lend_backups(env: dict[str, str], openai_url: str) -> None:
    """The stand-in runs anyway: let it be the second in the speech chains where no second is set."""
    if not env.get("STT2_BASE_URL"):
        env |= {"STT2_BASE_URL": openai_url, "STT2_API_KEY": "local", "STT2_MODEL": "whisper-tiny-2"}
    if not env.get("TTS2_BASE_URL"):
        env |= {"TTS2_BASE_URL": openai_url, "TTS2_API_KEY": "local", "TTS2_MODEL": "espeak", "TTS2_VOICE": "alloy"}


def _parts(env: Mapping[str, str], port: int, standins: set[str]) -> tuple[Part, ...]:
    def part(name: PartName, offset: int, *command: str, health: str = "/healthz") -> Part:
        at = port + offset
        return Part(name, (sys.executable, "-m", *command), f"http://{HOST}:{at}{health}", at)

    parts: list[Part] = []
    if "rooms" in standins:
        webhook = f"{env['ASTRA_API_URL']}/api/room/webhook"
        rooms = part(PartName.ROOMS, 1, "local.rooms", "--port", str(port + 1), "--webhook-url", webhook)
        parts.append(rooms)
    if standins & {"stt", "llm"}:
        parts.append(part(PartName.OPENAI, 2, "local.openai", "--port", str(port + 2)))
    if "tts" in standins:
        parts.append(part(PartName.ELEVENLABS, 3, "local.elevenlabs", "--port", str(port + 3)))
    parts.append(part(PartName.SERVICE, 0, "api", "serve", "--port", str(port)))
    parts.append(part(PartName.WORKER, 4, "agent", "start", health="/"))
    return tuple(parts)
