"""`make doctor`: asks every hop of a conversation for a real, tiny piece of work and says what came of it.

The service's own `/readyz` answers for the database and the worker, which only it can see. Rooms, STT, LLM and TTS are
tried from here over their wires, with the settings the product runs with, so that a wrong key shows as what it is.
"""

import asyncio
import io
import wave
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import aiohttp
import httpx
from livekit import api as livekit_api

from astra.llm.links import Link, build_links
from astra.llm.settings import LlmSettings
from launch.plan import Plan

_TIMEOUT_S = 20.0
_ROOMS_TIMEOUT_S = 5.0
"""A room server has only to list its rooms; a model may have to wake up first."""


class PartState(StrEnum):
    """How a part fares."""

    REAL = "real"
    STANDIN = "stand-in"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the doctor found out about one part."""

    part: str
    state: PartState
    detail: str

    @property
    def broken(self) -> bool:
        """Whether a conversation would fail here."""
        return self.state is PartState.BROKEN


class _ProbeError(Exception):
    """A probe's answer was wrong; the message is for the person."""


async def diagnose(plan: Plan) -> list[Finding]:
    """Probe every part side by side; takes no longer than the slowest, 20 s at most."""
    env = plan.environment
    async with httpx.AsyncClient(timeout=_TIMEOUT_S, trust_env=False) as client:
        probes = {
            "rooms": _probe_rooms(env),
            "stt": _probe_stt(client, env),
            "llm": _probe_llm(client, env),
            "tts": _probe_tts(client, env),
        }
        service, own = await asyncio.gather(
            _ask_service(client, plan),
            asyncio.gather(*(_judge(plan, name, probe) for name, probe in probes.items())),
        )
    return [*service, *own]


def render_findings(findings: list[Finding]) -> str:
    """A line a part, and a closing sentence."""
    width = max(len(finding.part) for finding in findings)
    lines = [f"{finding.part:<{width}}  {finding.state:<8}  {finding.detail}".rstrip() for finding in findings]
    broken = [finding.part for finding in findings if finding.broken]
    lines += ["", f"Broken: {', '.join(broken)}." if broken else "Everything a conversation needs is well."]
    return "\n".join(lines)


async def _judge(plan: Plan, part: str, probe: Awaitable[str]) -> Finding:
    try:
        detail = await asyncio.wait_for(probe, _TIMEOUT_S)
    except _ProbeError as error:
        return Finding(part, PartState.BROKEN, str(error))
    except TimeoutError:
        return Finding(part, PartState.BROKEN, f"no answer within {_TIMEOUT_S:.0f} s")
    except (httpx.HTTPError, aiohttp.ClientError, OSError) as error:
        return Finding(part, PartState.BROKEN, f"can't be reached ({type(error).__name__})")
    return Finding(part, PartState.STANDIN if part in plan.standins else PartState.REAL, detail)


async def _ask_service(client: httpx.AsyncClient, plan: Plan) -> list[Finding]:
    """Service, database and worker, as `/readyz` knows them."""
    try:
        answer = await client.get(f"{plan.service_url}/readyz")
        parts: dict[str, dict[str, str]] = answer.json()["parts"]
    except (httpx.HTTPError, ValueError, KeyError) as error:
        reason = f"no answer from {plan.service_url} ({type(error).__name__}); is `make run` running?"
        return [Finding("service", PartState.BROKEN, reason)]
    findings = [Finding("service", PartState.REAL, plan.service_url)]
    for name in ("database", "worker"):
        seen = parts.get(name, {})
        state = PartState.BROKEN if seen.get("state") == "broken" else PartState.REAL
        findings.append(Finding(name, state, seen.get("reason") or ""))
    return findings


