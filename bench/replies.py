"""Reply latency: from the last sample of the user's sentence to the first sound of the agent at the user's client."""

import asyncio
import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle

from bench import wiretap
from bench.caller import Caller, NotHeardError, SpokenOverError
from bench.clips import QUESTIONS, speak_clip
from bench.peers import Peer, Ticket
from bench.processes import Stage
from bench.starvation import Hardship, Tolerance
from bench.trial import Series, interleave

_SETTLE_S = 0.7
_REPLY_WITHIN_S = 10.0
_QUIET_S = 0.7
_MOST_ROUNDS_PER_TURN = 3

STEPS = (
    ("speech ends → recording sent to STT", None, wiretap.STT_ASKED),
    ("STT", wiretap.STT_ASKED, wiretap.STT_ANSWERED),
    ("transcript → LLM asked", wiretap.STT_ANSWERED, wiretap.LLM_ASKED),
    ("LLM, first token", wiretap.LLM_ASKED, wiretap.LLM_FIRST_TOKEN),
    ("first token → text to TTS (first phrase, turn confirmed)", wiretap.LLM_FIRST_TOKEN, wiretap.TTS_ASKED),
    ("TTS, first byte", wiretap.TTS_ASKED, wiretap.TTS_FIRST_BYTE),
    ("first byte → heard by the caller", wiretap.TTS_FIRST_BYTE, None),
)
"""(name, from, to): None stands for the end of speech and for the moment of hearing."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One turn: when the user's voice ended and when the answer was heard, in monotonic seconds."""

    spoke_s: float
    ended_s: float
    heard_s: float

    @property
    def latency_s(self) -> float:
        """What the person waited."""
        return self.heard_s - self.ended_s


@dataclass(slots=True)
class Talk:
    """An open talk with one peer."""

    peer: Peer
    ticket: Ticket
    caller: Caller

    async def close(self) -> None:
        """Leave and end it."""
        await self.caller.leave()
        await self.peer.close(self.ticket)


async def open_talk(peer: Peer) -> Talk:
    """Call `peer` and listen to its greeting until it is over; a second time when it is not heard.

    Raises `NotHeardError`.
    """
    try:
        return await _call(peer)
    except NotHeardError:
        return await _call(peer)


async def _call(peer: Peer) -> Talk:
    ticket = await peer.open()
    caller = Caller()
    await caller.join(ticket.url, ticket.token)
    talk = Talk(peer, ticket, caller)
    try:
        await caller.hear_after(ticket.asked_s, 30.0)
        await caller.wait_quiet(_QUIET_S, 30.0)
    except NotHeardError:
        await talk.close()
        raise
    caller.rest()
    return talk


async def measure_replies(peers: Sequence[Peer], turns: int, allowed: Tolerance) -> list[Series[Reply]]:
    """`turns` turns with each peer, interleaved; the series in the order of the peers."""
    talks = await asyncio.gather(*(open_talk(peer) for peer in peers))
    questions = cycle(QUESTIONS)
    try:
        for talk in talks:  # the first turn of a process pays for what is loaded on first use
            with contextlib.suppress(NotHeardError, SpokenOverError):
                await _take_turn(talk.caller, questions, Hardship())
        sides = [(Series[Reply](turns), partial(_take_turn, talk.caller, questions)) for talk in talks]
        await interleave(sides, allowed, most_rounds=turns * _MOST_ROUNDS_PER_TURN)
        return [series for series, _ in sides]
    finally:
        for talk in talks:
            await talk.close()


async def _take_turn(caller: Caller, questions: Iterator[str], hardship: Hardship) -> Reply:
    caller.attend()
    try:
        await asyncio.sleep(_SETTLE_S)
        said = await caller.say(speak_clip(next(questions)))
        hardship.frame_late_s = said.frame_late_s
        heard_s = await caller.hear_after(said.started_s, _REPLY_WITHIN_S)
        await caller.wait_quiet(_QUIET_S, 30.0)
    finally:
        caller.rest()
    if heard_s < said.ended_s:
        raise SpokenOverError("the agent spoke before the caller had finished")
    return Reply(said.started_s, said.ended_s, heard_s)


def read_steps(stage: Stage, replies: Iterable[Reply]) -> dict[str, list[float]]:
    """For each step, its length in seconds in every reply in which both of its ends were seen."""
    notes = [(float(note["at"]), str(note["what"])) for note in map(json.loads, stage.read_notes())]
    lengths: dict[str, list[float]] = {name: [] for name, _, _ in STEPS}
    for reply in replies:
        seen = {what: at for at, what in notes if reply.spoke_s < at < reply.heard_s}
        for name, begin, end in STEPS:
            start = reply.ended_s if begin is None else seen.get(begin)
            stop = reply.heard_s if end is None else seen.get(end)
            if start is not None and stop is not None:
                lengths[name].append(stop - start)
    return lengths
