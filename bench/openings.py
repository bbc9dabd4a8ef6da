"""How a talk begins: token to greeting, words spoken over the greeting, and New Chat."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from astra.kit.clock import SYSTEM_CLOCK
from bench.caller import Caller, NotHeardError
from bench.clips import OVER_GREETING, speak_clip
from bench.peers import Peer, Ticket
from bench.starvation import Hardship, Tolerance
from bench.trial import Series, interleave

_GREETING_WITHIN_S = 30.0
_INTO_GREETING_S = 0.25
_ANSWER_WITHIN_S = 10.0
_REFILL_S = 1.5
"""A worker makes a new warm place after each job; calls that follow faster would measure that."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Seconds from asking for a token, and from the click on New Chat, until the greeting is heard."""

    greeting_s: float
    new_chat_s: float
    new_chat_listening_s: float
    """From the click until the agent says that it listens."""


async def measure_openings(peers: Sequence[Peer], times: int, allowed: Tolerance) -> list[Series[Opening]]:
    """`times` openings with each peer, interleaved, each followed by a New Chat; series in the order of the peers."""
    for peer in peers:
        await _open_and_renew(peer, Hardship())
    sides = [(Series[Opening](times), partial(_open_and_renew, peer)) for peer in peers]
    await interleave(sides, allowed, most_rounds=times * 3)
    return [series for series, _ in sides]


async def _open_and_renew(peer: Peer, _hardship: Hardship) -> Opening:
    await asyncio.sleep(_REFILL_S)
    ticket, caller, greeting_s = await _call(peer)
    await caller.wait_quiet(0.7, 30.0)
    await asyncio.sleep(_REFILL_S)

    clicked_s = SYSTEM_CLOCK.monotonic()
    following = await peer.renew(ticket)
    _, (ticket, caller, _) = await asyncio.gather(caller.leave(), _join(peer, following))
    heard_s = caller.ear.sounds_s[0]
    try:
        listening_s = min(heard_s, await caller.wait_state("listening", clicked_s, 30.0))
        await caller.wait_quiet(0.7, 30.0)
    finally:
        await caller.leave()
        await peer.close(ticket)
    return Opening(greeting_s, heard_s - clicked_s, listening_s - clicked_s)


async def _call(peer: Peer) -> tuple[Ticket, Caller, float]:
    """Call and wait for the first sound; answers with the seconds that took since the token was asked for."""
    return await _join(peer, await peer.open())


async def _join(peer: Peer, ticket: Ticket) -> tuple[Ticket, Caller, float]:
    """The same with a token that is there already."""
    caller = Caller()
    try:
        await caller.join(ticket.url, ticket.token)
        heard_s = await caller.hear_after(ticket.asked_s, _GREETING_WITHIN_S)
    except NotHeardError:
        await caller.leave()
        await peer.close(ticket)
        raise
    return ticket, caller, heard_s - ticket.asked_s


@dataclass(frozen=True, slots=True)
class OverGreeting:
    """What became of a sentence spoken over the greeting."""

    understood: bool
    answered: bool


async def measure_over_greeting(peers: Sequence[Peer], times: int, allowed: Tolerance) -> list[Series[OverGreeting]]:
    """Speak over the greeting of `times` new talks with each peer; series in the order of the peers."""
    sides = [(Series[OverGreeting](times), partial(_talk_over, peer)) for peer in peers]
    await interleave(sides, allowed, most_rounds=times * 3)
    return [series for series, _ in sides]


async def _talk_over(peer: Peer, hardship: Hardship) -> OverGreeting:
    await asyncio.sleep(_REFILL_S)
    ticket, caller, _ = await _call(peer)
    try:
        await asyncio.sleep(_INTO_GREETING_S)
        said = await caller.say(speak_clip(OVER_GREETING))
        hardship.frame_late_s = said.frame_late_s
        understood = await caller.wait_understood(said.started_s, _ANSWER_WITHIN_S + said.ended_s - said.started_s)
        answered = understood and await _answers(caller)
    finally:
        await caller.leave()
        await peer.close(ticket)
    return OverGreeting(understood, answered)


async def _answers(caller: Caller) -> bool:
    """Whether the agent thinks and then speaks, from now on."""
    now_s = SYSTEM_CLOCK.monotonic()
    try:
        speaking_s = await caller.wait_state("speaking", now_s - 1.0, _ANSWER_WITHIN_S)
        await caller.hear_after(speaking_s, _ANSWER_WITHIN_S)
    except NotHeardError:
        return False
    return True
