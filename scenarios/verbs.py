"""The verbs of scenario files, as things that people do and notice in a running Astra."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from astra.kit.clock import SYSTEM_CLOCK
from scenarios import script
from scenarios.comparing import measure_word_error
from scenarios.ears import Run
from scenarios.expecting import expect_words, find_complaint, find_history_complaint, show_history
from scenarios.participant import Participant
from scenarios.powers import Powers, wait_until
from scenarios.reading import ScenarioError
from scenarios.report import Mismatch
from scenarios.sound import Sound
from scenarios.transcriber import Transcriber


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of speech that is still to be written down and judged."""

    person: Participant
    hear: script.Hear
    run: Run


class Verbs:
    """Does steps. What was heard is judged later, by `judge`: the recogniser would slow down those who talk."""

    def __init__(self, transcriber: Transcriber, powers: Powers, sounds: dict[tuple[str, script.Say], Sound]) -> None:
        self.unread: list[Heard] = []
        self._transcriber = transcriber
        self._powers = powers
        self._sounds = sounds
        self._by_action: dict[type, Callable[[Participant, Any], Awaitable[str]]] = {
            script.Join: self._join,
            script.Leave: self._leave,
            script.Say: self._say,
            script.Type: self._type,
            script.Listen: self._listen,
            script.Hear: self._hear,
            script.Quiet: self._quiet,
            script.Pause: self._pause,
            script.See: self._see,
            script.Notice: self._notice,
            script.Ended: self._ended,
            script.AgentBack: self._agent_back,
            script.Stored: self._stored,
            script.Remembered: self._remembered,
            script.Fault: self._fault,
            script.Lift: self._lift,
            script.Kill: self._kill,
            script.DaysPass: self._let_days_pass,
        }

    async def do(self, person: Participant, action: script.Closed) -> str:
        """Do one step; answers what is worth noting. Raises `Mismatch`, `ScenarioError`."""
        return await self._by_action[type(action)](person, action)

    async def _join(self, person: Participant, join: script.Join) -> str:
        await person.join(join)
        return f"agent there: {person.agent_before}"

    async def _leave(self, person: Participant, leave: script.Leave) -> str:
        await person.leave()
        if leave.end_session and person.session is not None:
            await person.service.end_session(person.session.session_id)
        return ""

    async def _say(self, person: Participant, say: script.Say) -> str:
        started = SYSTEM_CLOCK.monotonic()
        await person.say(self._sounds[person.name, say], say.whole)
        if say.unanswered and person.ears.measure_speech_s(started) > 0.1:
            heard = await self._write_down(person, started, SYSTEM_CLOCK.monotonic())
            raise Mismatch("nothing said while the user was speaking", repr(heard))
        return repr(say.whole)

    async def _type(self, person: Participant, line: script.Type) -> str:
        await person.type(line.text)
        return repr(line.text)

    async def _listen(self, person: Participant, listen: script.Listen) -> str:
        heard_enough = lambda: person.ears.measure_speech_s(person.heard_until_s) >= listen.speech_s  # noqa: E731  a condition
        if not await wait_until(heard_enough, listen.within_s):
            got = f"{person.ears.measure_speech_s(person.heard_until_s):.1f} s"
            raise Mismatch(f"{listen.speech_s} s of speech within {listen.within_s} s", got)
        return ""

    async def _hear(self, person: Participant, hear: script.Hear) -> str:
        if not await wait_until(lambda: person.find_reply(hear.quiet_s) is not None, hear.within_s):
            raise Mismatch(f"a sound within {hear.within_s} s", f"silence (the agent is {person.agent_state!r})")
        done = await wait_until(lambda: _is_closed(person, hear), hear.done_within_s, 0.1)
        run = person.find_reply(hear.quiet_s)
        if not done or run is None:
            raise Mismatch(f"an end of speech within {hear.done_within_s} s", "more speech")
        person.heard_until_s = run.end_s + 0.1
        self.unread.append(Heard(person, hear, run))
        return f"{run.end_s - run.start_s:.1f} s of speech"

    async def judge(self, it: Heard) -> str:
        """Write down what was heard and compare it. Raises `Mismatch`, `ScenarioError`."""
        heard = await self._write_down(it.person, it.run.start_s, it.run.end_s)
        if it.hear.label is not None:
            it.person.heard[it.hear.label] = heard
        expect_words(it.hear, heard, "speech")
        caption = " ".join(c.text for c in it.person.list_reply_captions(it.run))
        limit = it.hear.caption_error_max
        if limit is not None and (error := measure_word_error(caption, heard)) > limit:
            raise Mismatch(f"speech like its caption {caption!r} ({limit:.2f})", f"{heard!r} ({error:.2f})")
        return f"it said: {heard!r}"

    async def _write_down(self, person: Participant, start_s: float, end_s: float) -> str:
        return await self._transcriber.transcribe(person.ears.cut_out(start_s - 0.2, end_s + 0.2))

    async def _quiet(self, person: Participant, quiet: script.Quiet) -> str:
        started = SYSTEM_CLOCK.monotonic()
        await asyncio.sleep(quiet.for_s)
        if person.ears.measure_speech_s(started) > 0.1:
            heard = await self._write_down(person, started, SYSTEM_CLOCK.monotonic())
            raise Mismatch(f"silence for {quiet.for_s} s", repr(heard))
        return ""

    async def _pause(self, _person: Participant, pause: script.Pause) -> str:
        await asyncio.sleep(pause.for_s)
        return ""

    async def _see(self, person: Participant, see: script.See) -> str:
        own = see.whose == "own"
        words: script.Words = see
        if see.of_last_line:
            words = see.model_copy(update={"like": person.last_line})

        def shown() -> str:
            captions = person.screen.list_captions(own=own, after_s=person.spoke_from_s)
            return " ".join(c.text for c in captions if c.final or not own)

        if not await wait_until(lambda: bool(shown()) and not find_complaint(words, shown()), see.within_s):
            expect_words(words, shown(), f"{see.whose} captions")
            raise Mismatch(f"{see.whose} captions within {see.within_s} s", "none")
        versions = max(c.versions for c in person.screen.list_captions(own=own, after_s=person.spoke_from_s))
        if see.interim and versions < 2:
            raise Mismatch("captions that grow", f"{versions} version")
        return repr(shown())

    async def _notice(self, person: Participant, notice: script.Notice) -> str:
        def found() -> list[str]:
            return [n.text for n in person.screen.notices if n.kind == notice.kind and n.at_s >= person.spoke_from_s]

        if not await wait_until(lambda: bool(found()), notice.within_s):
            kinds = [seen.kind for seen in person.screen.notices]
            raise Mismatch(f"the notice {notice.kind} within {notice.within_s} s", f"notices: {kinds}")
        expect_words(notice, found()[-1], "a notice")
        return repr(found()[-1])

    async def _ended(self, person: Participant, ended: script.Ended) -> str:
        if not await wait_until(lambda: person.disconnected, ended.within_s):
            raise Mismatch(f"the room to close within {ended.within_s} s", "still open")
        return ""

    async def _agent_back(self, person: Participant, back: script.AgentBack) -> str:
        def is_back() -> bool:
            agents = person.agents
            return len(agents) == 1 and not (back.other and agents[0] == person.agent_before)

        if not await wait_until(is_back, back.within_s):
            raise Mismatch(f"one agent back within {back.within_s} s", f"{len(person.agents)} in the room")
        person.agent_before = person.agents[0]
        return person.agent_before

    async def _stored(self, person: Participant, stored: script.Stored) -> str:
        if person.session is None:
            raise ScenarioError(f"{person.name} has had no session")
        deadline = SYSTEM_CLOCK.monotonic() + stored.within_s
        while True:
            history = await person.service.fetch_history(person.session.session_id)
            complaint = find_history_complaint(stored, history, person.heard)
            if not complaint:
                return f"{len(history.messages)} messages"
            if SYSTEM_CLOCK.monotonic() > deadline:
                raise Mismatch(complaint, show_history(history))
            await asyncio.sleep(0.25)

    async def _remembered(self, person: Participant, remembered: script.Remembered) -> str:
        deadline = SYSTEM_CLOCK.monotonic() + remembered.within_s
        while True:
            shown = await person.service.fetch_memory()
            if not find_complaint(remembered, shown):
                return repr(shown)
            if SYSTEM_CLOCK.monotonic() > deadline:
                expect_words(remembered, shown, "memory")
            await asyncio.sleep(0.5)

    async def _fault(self, _person: Participant, fault: script.Fault) -> str:
        await self._powers.set_fault(fault)
        return f"{fault.at} {fault.stage} {fault.kind}"

    async def _lift(self, _person: Participant, _lift: script.Lift) -> str:
        await self._powers.lift_faults()
        return ""

    async def _kill(self, _person: Participant, kill: script.Kill) -> str:
        powers = self._powers
        old = powers.kill(kill)
        if not await wait_until(lambda: powers.find_part(kill.part) not in {None, old}, kill.back_within_s):
            raise Mismatch(f"the {kill.part} back within {kill.back_within_s} s", "not running")
        return f"pid {old}"

    async def _let_days_pass(self, _person: Participant, passing: script.DaysPass) -> str:
        columns = await asyncio.to_thread(self._powers.let_days_pass, passing.days)
        return f"{columns} columns of moments moved"


def _is_closed(person: Participant, hear: script.Hear) -> bool:
    run = person.find_reply(hear.quiet_s)
    return run is not None and run.closed
