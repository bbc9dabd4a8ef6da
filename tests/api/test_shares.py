"""Sharing by a link: a copy, for a while, without whose it is; and nothing is left of it when it shall not hold."""

from datetime import timedelta
from typing import Any

from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, said


async def share(browser: Browser, session_id: str, **body: Any) -> dict[str, Any]:
    answer = await browser.http.post(f"/api/session/{session_id}/share", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def talk(service: Service, browser: Browser) -> str:
    session_id = (await browser.open())["session_id"]
    await service.ingest(
        session_id, said(1, "my secret garden"), said(2, "tell me", role="assistant", interrupted=True)
    )
    return session_id


async def count_rows(service: Service, table: str) -> int:
    async with service.root.database.engine.connect() as connection:
        return (await connection.exec_driver_sql(f"select count(*) from {table}")).scalar_one()


@BOTH
async def test_a_link_shows_the_talk_as_it_was_and_not_whose_it_is(service: Service, ada: Browser) -> None:
    session_id = await talk(service, ada)
    made = await share(ada, session_id)
    await service.ingest(session_id, said(3, "said later"))
    answer = await service.client().get(f"/api{made['url']}")
    assert answer.status_code == 200
    assert answer.headers["x-robots-tag"].startswith("noindex")
    assert answer.headers["cache-control"] == "no-store"
    shown = answer.json()
    assert set(shown) == {"title", "persona", "at", "messages"}
    assert [(m["role"], m["text"], m["interrupted"]) for m in shown["messages"]] == [
        ("user", "my secret garden", False),
        ("assistant", "tell me", True),
    ]
    assert all(secret not in answer.text for secret in (ada.user_id, session_id, made["share_id"]))
    token = made["url"].rsplit("/", 1)[1]
    assert len(token) >= 43
    async with service.root.database.engine.connect() as connection:
        rows = (await connection.exec_driver_sql("select * from shared_talk")).all()
    assert token not in str(rows), "only a hash of it is kept"


@BOTH
async def test_a_link_is_its_owners_to_list_and_revoke(service: Service, ada: Browser, bob: Browser) -> None:
    session_id = await talk(service, ada)
    made = await share(ada, session_id)
    assert (await bob.http.post(f"/api/session/{session_id}/share", json={})).status_code == 404
    assert (await bob.http.delete(f"/api/shares/{made['share_id']}")).status_code == 404
    assert (await bob.http.get("/api/shares")).json()["items"] == []
    (listed,) = (await ada.http.get("/api/shares")).json()["items"]
    assert (listed["share_id"], listed["session_id"], listed["revoked"], listed["url"]) == (
        made["share_id"],
        session_id,
        False,
        None,
    )
    for _ in range(2):
        assert (await ada.http.delete(f"/api/shares/{made['share_id']}")).status_code == 204
    assert (await service.client().get(f"/api{made['url']}")).status_code == 404
    assert (await ada.http.get("/api/shares")).json()["items"][0]["revoked"] is True
    assert await count_rows(service, "shared_message") == 0


async def test_a_link_expires_and_its_words_go(service: Service, ada: Browser) -> None:
    made = await share(ada, await talk(service, ada), expires_in_days=1)
    service.clock.move(timedelta(days=1).total_seconds() - 1)
    assert (await service.client().get(f"/api{made['url']}")).status_code == 200
    service.clock.move(1)
    assert (await service.client().get(f"/api{made['url']}")).status_code == 404
    await service.root.jobs.run_due()
    assert await count_rows(service, "shared_message") == 0


@BOTH
async def test_what_is_forgotten_or_deleted_is_shared_no_more(service: Service, ada: Browser) -> None:
    session_id = await talk(service, ada)
    made = await share(ada, session_id)
    asked = await ada.http.post("/api/memory/forget", json={"what": "garden"})
    assert asked.status_code in {200, 201}, asked.text
    done = await ada.http.post(f"/api/memory/forget/{asked.json()['forget_id']}/confirm")
    assert done.status_code == 200, done.text
    shown = (await service.client().get(f"/api{made['url']}")).json()
    assert "garden" not in str(shown)
    assert (await ada.http.delete(f"/api/session/{session_id}/clear")).status_code == 204
    assert (await service.client().get(f"/api{made['url']}")).status_code == 404
    assert await count_rows(service, "shared_talk") == 0


async def test_of_nothing_there_is_no_link(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await ada.http.put("/api/memory/off-record", json={"session_id": session_id, "on": True})
    assert (await ada.http.post(f"/api/session/{session_id}/share", json={})).status_code == 409


async def test_how_long_a_link_may_hold_is_named(service: Service, ada: Browser) -> None:
    session_id = await talk(service, ada)
    for days in (0, 91, -1, "7", 1.5, None):
        answer = await ada.http.post(f"/api/session/{session_id}/share", json={"expires_in_days": days})
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, "expires_in_days")


async def test_a_guessed_link_is_unknown(service: Service) -> None:
    for token in ("x", "a" * 5000, "%00", "é", "..%2f.."):
        assert (await service.client().get(f"/api/shared/{token}")).status_code == 404
