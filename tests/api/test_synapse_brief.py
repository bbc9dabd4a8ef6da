"""Start briefs: what the last talks leave behind, how long ago, and when a kept brief stops being good."""

from datetime import timedelta
from typing import Any

from api.synapse import service as synapse
from tests.api.conftest import BOTH
from tests.fakes.api_service import Service
from tests.fakes.talk import MAY, take_in, transcript

LATER = (MAY + timedelta(hours=5)).isoformat()


async def ask(service: Service, session: str = "s9", **more: Any) -> dict[str, Any]:
    body = {"userId": "ada", "sessionId": session, "now": LATER, **more}
    answer = await service.worker.post("/synapse/session/startbrief", json=body)
    assert answer.status_code == 200
    return answer.json()


@BOTH
async def test_a_brief_tells_of_the_last_talk_and_what_is_ahead(service: Service) -> None:
    await take_in(
        service.worker,
        transcript("I planted tomatoes and two rows of beans.", session="s0", at=MAY - timedelta(days=3)),
    )
    await take_in(
        service.worker,
        transcript("Hi!", "> Hello!", "I have an interview at Kestrel Air next Tuesday and I'm so nervous."),
    )
    brief = await ask(service)
    assert "8 May 2023" in brief["bridgeText"]
    assert "Kestrel Air" in brief["bridgeText"]
    assert "interview" in brief["currentFocus"]
    assert brief["items"] == [
        {"kind": "said", "text": "“I planted tomatoes and two rows of beans.”", "date": "2023-05-05"}
    ]
    assert 298 < brief["timeGapMinutes"] <= 300


async def test_a_stranger_has_an_empty_brief(service: Service) -> None:
    assert await ask(service) == {"bridgeText": None, "items": [], "currentFocus": None, "timeGapMinutes": None}


async def test_the_session_that_begins_is_not_its_own_past(service: Service) -> None:
    await take_in(service.worker, transcript("I keep four hundred silkworms in the attic.", session="s9"))
    await take_in(service.worker, transcript(session="s8"))
    assert (await ask(service, "s9"))["bridgeText"] is None


@BOTH
async def test_a_kept_brief_is_good_until_something_new_is_known(service: Service) -> None:
    await take_in(service.worker, transcript("I adopted three stray kittens yesterday."))
    first = await ask(service)
    assert await ask(service) == first
    two_hours_on = await ask(service, now=(MAY + timedelta(hours=7)).isoformat())
    assert two_hours_on["timeGapMinutes"] == first["timeGapMinutes"] + 120
    await take_in(
        service.worker, transcript("I repaired grandfather's radio.", session="s2", at=MAY + timedelta(hours=1))
    )
    assert "radio" in (await ask(service))["bridgeText"]
    async with service.root.database.write() as db:
        turns = await synapse.find_matching(db, "ada", "grandfather's radio")
        await synapse.erase(db, "ada", [turn.ref for turn in turns])
    assert "radio" not in str(await ask(service))


async def test_the_simpler_brief_says_when_the_last_talk_was(service: Service) -> None:
    await take_in(service.worker, transcript("I planted tomatoes and two rows of beans."))
    answer = await service.worker.post("/synapse/session/brief", json={"userId": "ada", "sessionId": "s9"})
    assert answer.json()["bridgeText"] == "The last talk was on 8 May 2023."
    assert answer.json()["timeGapMinutes"] > 0


async def test_no_loops_where_nothing_was_learned(service: Service) -> None:
    answer = await service.worker.post("/synapse/memory/loops", json={"userId": "ada"})
    assert answer.json() == {"loops": []}
