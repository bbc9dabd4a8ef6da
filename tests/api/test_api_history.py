"""Lists and histories: in order, a page at a time, with nothing twice and nothing left out."""

import pytest

from tests.fakes.api_service import Browser, Service, said


async def test_sessions_come_twenty_a_page_active_first_then_recent(service: Service, ada: Browser) -> None:
    ids = []
    for number in range(23):
        service.clock.move(60)
        session_id = (await ada.open())["session_id"]
        await service.ingest(session_id, said(1, f"talk {number}"))
        ids.append(session_id)
        if number not in {3, 7}:
            await ada.http.delete(f"/api/session/{session_id}")
    await ada.open()
    first = (await ada.http.get("/api/sessions")).json()
    second = (await ada.http.get("/api/sessions", params={"cursor": first["next_cursor"]})).json()
    assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (20, 3, None)
    listed = [item["session_id"] for item in first["items"] + second["items"]]
    ended = [session_id for number, session_id in enumerate(ids) if number not in {3, 7}]
    assert listed == [ids[7], ids[3], *reversed(ended)]
    assert [item["active"] for item in first["items"][:3]] == [True, True, False]


async def test_exactly_one_page_has_no_next(service: Service, ada: Browser) -> None:
    for _ in range(20):
        await service.ingest((await ada.open())["session_id"], said(1, "x"))
    answer = (await ada.http.get("/api/sessions")).json()
    assert (len(answer["items"]), answer["next_cursor"]) == (20, None)


async def test_a_long_history_comes_in_pages(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, *(said(n, f"line {n}") for n in range(1, 151)))
    await ada.save(session_id, *(("user", f"extra {n}", 10**13 + n) for n in range(60)))
    texts: list[str] = []
    cursor: str | None = None
    while True:
        params = {"cursor": cursor} if cursor else {}
        page = (await ada.http.get(f"/api/session/{session_id}/history", params=params)).json()
        texts += [m["text"] for m in page["messages"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert texts == [f"line {n}" for n in range(1, 151)] + [f"extra {n}" for n in range(60)]
    assert page["session"]["message_count"] == 210


@pytest.mark.parametrize("cursor", ["x", "e30", "WzEsMl0", "bnVsbA", "a" * 5000, "WyJhIiwiYiIsImMiXQ", "%00", "é"])
async def test_a_forged_cursor_is_named(service: Service, ada: Browser, cursor: str) -> None:
    session_id = (await ada.open())["session_id"]
    for path in ("/api/sessions", f"/api/session/{session_id}/history"):
        answer = await ada.http.get(path, params={"cursor": cursor})
        assert answer.status_code == 422
        assert answer.json()["error"]["field"] == "cursor"


async def test_interrupted_and_typed_are_marked(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(
        session_id,
        said(1, "typed", source="typed"),
        said(2, "I was going", role="assistant", interrupted=True, generated="I was going on", sent="I was going on"),
    )
    messages = await ada.history(session_id)
    assert [(m["source"], m["interrupted"]) for m in messages] == [("typed", False), ("voice", True)]
    assert "generated" not in messages[1]


async def test_titles_are_cut_at_a_word(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "hello", role="assistant"), said(2, "wonder " * 40))
    title = (await ada.sessions())[0]["title"]
    assert title.endswith("wonder…")
    assert len(title) <= 61


async def test_after_the_end_the_title_and_the_length_are_settled(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "first words"), said(61, "last words"))
    await ada.http.delete(f"/api/session/{session_id}")
    assert await service.root.jobs.run_due() == 1
    listed = (await ada.sessions())[0]
    assert (listed["title"], listed["duration_s"]) == ("first words", 60.0)
    await service.ingest(session_id, said(81, "found in the spool"))
    assert await service.root.jobs.run_due() == 1, "what came late is counted too"
    assert (await ada.sessions())[0]["duration_s"] == 80.0
    assert await service.root.jobs.run_due() == 0
