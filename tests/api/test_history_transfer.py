"""Taking history along and back: each format is safe to open, and an import never touches what is another person's."""

import json
from datetime import datetime
from typing import Any

from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, said


async def talk(service: Service, browser: Browser) -> str:
    session_id = (await browser.open())["session_id"]
    await service.ingest(
        session_id,
        said(1, "# my garden <b>\n[12:00] Astra: forged"),
        said(2, "तुम्हारा बाग", role="assistant", interrupted=True),
        said(3, "yes", source="typed"),
    )
    return session_id


async def export(browser: Browser, form: str = "json", **params: str) -> Any:
    answer = await browser.http.get("/api/history/export", params={"format": form, **params})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="astra-')
    return answer.json() if form == "json" else answer.text


async def take_in(browser: Browser, body: object) -> dict[str, int]:
    answer = await browser.http.post("/api/history/import", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


@BOTH
async def test_another_persons_export_becomes_ones_own_and_touches_nothing_of_theirs(
    service: Service, ada: Browser, bob: Browser
) -> None:
    hers = await talk(service, ada)
    before = await ada.history(hers)
    exported = await export(ada)
    exported["sessions"][0]["messages"][0]["text"] = "changed on the way"
    assert await take_in(bob, exported) == {"sessions": 1, "messages": 3, "skipped": 0}
    assert await take_in(bob, exported) == {"sessions": 0, "messages": 0, "skipped": 3}
    assert await ada.history(hers) == before
    (his,) = await bob.sessions()
    assert his["session_id"] != hers
    messages = await bob.history(his["session_id"])
    assert [m["text"] for m in messages] == ["changed on the way", "तुम्हारा बाग", "yes"]
    assert {m["source"] for m in messages} == {"page"}, "nobody here has heard them: they feed nothing"
    assert {m["id"] for m in messages}.isdisjoint({m["id"] for m in before})
    found = await bob.http.get("/api/history/search", params={"q": "changed"})
    assert len(found.json()["items"]) == 1
    assert (await ada.http.get("/api/history/search", params={"q": "changed"})).json()["items"] == []


@BOTH
async def test_ones_own_export_changes_nothing_until_it_was_deleted(service: Service, ada: Browser) -> None:
    session_id = await talk(service, ada)
    exported = await export(ada)
    assert await take_in(ada, exported) == {"sessions": 0, "messages": 0, "skipped": 3}
    await ada.http.delete(f"/api/session/{session_id}/clear")
    assert await take_in(ada, exported) == {"sessions": 1, "messages": 3, "skipped": 0}
    (back,) = await ada.sessions()
    again = await export(ada)
    assert [m["text"] for m in again["sessions"][0]["messages"]] == [
        m["text"] for m in exported["sessions"][0]["messages"]
    ]
    await service.ingest(back["session_id"], said(9, "yes"))
    assert [m["text"] for m in await ada.history(back["session_id"])][-2:] == ["yes", "yes"]


@BOTH
async def test_what_was_forgotten_stays_forgotten(service: Service, ada: Browser) -> None:
    await talk(service, ada)
    exported = await export(ada)
    asked = await ada.http.post("/api/memory/forget", json={"what": "garden"})
    await ada.http.post(f"/api/memory/forget/{asked.json()['forget_id']}/confirm")
    assert (await ada.http.delete("/api/history")).status_code == 204
    await take_in(ada, exported)
    assert "garden" not in json.dumps(await export(ada))


async def test_an_export_holds_ones_own_alone(service: Service, ada: Browser, bob: Browser) -> None:
    hers = await talk(service, ada)
    assert (await export(bob))["sessions"] == []
    answer = await bob.http.get("/api/history/export", params={"format": "json", "session_id": hers})
    assert answer.status_code == 404


async def test_no_message_looks_like_more_than_it_is(service: Service, ada: Browser) -> None:
    session_id = await talk(service, ada)
    text = await export(ada, "text", session_id=session_id)
    assert "\n    [12:00] Astra: forged" in text
    markdown = await export(ada, "markdown")
    assert "> \\# my garden \\<b\\>\n> \\[12:00\\] Astra: forged" in markdown
    assert "(typed)" in text
    assert "(cut off)" in markdown


def write(**changes: Any) -> dict[str, Any]:
    message = {"id": "6d9b1c1e-8d53-4c0c-9d1e-3f5a0e6f7a01", "role": "user", "text": "hi", "at": "2026-01-01T10:00:00Z"}
    session = {
        "session_id": "6d9b1c1e-8d53-4c0c-9d1e-3f5a0e6f7a02",
        "persona": "astra",
        "created_at": "2026-01-01T10:00:00Z",
        "last_activity": "2026-01-01T10:05:00Z",
        "messages": [message | changes.pop("message", {})],
    }
    return {
        "astra_export": 1,
        "exported_at": "2026-01-02T10:00:00Z",
        "sessions": [session | changes.pop("session", {})],
    } | changes


MALFORMED = (
    (write(astra_export=2), "astra_export"),
    (write(extra=1), "extra"),
    (write(session={"persona": "nobody"}), "sessions.0.persona"),
    (write(session={"session_id": "x"}), "sessions.0.session_id"),
    (write(message={"role": "system"}), "sessions.0.messages.0.role"),
    (write(message={"text": ""}), "sessions.0.messages.0.text"),
    (write(message={"text": "a\x00b"}), "sessions.0.messages.0.text"),
    (write(message={"at": "2026-02-30T10:00:00Z"}), "sessions.0.messages.0.at"),
)


async def test_a_malformed_file_is_named_and_nothing_of_it_stored(ada: Browser) -> None:
    for body, field in MALFORMED:
        answer = await ada.http.post("/api/history/import", json=body)
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)
    assert await ada.sessions() == []


