"""Runs a scenario against a running Astra: its steps in order, to the end or to the first that goes wrong."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path

from astra.kit.clock import SYSTEM_CLOCK
from scenarios import script
from scenarios.participant import Participant
from scenarios.powers import Powers
from scenarios.reading import ScenarioError
from scenarios.report import Mismatch, Report, StepResult
from scenarios.script import Scenario, Step
from scenarios.service import Service
from scenarios.sound import Sound
from scenarios.transcriber import Transcriber
from scenarios.verbs import Verbs
from scenarios.voices import VoiceBox


@dataclass(frozen=True, slots=True)
class Stage:
    """Where scenarios are performed: the service's URL, a voice, a recogniser, and powers where there are some."""

    service_url: str
    voices: VoiceBox
    transcriber: Transcriber
    powers: Powers


async def perform(scenario: Scenario, stage: Stage) -> Report:
    """Run it to the end or to the first step that goes wrong. Raises `ScenarioError` only before the first step."""
    stage.powers.check(scenario)
    performance = _Performance(scenario, stage)
    await performance.prepare()
    try:
        await performance.run_to_end()
    finally:
        await performance.aclose()
    return performance.report


class _Performance:
    def __init__(self, scenario: Scenario, stage: Stage) -> None:
        self.report = Report(scenario.name, scenario.path)
        self._scenario = scenario
        self._stage = stage
        self._people: dict[str, Participant] = {}
        self._sounds: dict[tuple[str, script.Say], Sound] = {}
        self._verbs = Verbs(stage.transcriber, stage.powers, self._sounds)
        self._steps_by_action = {id(step.action): step for step in scenario.all_steps()}

    async def prepare(self) -> None:
        """Synthesise every line before the talk begins, and sign everybody in."""
        for step in self._scenario.all_steps():
            if isinstance(step.action, script.Say):
                name = self._name(step)
                person = self._scenario.people[name]
                sound = await self._stage.voices.speak(step.action, person, self._scenario.path.parent)
                self._sounds[name, step.action] = sound
        for name, person in self._scenario.people.items():
            service = await Service.sign_in(self._stage.service_url)
            self._people[name] = Participant(name, person, service, self._scenario.persona)

    async def run_to_end(self) -> None:
        """All steps, or those up to the first that goes wrong; then what was heard is judged."""
        await self._run_steps(self._scenario.steps)
        for person in self._people.values():
            await person.leave()
        await self._judge_heard()

    async def aclose(self) -> None:
        """End what was opened, and let the stand-ins behave."""
        await self._stage.powers.lift_faults()
        for person in self._people.values():
            self.report.sounds[person.name] = person.ears.whole()
            await person.leave()
            if person.session is not None:
                try:
                    await person.service.end_session(person.session.session_id)
                except ScenarioError as error:
                    self.report.results.append(StepResult("end", "tidy up", person.name, 0, "", "204", str(error)))
            await person.aclose()

    async def _run_steps(self, steps: tuple[Step, ...]) -> bool:
        for step in steps:
            if isinstance(step.action, script.Together):
                went = all(await asyncio.gather(*(self._run_steps(line) for line in step.action.lines)))
            else:
                if isinstance(step.action, script.Stored):
                    await self._judge_heard()
                went = await self._note(step, step.verb, self._verbs.do(self._people[self._name(step)], step.action))
            if not went:
                return False
        return True

    async def _judge_heard(self) -> None:
        unread, self._verbs.unread = self._verbs.unread, []
        for heard in unread:
            await self._note(self._steps_by_action[id(heard.hear)], "heard", self._verbs.judge(heard))

    async def _note(self, step: Step, verb: str, doing: Awaitable[str]) -> bool:
        """Put what comes of a step into the report; answers whether it went well."""
        started = SYSTEM_CLOCK.monotonic()
        noted, expected, got = "", None, None
        try:
            noted = await doing
        except Mismatch as mismatch:
            expected, got = mismatch.expected, mismatch.got
        except ScenarioError as error:
            expected, got = "the step to work", str(error)
        took_s = SYSTEM_CLOCK.monotonic() - started
        self.report.results.append(StepResult(step.where, verb, self._name(step), took_s, noted, expected, got))
        return expected is None

    def _name(self, step: Step) -> str:
        return step.who or next(iter(self._scenario.people))


def save_sounds(report: Report, folder: Path) -> None:
    """Write what each person heard to `folder/NAME-PERSON.wav`."""
    folder.mkdir(parents=True, exist_ok=True)
    for person, sound in report.sounds.items():
        (folder / f"{report.path.stem}-{person}.wav").write_bytes(sound.to_wav())
