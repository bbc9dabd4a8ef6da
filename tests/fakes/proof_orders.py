"""One conversation reaching the service by two ways in any order, beside a plain reckoning of what must be stored.

The worker reports its utterances in batches, late, twice and in any order; the page saves what it has shown so far, at
any moment and again. Some lines never reach the one, some never the other.
"""

from collections import Counter
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.fakes.api_service import START, Browser, said
from tests.fakes.proof_thread import WorldThread

_MS = int(START.timestamp() * 1000)
_STEP_MS = 1000
_REPEATED = ("yes", "no", "and then")
_MAX_LINES = 9
Line = tuple[str, str]
Body = dict[str, Any]

_LINES = st.lists(
    st.tuples(st.sampled_from(["user", "assistant"]), st.sampled_from(["", "", *_REPEATED])),
    min_size=2,
    max_size=_MAX_LINES,
)


class OneTalk(RuleBasedStateMachine):
    """A talk; `there` and `who` are given by the test that runs it, and whether each step is looked at."""

    there: ClassVar[WorldThread]
    who: ClassVar[Browser]
    looks_often: ClassVar[bool]

    @initialize(lines=_LINES, data=st.data(), skew_ms=st.sampled_from([0, 250, -3_600_000, 86_400_000]))
    def begin(self, lines: list[tuple[str, str]], data: st.DataObject, skew_ms: int) -> None:
        """Settle what is said, and what of it either side ever hears of. The first line is heard by both."""
        self.lines: list[Line] = [(role, text or f"line {index}") for index, (role, text) in enumerate(lines)]
        unique = [index for index, (_, text) in enumerate(lines) if index and not text]
        later = range(1, len(lines))
        self.unreported = data.draw(st.sets(st.sampled_from(unique)) if unique else st.just(set[int]()), "unreported")
        self.unseen = data.draw(st.sets(st.sampled_from(later)), "unseen")
        self.jitter_ms = data.draw(st.lists(st.integers(0, 300), min_size=len(lines), max_size=len(lines)), "jitter")
        self.skew_ms = skew_ms
        self.reported: set[int] = set()
        self.saved: set[int] = set()
        self.sent: list[tuple[str, Body]] = []
        made = self.there.run(self.who.http.post("/api/session/create", json={"persona": "astra"}))
        assert made.status_code == 201, made.text
        self.session_id: str = made.json()["session_id"]

    @rule(data=st.data())
    def report(self, data: st.DataObject) -> None:
        """The worker hands over some of its utterances."""
        ours = [index for index in range(len(self.lines)) if index not in self.unreported]
        batch = data.draw(st.lists(st.sampled_from(ours), min_size=1, max_size=6), "batch")
        self._report(batch)

    @rule(upto=st.integers(0, _MAX_LINES))
    def save(self, upto: int) -> None:
        """The page saves what it has shown so far."""
        self._save([index for index in self._list_seen() if index < upto])

    @precondition(lambda self: bool(getattr(self, "sent", None)))
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        """A request whose answer was lost comes once more, however late."""
        path, body = data.draw(st.sampled_from(self.sent), "again")
        self._post(path, body)

    @invariant()
    def stored_is_what_was_sent(self) -> None:
        """Every line as often as the side that heard it more often has it, and the worker's in their order."""
        if hasattr(self, "session_id") and self.looks_often:
            self._look()

    def _look(self) -> None:
        stored = self._read()
        by_worker = Counter(self.lines[index] for index in self.reported)
        by_page = Counter(self.lines[index] for index in self.saved)
        assert Counter(_lines(stored)) == by_worker | by_page
        told = [line for line, message in zip(_lines(stored), stored, strict=True) if message["source"] != "page"]
        assert told == [self.lines[index] for index in sorted(self.reported)]

    def teardown(self) -> None:
        """All that was held back arrives: then the conversation stands there as it was held."""
        if not hasattr(self, "session_id"):
            return
        self._look()
        self._report([index for index in range(len(self.lines)) if index not in self.unreported][::-1])
        self._save(self._list_seen())
        for path, body in self.sent[-2:]:
            self._post(path, body)
        kept = [index for index in range(len(self.lines)) if index not in self.unreported & self.unseen]
        assert _lines(self._read()) == [self.lines[index] for index in kept]

    def _list_seen(self) -> list[int]:
        return [index for index in range(len(self.lines)) if index not in self.unseen]

    def _report(self, indices: list[int]) -> None:
        items = [
            said(
                index + 1,
                self.lines[index][1],
                role=self.lines[index][0],
                at=START + timedelta(milliseconds=index * _STEP_MS),
            )
            for index in indices
        ]
        self._send("/api/ingest", {"session_id": self.session_id, "utterances": items})
        self.reported |= set(indices)

    def _save(self, indices: list[int]) -> None:
        messages = [
            {
                "role": self.lines[index][0],
                "text": self.lines[index][1],
                "timestamp": _MS + self.skew_ms + index * _STEP_MS + self.jitter_ms[index],
            }
            for index in indices
        ]
        self._send("/api/users/sessions/save", {"session_id": self.session_id, "messages": messages})
        self.saved |= set(indices)

    def _send(self, path: str, body: Body) -> None:
        self.sent.append((path, body))
        self._post(path, body)

    def _post(self, path: str, body: Body) -> None:
        client = self.there.world.service.worker if path == "/api/ingest" else self.who.http
        answer = self.there.run(client.post(path, json=body))
        assert answer.status_code == 200, answer.text

    def _read(self) -> list[dict[str, Any]]:
        return self.there.run(self.who.history(self.session_id))


def _lines(messages: list[dict[str, Any]]) -> list[Line]:
    return [(message["role"], message["text"]) for message in messages]
