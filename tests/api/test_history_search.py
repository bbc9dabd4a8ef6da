"""Finding what was said: one's own words only, in any script, by prefixes and phrases, on both databases alike."""

from typing import Any

from api.history.indexing import index_backlog
from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, said


async def find(browser: Browser, q: str, **params: Any) -> dict[str, Any]:
    answer = await browser.http.get("/api/history/search", params={"q": q, **params})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def texts(browser: Browser, q: str) -> list[str]:
    """The snippets of what was found, newest first, with their hits in brackets."""
    return [
        "".join(f"[{piece['text']}]" if piece["hit"] else piece["text"] for piece in hit["snippet"])
        for item in (await find(browser, q))["items"]
        for hit in item["hits"]
    ]


async def talk(service: Service, browser: Browser, *lines: str, **body: Any) -> str:
    session_id = (await browser.open(**body))["session_id"]
    service.clock.move(3600)
    at = service.clock.at
    for number, line in enumerate(lines, start=1):
        role = "assistant" if line.startswith("> ") else "user"
        await service.ingest(session_id, said(number, line.removeprefix("> "), role=role, at=at))
        service.clock.move(1)
        at = service.clock.at
    return session_id


@BOTH
async def test_nobody_finds_what_another_said(service: Service, ada: Browser, bob: Browser) -> None:
    hers = await talk(service, ada, "My sister Zorblaxia lives in Lisbon")
    await talk(service, bob, "My brother lives in Oslo")
    for q in ("zorblaxia", "zorb", '"sister zorblaxia"', "lives", "1uzorblaxia", "sister OR brother"):
        found = await find(bob, q)
        assert hers not in str(found)
        assert "Zorblaxia" not in str(found)
    assert await texts(bob, "lives") == ["My brother [lives] in Oslo"]
    assert await texts(ada, "zorblaxia") == ["My sister [Zorblaxia] lives in Lisbon"]


@BOTH
async def test_words_are_found_as_people_write_them(service: Service, ada: Browser) -> None:
    await talk(
        service,
        ada,
        "I was painting the café's wall.",
        "> What a lovely café!",
        "मेरी नौकरी चली गई, दिल दुखता है।",
        "yaar, mujhe ghar ki yaad aa rahi hai",
        "I don't know what O'Brien said",
    )
    assert await texts(ada, "paint") == ["I was [painting] the café's wall."]
    assert await texts(ada, "painted wall") == ["I was [painting] the café's [wall]."]
    assert await texts(ada, "CAFE") == ["What a lovely [café]!", "I was painting the [café's] wall."]
    assert await texts(ada, "नौकरी") == ["मेरी [नौकरी] चली गई, दिल दुखता है।"]
    assert await texts(ada, "दिल") == ["मेरी नौकरी चली गई, [दिल] दुखता है।"]
    assert await texts(ada, "दुल") == []
    assert await texts(ada, "yaad ghar") == ["yaar, mujhe [ghar] ki [yaad] aa rahi hai"]
    assert await texts(ada, "dont obrien") == ["I [don't] know what [O'Brien] said"]
    assert await texts(ada, "नौक") == ["मेरी [नौकरी] चली गई, दिल दुखता है।"], "the last word may go on"
    assert await texts(ada, "lovel") == ["What a [lovely] café!"]
    assert await texts(ada, "lovel cafe") == []


@BOTH
async def test_quotes_ask_for_words_in_a_row(service: Service, ada: Browser) -> None:
    await talk(service, ada, "the cat sat on the mat", "the mat, and on it the cat")
    assert await texts(ada, '"the cat sat"') == ["[the] [cat] [sat] on the mat"]
    assert await texts(ada, '"on the mat') == ["the cat sat [on] [the] [mat]"]
    assert len(await texts(ada, "cat mat")) == 2
    assert await texts(ada, '"cats"') == [], "what is quoted is meant as it stands"


SYNTAX = (
    'x" OR "1ucat',
    "cat* NOT dog",
    "NEAR(cat dog)",
    "terms:cat^2",
    "{terms}: cat",
    "cat' | 'x",
    "cat & !dog:*",
    "\\",
    "%",
    "--",
    "'",
)


@BOTH
async def test_the_syntax_of_an_index_means_nothing(service: Service, ada: Browser) -> None:
    await talk(service, ada, "dog and bird")
    for q in SYNTAX:
        answer = await ada.http.get("/api/history/search", params={"q": q})
        assert answer.status_code in {200, 422}, q
        if answer.status_code == 422:
            assert answer.json()["error"]["field"] == "q"
        else:
            assert answer.json()["items"] == []


