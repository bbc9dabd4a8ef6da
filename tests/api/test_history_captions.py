"""Titles and topics: of the person's own words, better after analysis, never in the place of their own name."""

from uuid import uuid4

from api.history.captions import make_caption
from api.history.jobs import CaptionSession
from tests.fakes.api_service import Browser, Service, said

LINES = (
    "hi",
    "can you hear me?",
    "So, my sister Nora is moving to Lisbon next week and I'm worried.",
    "Nora's job starts in June",
    "I'd love to visit Lisbon",
)


def test_a_title_is_the_line_that_says_the_most() -> None:
    made = make_caption([(uuid4(), line) for line in LINES])
    assert made.title == "My sister Nora is moving to Lisbon next week and I'm worried"
    assert [label for _, label in made.topics] == ["family", "feelings", "Lisbon", "Nora"]


def test_what_happened_is_the_likelier_title() -> None:
    there = [(uuid4(), "my sister called about her exam"), (uuid4(), "we bought a boat on Sunday")]
    assert make_caption(there).title == "My sister called about her exam"
    assert make_caption(there, {there[1][0]}).title == "We bought a boat on Sunday"


def test_hindi_in_both_scripts_has_topics_and_a_greeting_has_none() -> None:
    hindi = make_caption([(uuid4(), "नमस्ते"), (uuid4(), "मेरी नौकरी चली गई और मुझे बहुत चिंता है")])
    assert hindi.title == "मेरी नौकरी चली गई और मुझे बहुत चिंता है"
    assert {key for key, _ in hindi.topics} == {"work", "feelings"}
    hinglish = make_caption([(uuid4(), "shaadi ke baad se maa se baat nahi hui")])
    assert {key for key, _ in hinglish.topics} == {"love", "family"}
    hello = make_caption([(uuid4(), "hello"), (uuid4(), "namaste")])
    assert (hello.title, hello.topics) == (None, ())


async def test_first_words_then_analysis_then_the_persons_own_name(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, *(said(n, line) for n, line in enumerate(LINES, start=1)))

    async def read() -> tuple[str, list[str]]:
        listed = (await ada.sessions())[0]
        return listed["title"], listed["topics"]

    assert await read() == ("hi", [])
    await ada.http.delete(f"/api/session/{session_id}")
    await service.root.jobs.run_due()
    assert await read() == ("hi", ["family", "feelings", "Lisbon", "Nora"])
    analysed = CaptionSession(service.root.database, service.root.clock, analysed=True)
    for _ in range(2):
        await analysed({"session_id": session_id})
        assert (await read())[0] == "My sister Nora is moving to Lisbon next week and I'm worried"
    assert (await ada.http.patch(f"/api/session/{session_id}", json={"title": "Nora"})).status_code == 200
    await analysed({"session_id": session_id})
    assert (await read())[0] == "Nora"
    figures = (await ada.http.get("/api/history/analytics")).json()
    assert {one["topic"] for one in figures["topics"]} == {"family", "feelings", "Lisbon", "Nora"}


async def test_what_is_forgotten_is_in_no_title_and_no_topic(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, *(said(n, line) for n, line in enumerate(LINES, start=1)))
    await CaptionSession(service.root.database, service.root.clock, analysed=True)({"session_id": session_id})
    asked = await ada.http.post("/api/memory/forget", json={"what": "Lisbon"})
    await ada.http.post(f"/api/memory/forget/{asked.json()['forget_id']}/confirm")
    assert "Lisbon" not in str(await ada.sessions())
    await CaptionSession(service.root.database, service.root.clock, analysed=True)({"session_id": session_id})
    assert "Lisbon" not in str(await ada.sessions())
