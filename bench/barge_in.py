"""Barge-in: from the first sample of the user's voice, while the agent speaks, to the agent's last sound."""

import asyncio
from collections.abc import Sequence
from functools import partial

from bench.caller import NotHeardError
from bench.clips import INTERRUPTION, QUESTIONS, speak_clip
from bench.peers import Peer
from bench.processes import Stage
from bench.replies import Talk, open_talk
from bench.starvation import Hardship, Tolerance
from bench.trial import Series, interleave

LONG_REPLY = (
    "Let me think about that with you for a while, because there is quite a lot that one could say about it. "
    "There are the things that you told me before, and there are the things that you have not told me yet. "
    "Both of them matter, and both of them take their time. So lean back and let me go through it slowly, "
    "one thing after the other, until we have seen all of it together."
)
SHORT_REPLY = "I hear you, and I am listening. Tell me more."
_INTO_REPLY_S = 1.0
_LEAST_SILENCE_S = 0.3


async def measure_barge_in(stage: Stage, peers: Sequence[Peer], times: int, allowed: Tolerance) -> list[Series[float]]:
    """Interrupt each peer `times` times, interleaved; seconds until silence, in the order of the peers."""
    talks = [await open_talk(peer) for peer in peers]
    try:
        sides = [(Series[float](times), partial(_interrupt, stage, talk)) for talk in talks]
        await interleave(sides, allowed, most_rounds=times * 3)
        return [series for series, _ in sides]
    finally:
        await set_replies(stage, [])
        for talk in talks:
            await talk.close()


async def set_replies(stage: Stage, replies: list[str]) -> None:
    """What the talker answers from now on, one entry a request; then its own again."""
    (await stage.http.post(stage.script_url, json={"replies": replies, "reset": True})).raise_for_status()


async def _interrupt(stage: Stage, talk: Talk, hardship: Hardship) -> float:
    caller = talk.caller
    await set_replies(stage, [LONG_REPLY] * 4)
    caller.attend()
    try:
        await asyncio.sleep(0.7)
        asked = await caller.say(speak_clip(QUESTIONS[0]))
        await caller.hear_after(asked.ended_s, 10.0)
        await set_replies(stage, [SHORT_REPLY] * 8)
        await asyncio.sleep(_INTO_REPLY_S)
        hardship.begin()
        said = await caller.say(speak_clip(INTERRUPTION))
        hardship.end()
        hardship.frame_late_s = said.frame_late_s
        last_s = caller.ear.last_sound_before(said.ended_s)
        await caller.wait_quiet(1.5, 40.0)
    finally:
        caller.rest()
    if last_s is None or last_s <= said.started_s or said.ended_s - last_s < _LEAST_SILENCE_S:
        raise NotHeardError("it was not speaking, or did not stop while the caller spoke")
    return last_s - said.started_s
