"""The table of the routes: what each role gets at each of them. A route that is not here fails the test."""

from collections.abc import Mapping
from typing import Any

from tests.fakes.proof_roles import Entry, Role, everyone, owned, person, worker
from tests.fakes.proof_world import PASSWORD

_AT = "2026-05-03T12:00:00Z"
_BIRTH: Mapping[str, Any] = {
    "date": "1990-01-02",
    "time": {"precision": "unknown"},
    "place": {"name": "Pune, India"},
    "system": "western",
}
_UTTERANCE: Mapping[str, Any] = {"item_id": "late", "seq": 900, "role": "user", "text": "late words", "at": _AT}
_BRIEF: Mapping[str, Any] = {"userId": "{user_id}", "sessionId": "{session_id}"}
_EXPORT: Mapping[str, Any] = {
    "astra_export": 1,
    "exported_at": _AT,
    "sessions": [
        {
            "session_id": "{session_id}",
            "title": "Brought along",
            "persona": "astra",
            "created_at": _AT,
            "last_activity": _AT,
            "messages": [
                {"id": "11111111-1111-4111-8111-111111111111", "role": "user", "text": "brought along", "at": _AT}
            ],
        }
    ],
}
_SESSION: Mapping[str, Any] = {"session_id": "{session_id}"}
_SPARE: Mapping[str, str] = {"memory_id": "spare_memory_id"}
_LOOP: Mapping[str, str] = {"memory_id": "loop_id"}

_PUBLIC = {
    "GET /healthz": everyone(200),
    "GET /readyz": everyone({200, 503}),
    "GET /metrics": everyone(200),
    "GET /docs": everyone(200),
    "GET /openapi.json": everyone(200),
    "GET /{path:path}": everyone(200),
    "GET /api/setup": everyone(200),
    "GET /api/personas": everyone(200),
    "POST /api/room/webhook": everyone(401, headers={"content-type": "application/webhook+json"}, body={}),
}

_SIGN_IN = {
    "POST /api/auth/guest": Entry({**dict.fromkeys(Role, 201), Role.OWNER: 200, Role.OTHER: 200}, body={}),
    "GET /api/auth/me": person(200),
    "PATCH /api/auth/me": person(200, body={"language": "hi"}),
    "POST /api/auth/register": everyone(409, body={"email": "{email}", "password": "five herons by a quiet mill"}),
    "POST /api/auth/login": everyone(401, body={"email": "{email}", "password": "not theirs"}),
    "GET /api/auth/providers": everyone(200),
    "GET /api/auth/google": everyone(302),
    "GET /api/auth/google/callback": everyone(302, query={"state": "made-up", "code": "made-up"}),
    "DELETE /api/auth/google": person(204),
    "GET /api/auth/sign-ins": person(200),
    "DELETE /api/auth/sign-ins/{sign_in_id}": owned(204, wrecks=True),
    "POST /api/auth/password": person(
        204, other=409, body={"current": PASSWORD, "new": "seven kites above dry hills"}, wrecks=True
    ),
    "POST /api/auth/sign-out-everywhere": person(204, ends=True),
    "POST /api/auth/logout": everyone(204, ends=True),
}

_SESSIONS = {
    "POST /api/session": owned(200, body=_SESSION),
    "POST /api/session/create": person(201, body={"persona": "astra", "display_name": "Evenings"}),
    "GET /api/session/current": person(200),
    "PATCH /api/session/{session_id}": owned(200, body={"display_name": "Mornings"}),
    "DELETE /api/session/{session_id}": owned(204, wrecks=True),
    "DELETE /api/session/{session_id}/clear": owned(204, ends=True),
    "POST /conversation/end": owned(200, body=_SESSION, wrecks=True),
    "POST /api/users/sessions/save": owned(200, other=403, body={**_SESSION, "messages": []}, wrecks=True),
    "POST /api/chat": owned(200, body={**_SESSION, "message": "Good evening"}),
    "GET /api/sessions": person(200),
    "GET /api/session/{session_id}/history": owned(200, query={"waterfalls": "true"}),
    "GET /api/session/{session_id}/waterfall": owned(200),
}

_HISTORY = {
    "GET /api/history/export": person(200, query={"format": "json"}),
    "POST /api/history/import": person(200, body=_EXPORT, wrecks=True),
    "POST /api/session/{session_id}/share": owned(201, body={"expires_in_days": 7}),
    "GET /api/shares": person(200),
    "DELETE /api/shares/{share_id}": owned(204, wrecks=True),
    "GET /api/shared/{token}": Entry(
        {**dict.fromkeys(Role, 404), Role.OWNER: 200, Role.SHARER: 200}, shows_shared=True
    ),
    "GET /api/history/search": person(200, query={"q": "sister"}),
    "GET /api/history/analytics": person(200),
    "DELETE /api/history": person(204, ends=True),
}

