"""`GET /v1/voices`, `/v1/voices/{id}`, `/v1/models`: what there honestly is."""

from typing import Any

from aiohttp import web

from local.elevenlabs.errors import WireError
from local.engines.voices import Voice, load_voices

_MODELS = ("eleven_turbo_v2_5", "eleven_flash_v2_5", "eleven_multilingual_v2")


async def list_voices(_request: web.Request) -> web.Response:
    """Handler of `/v1/voices`."""
    return web.json_response({"voices": [_show(voice) for voice in load_voices().voices.values()]})


async def show_voice(request: web.Request) -> web.Response:
    """Handler of `/v1/voices/{voice}`."""
    voice = load_voices().voices.get(request.match_info["voice"])
    if voice is None:
        raise WireError(404, "voice_not_found", "No voice with this id.")
    return web.json_response(_show(voice))


async def list_models(_request: web.Request) -> web.Response:
    """Handler of `/v1/models`."""
    return web.json_response([{"model_id": name, "name": name, "can_do_text_to_speech": True} for name in _MODELS])


def _show(voice: Voice) -> dict[str, Any]:
    return {
        "voice_id": voice.id,
        "name": voice.name,
        "category": "premade",
        "description": voice.says,
        "labels": {"engine": voice.engine, "language": voice.language},
        "settings": None,
        "samples": None,
    }