@BOTH
async def test_prefixes_narrow_and_alone_they_list(service: Service, ada: Browser) -> None:
    first = await talk(service, ada, "we spoke of rain")
    service.clock.move(3 * 86400)
    second = await talk(service, ada, "rain again")
    personas = [one["name"] for one in (await ada.http.get("/api/personas")).json()["items"]]

    async def sessions(q: str, **params: Any) -> list[str]:
        return [item["session"]["session_id"] for item in (await find(ada, q, **params))["items"]]

    assert await sessions("rain") == [second, first]
    assert await sessions("rain before:2026-05-06") == [first]
    assert await sessions("after:2026-05-03 rain") == [second]
    assert await sessions("after:2026-05-06 rain") == []
    assert await sessions("before:2026-05-06") == [first]
    assert await sessions(f"persona:{personas[0]} rain") == await sessions(f"persona:{personas[0]}")
    assert await sessions("topic:weather") == []
    await ada.http.delete(f"/api/session/{first}")
    await service.root.jobs.run_due()
    assert await sessions("topic:weather rain") == [first]
    assert await sessions("topic:Weather") == [first]
    assert (await find(ada, "topic:weather"))["items"][0]["hits"] == []
    assert await sessions("rain before:2026-05-03") == []
    assert await sessions("rain before:2026-05-03", zone="Pacific/Kiritimati") == []
    assert await sessions("rain after:2026-05-03", zone="Pacific/Kiritimati") == [second, first], "there it was the 4th"


SENSELESS = (
    "",
    "   ",
    "persona:nobody",
    "before:yesterday",
    "after:2026-02-30",
    "before:20260503",
    "topic:",
    "topic: x",
    "before:2026-01-01 before:2026-01-02",
    "!!!",
    "x" * 301,
    "a b c d e f g h i j k l m",
    'persona:""',
)


async def test_what_cannot_be_meant_is_named(ada: Browser) -> None:
    for q in SENSELESS:
        answer = await ada.http.get("/api/history/search", params={"q": q})
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, "q"), q


async def test_a_cursor_of_another_list_and_a_wrong_zone_are_named(service: Service, ada: Browser) -> None:
    await talk(service, ada, "rain")
    for cursor in ("x", "WyIxIiwyXQ", "WyItMSJd", "WyLZoSJd"):
        answer = await ada.http.get("/api/history/search", params={"q": "rain", "cursor": cursor})
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, "cursor")
    answer = await ada.http.get("/api/history/search", params={"q": "rain", "zone": "../etc/passwd"})
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "zone")
    assert (await ada.http.get("/api/history/search")).status_code == 422
    assert (await ada.http.get("/api/history/search", params={"q": "a\x00b"})).status_code == 422


@BOTH
async def test_pages_hold_each_hit_once_newest_first(service: Service, ada: Browser) -> None:
    one = await talk(service, ada, *(f"rain number {n}" for n in range(30)))
    two = await talk(service, ada, *(f"more rain {n}" for n in range(30)))
    seen: list[str] = []
    order: list[str] = []
    cursor: str | None = None
    while True:
        page = await find(ada, "rain", **({"cursor": cursor} if cursor else {}))
        for item in page["items"]:
            order.append(item["session"]["session_id"])
            seen += [hit["message_id"] for hit in item["hits"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert (len(seen), len(set(seen))) == (60, 60)
    assert order == [two, one, one]


@BOTH
async def test_what_is_deleted_is_not_found(service: Service, ada: Browser) -> None:
    session_id = await talk(service, ada, "my secret garden")
    assert len(await texts(ada, "garden")) == 1
    await ada.http.delete(f"/api/session/{session_id}/clear")
    assert await texts(ada, "garden") == []
    engine = service.root.database.engine
    async with engine.connect() as connection:
        for table in ("message_search", "message_words"):
            rows = await connection.exec_driver_sql(f"select count(*) from {table}")
            assert rows.scalar_one() == 0


async def test_a_report_takes_the_place_of_a_claim(service: Service, ada: Browser) -> None:
    """A cut reply is confirmed with other words than the page claimed: only those that were heard are found."""
    session_id = (await ada.open())["session_id"]
    await ada.save(session_id, ("assistant", "Well, the moon is", 1_777_800_000_000))
    assert await texts(ada, "moon") == ["Well, the [moon] is"]
    await service.ingest(
        session_id,
        said(
            1,
            "Well, the",
            role="assistant",
            interrupted=True,
            generated="Well, the moon is full",
            sent="Well, the moon is full",
        ),
    )
    assert await texts(ada, "moon") == []
    assert await texts(ada, "well") == ["[Well], the"]


async def test_messages_from_before_the_index_are_put_in(service: Service, ada: Browser) -> None:
    await talk(service, ada, "old words", "older words")
    async with service.root.database.engine.begin() as connection:
        await connection.exec_driver_sql("delete from message_search")
    assert await texts(ada, "words") == []
    assert await index_backlog(service.root.database) == 2
    assert await index_backlog(service.root.database) == 0
    assert len(await texts(ada, "words")) == 2