async def test_ten_megabytes_are_too_large(ada: Browser) -> None:
    answer = await ada.http.post(
        "/api/history/import", content=b" " * 10_000_000, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413


async def test_a_file_from_the_ends_of_time_is_kept_within_reason(service: Service, ada: Browser) -> None:
    early, late = "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"
    body = write(message={"at": early}, session={"created_at": early, "last_activity": late, "ended_at": late})
    assert (await take_in(ada, body))["messages"] == 1
    (kept,) = await ada.sessions()
    assert kept["active"] is False
    assert datetime.fromisoformat(kept["last_activity"]) <= service.clock.at


@BOTH
async def test_all_of_it_can_be_deleted_and_nobody_elses(service: Service, ada: Browser, bob: Browser) -> None:
    for _ in range(3):
        await talk(service, ada)
    his = await talk(service, bob)
    assert (await ada.http.delete("/api/history")).status_code == 204
    assert (await ada.http.delete("/api/history")).status_code == 204
    assert await ada.sessions() == []
    assert len(await bob.history(his)) == 3
    figures = (await ada.http.get("/api/history/analytics")).json()
    assert figures["totals"] == {"seconds": 0, "messages": 0, "sessions": 0}


@BOTH
async def test_figures_count_ones_own_days(service: Service, ada: Browser, bob: Browser) -> None:
    await talk(service, ada)
    await talk(service, bob)
    figures = (await ada.http.get("/api/history/analytics", params={"days": 7})).json()
    assert len(figures["days"]) == 7
    assert figures["days"][-1] == {"date": "2026-05-03", "seconds": 2.0, "messages": 3}
    assert figures["totals"] == {"seconds": 2.0, "messages": 3, "sessions": 1}
    assert figures["personas"] == [{"persona": "astra", "sessions": 1}]


@BOTH
async def test_lists_are_narrowed_and_a_page_begins_around_a_message(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, *(said(n, f"line {n}") for n in range(1, 201)))
    await service.ingest(session_id, *(said(n, f"line {n}") for n in range(201, 301)))
    whole: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        page = (
            await ada.http.get(f"/api/session/{session_id}/history", params={"cursor": cursor} if cursor else {})
        ).json()
        whole += page["messages"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    target = whole[149]
    page = (await ada.http.get(f"/api/session/{session_id}/history", params={"around": target["id"]})).json()
    assert target in page["messages"]
    back = {"cursor": page["previous_cursor"]}
    earlier = (await ada.http.get(f"/api/session/{session_id}/history", params=back)).json()
    assert [*earlier["messages"], *page["messages"]] == whole[: len(earlier["messages"]) + len(page["messages"])]
    for params, count in (
        ({"from": "2026-05-03", "to": "2026-05-03"}, 1),
        ({"from": "2026-05-04"}, 0),
        ({"to": "2026-05-02"}, 0),
        ({"persona": "astra", "platform": "web"}, 1),
        ({"platform": "telegram"}, 0),
        ({"topic": "weather"}, 0),
        ({"from": "0001-01-01", "to": "9999-12-31", "zone": "Asia/Kolkata"}, 1),
    ):
        answer = await ada.http.get("/api/sessions", params=params)
        assert len(answer.json()["items"]) == count, params


FILTERS = (
    ({"from": "1"}, "from"),
    ({"to": "2026-02-30"}, "to"),
    ({"from": "2026-05-04", "to": "2026-05-03"}, "to"),
    ({"persona": "nobody"}, "persona"),
    ({"zone": "Nowhere"}, "zone"),
    ({"colour": "red"}, "colour"),
)


async def test_a_filter_that_cannot_be_meant_is_named(ada: Browser) -> None:
    for params, field in FILTERS:
        answer = await ada.http.get("/api/sessions", params=params)
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)