_ACCOUNT = {
    "GET /api/account/export": person(200),
    "DELETE /api/account": person(204, body={"password": PASSWORD, "confirm": "delete"}, ends=True),
}

_RESPONDER = {
    "POST /api/responder/messages": owned(202, body={**_SESSION, "content": "/help"}),
    "GET /api/responder/messages": owned(200, query=_SESSION),
    "WS /api/responder/socket": owned(101, nobody=403, query=_SESSION),
}

_PLATFORMS = {
    "GET /api/follow-ups": person(200),
    "PUT /api/follow-ups": person(200, body={"is_on": True, "zone": "Asia/Kolkata"}),
    "DELETE /api/follow-ups/{loop_id}": owned(204),
    "GET /api/platforms": person(200),
    "POST /api/platforms/telegram/code": owned(201, body=_SESSION),
    "DELETE /api/platforms/telegram/{account_id}": owned(204, wrecks=True),
    "POST /api/platforms/telegram/webhook": everyone(401, body={}),
}

_CARRY = {
    "POST /api/session/{session_id}/carry": owned(201),
    "POST /api/carry/{token}": person(404),
}

_SKY = {
    "GET /api/birth": person(200),
    "PUT /api/birth": person(200, body=_BIRTH),
    "GET /api/places": person(200, query={"q": "Pune"}),
    "GET /api/chart": person(200),
    "GET /api/chart/transits": person(200),
    "POST /api/chart/compare": person(200, body={"other": _BIRTH}),
}

_MEMORY = {
    "GET /api/memory": person(200),
    "GET /api/memory/receipts": person(200),
    "GET /api/memory/off-record": owned(200, query={"session_id": "{session_id}"}),
    "PUT /api/memory/off-record": owned(200, body={**_SESSION, "on": False}),
    "POST /api/memory/{memory_id}/close": owned(204, ids=_LOOP, wrecks=True),
    "POST /api/memory/forget/{forget_id}/confirm": owned(200, wrecks=True),
    "POST /api/memory/forget": owned(200, body={"everything": True}, wrecks=True),
    "POST /api/memory/{memory_id}/correct": owned(200, body={"text": "Asha"}, ids=_SPARE, wrecks=True),
    "POST /api/memory/{memory_id}/pin": owned(204),
    "POST /api/memory/{memory_id}/unpin": owned(204),
    "DELETE /api/memory/{memory_id}": owned(200, wrecks=True),
}

_DESK = "/api/worker/sessions/{session_id}/memory"
_WORKER = {
    "POST /api/ingest": worker(200, body={**_SESSION, "utterances": [_UTTERANCE]}),
    "POST /api/worker/heartbeat": worker(
        204, body={"worker_id": "w", "agent_name": "astra", "jobs": 0, "spool_backlog": 0, "chains": {}}
    ),
    "GET /api/operator/waterfall": worker(200, query={"hours": "48"}),
    "GET /api/worker/sessions/{session_id}/context": worker(200),
    "POST /api/worker/sessions/{session_id}/told": worker(204, body={"update_ids": ["{memory_id}"]}),
    "POST /api/worker/sessions/{session_id}/end": worker(204, body={"reason": "left"}, wrecks=True),
    f"POST {_DESK}/recall": worker(200, body={}),
    f"POST {_DESK}/explain": worker(200, body={"topic": "sister"}),
    f"POST {_DESK}/correct": worker(200, body={"statement": "My sister is called Asha"}, wrecks=True),
    f"POST {_DESK}/forget/{{forget_id}}/confirm": worker(200, elsewhere=404, wrecks=True),
    f"POST {_DESK}/forget": worker(200, elsewhere={200, 404}, body={"everything": True}, wrecks=True),
    f"POST {_DESK}/off-record": worker(200, body={"on": False, "at": _AT}),
    "POST /synapse/session/ingest": worker(202, body={**_BRIEF, "startedAt": _AT, "transcript": []}, wrecks=True),
    "POST /synapse/session/startbrief": worker(200, body=_BRIEF),
    "POST /synapse/session/brief": worker(200, body=_BRIEF),
    "POST /synapse/memory/query": worker(
        200, body={"userId": "{user_id}", "query": "the name of my sister", "includeContext": False}
    ),
    "POST /synapse/memory/loops": worker(200, body={"userId": "{user_id}"}),
}

TABLE: Mapping[str, Entry] = {
    **_PUBLIC,
    **_SIGN_IN,
    **_SESSIONS,
    **_HISTORY,
    **_ACCOUNT,
    **_RESPONDER,
    **_CARRY,
    **_PLATFORMS,
    **_SKY,
    **_MEMORY,
    **_WORKER,
}