async def _probe_rooms(env: Mapping[str, str]) -> str:
    url, key, secret = env["LIVEKIT_URL"], env["LIVEKIT_API_KEY"], env["LIVEKIT_API_SECRET"]
    timeout = aiohttp.ClientTimeout(total=_ROOMS_TIMEOUT_S)
    async with livekit_api.LiveKitAPI(url, key, secret, timeout=timeout, failover=False) as client:
        try:
            listing = await client.room.list_rooms(livekit_api.ListRoomsRequest())
        except livekit_api.TwirpError as error:
            raise _ProbeError(f"{url} refused the key ({error.code})") from None
        except TimeoutError:
            raise _ProbeError(f"{url} gives no answer within {_ROOMS_TIMEOUT_S:.0f} s") from None
    return f"{url}, {len(listing.rooms)} open"


def _half_a_second_of_silence() -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(16_000))
    return buffer.getvalue()


async def _probe_stt(client: httpx.AsyncClient, env: Mapping[str, str]) -> str:
    base = env.get("STT_BASE_URL") or env.get("OPENAI_BASE_URL") or "https://api.openai.com/v1"
    key = env.get("STT_API_KEY") or env.get("OPENAI_API_KEY", "")
    model = env.get("STT_MODEL", "gpt-4o-mini-transcribe")
    answer = await client.post(
        f"{base.rstrip('/')}/audio/transcriptions",
        headers={"Authorization": f"Bearer {key}"},
        data={"model": model},
        files={"file": ("probe.wav", _half_a_second_of_silence(), "audio/wav")},
    )
    _read_json_field(answer, "text")
    return f"{model} at {base}"


async def _probe_llm(client: httpx.AsyncClient, env: Mapping[str, str]) -> str:
    """Every link of the chain; one that works is enough for a conversation, but the broken ones are named."""
    working: list[str] = []
    failed: list[str] = []
    for link in list_llm_links(env):
        answer = await client.post(
            f"{link.base_url.rstrip('/')}/chat/completions",
            headers={"Authorization": f"Bearer {link.api_key.get_secret_value()}"},
            json={"model": link.model, "messages": [{"role": "user", "content": "Say: ready."}], "max_tokens": 8},
            timeout=_TIMEOUT_S / 4,
        )
        try:
            _read_json_field(answer, "choices")
            working.append(link.model)
        except _ProbeError as error:
            failed.append(f"{link.model}: {error}")
    if not working:
        raise _ProbeError("; ".join(failed) or "no key and no URL is set")
    return ", ".join(working) + (f" (failing: {'; '.join(failed)})" if failed else "")


def list_llm_links(env: Mapping[str, str]) -> tuple[Link, ...]:
    """The chain in its order, as the worker reads it from the same variables."""
    given = {name.lower(): value for name, value in env.items() if name.lower() in LlmSettings.model_fields}
    return build_links(LlmSettings.model_validate(given))


async def _probe_tts(client: httpx.AsyncClient, env: Mapping[str, str]) -> str:
    base = (env.get("ELEVEN_BASE_URL") or "https://api.elevenlabs.io/v1").rstrip("/")
    headers = {"xi-api-key": env.get("ELEVEN_API_KEY", "")}
    voice = env.get("TTS_VOICE") or _first_voice(await client.get(f"{base}/voices", headers=headers))
    answer = await client.post(
        f"{base}/text-to-speech/{voice}/stream?output_format=pcm_24000",
        headers=headers,
        json={"text": "Ready.", "model_id": env.get("TTS_MODEL", "eleven_turbo_v2_5")},
    )
    if not answer.is_success:
        raise _ProbeError(f"answered {answer.status_code}")
    if len(answer.content) < 1000 or answer.headers.get("content-type", "").startswith(("text/", "application/json")):
        raise _ProbeError("answered with something that is not audio")
    return f"voice {voice} at {base}"


def _first_voice(answer: httpx.Response) -> str:
    voices = _read_json_field(answer, "voices")
    if not isinstance(voices, list) or not voices:
        raise _ProbeError("has no voices")
    return str(voices[0]["voice_id"])


def _read_json_field(answer: httpx.Response, name: str) -> object:
    if not answer.is_success:
        raise _ProbeError(f"answered {answer.status_code}")
    try:
        body = answer.json()
    except ValueError:
        raise _ProbeError("answered with something that is not JSON") from None
    if not isinstance(body, dict) or name not in body:
        raise _ProbeError(f"answered without {name!r}")
    return body[name]
