"""The language of scenario files: who takes part, and the steps of the conversation, each a verb with its fields.

Every wait has a deadline in seconds (`within_s`), because a talk that hangs is a finding and not a reason to hang.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Seconds = Annotated[float, Field(gt=0, le=600)]
Share = Annotated[float, Field(ge=0, le=1)]
PersonName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Line = Annotated[str, Field(min_length=1, max_length=2000)]


class Closed(BaseModel):
    """Base of all parts of a file: frozen, and closed to fields that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(Closed):
    """Somebody who takes part, and the voice they speak with."""

    voice: str = "joe"
    speed: Annotated[float, Field(ge=0.5, le=2)] = 1.0


class Words(Closed):
    """What some words must be. All that is given must hold; letter case never counts."""

    contains: tuple[Line, ...] = ()
    contains_any: tuple[Line, ...] = ()
    lacks: tuple[Line, ...] = ()
    matches: str | None = None
    like: Line | None = None
    word_error_max: Share = 0.2
    """How far `like` may be missed."""


class Join(Closed):
    """Sign in (once a person), open a session and enter its room with a microphone."""

    again: bool = False
    """Come back into the session this person had, as a page does after a refresh."""
    new_chat: bool = False
    """End the session this person had, and start another."""
    agent_within_s: Seconds = 15


class Leave(Closed):
    """Go: properly, as a page that is closed, or with the session ended by the person."""

    end_session: bool = False


class Say(Closed):
    """Speak a line, a recording, or parts with pauses between them."""

    text: Line | None = None
    recording: Path | None = None
    """A WAV file, beside the scenario file unless absolute; `text` then tells what is said in it."""
    parts: tuple[Line, ...] = ()
    pause_s: Annotated[float, Field(ge=0, le=30)] = 0.7
    """Silence between parts."""
    unanswered: bool = False
    """Nothing of the companion may be heard from the first to the last word."""

    @model_validator(mode="after")
    def _needs_words(self) -> "Say":
        if not (self.text or self.parts):
            raise ValueError("needs `text` or `parts`")
        if self.parts and (self.text or self.recording):
            raise ValueError("takes either `parts` or `text` and `recording`")
        return self

    @property
    def whole(self) -> str:
        """All words of it."""
        return self.text or " ".join(self.parts)


class Type(Closed):
    """Type a line into the room."""

    text: Line


class Listen(Closed):
    """Wait until the companion has been speaking for a while, in order to cut in."""

    speech_s: Annotated[float, Field(ge=0, le=60)] = 1.0
    within_s: Seconds = 15


class Hear(Words):
    """Hear the companion speak to the end (or to where it was cut), write down what was heard, and compare."""

    within_s: Seconds = 15
    """Until the first sound."""
    done_within_s: Seconds = 60
    quiet_s: Seconds = 1.2
    caption_error_max: Share | None = 0.2
    """How far what was heard may be from the caption; null: not compared."""
    label: PersonName | None = None
    """A name by which `stored` can point to what was heard."""


class Quiet(Closed):
    """Keep silent, and hear nothing."""

    for_s: Seconds


class Pause(Closed):
    """Let time pass."""

    for_s: Seconds


class See(Words):
    """Read captions on the screen: one's own since one last spoke, or the companion's since then."""

    whose: Literal["own", "companion"] = "own"
    of_last_line: bool = False
    """The captions must be the line that was last spoken (`word_error_max`)."""
    interim: bool = False
    """Interim captions must have come before the final one."""
    within_s: Seconds = 15


class Notice(Words):
    """A notice on the screen."""

    kind: Literal["llm_down", "tts_down", "stt_down", "idle_closing", "ended"]
    within_s: Seconds = 20


class Ended(Closed):
    """The session ends by itself, and the room closes."""

    within_s: Seconds = 30


class AgentBack(Closed):
    """Exactly one agent is in the room, listening."""

    within_s: Seconds = 15
    other: bool = True
    """It must not be the one that was there when the step before began."""


class StoredMessage(Words):
    """One message as the history must show it."""

    role: Literal["user", "assistant"]
    source: Literal["voice", "typed", "page"] | None = None
    interrupted: bool | None = None
    heard_as: PersonName | None = None
    """The label of what was heard: the stored words must be those, and no more than those."""


class Stored(Closed):
    """The history of the session, in order, each thing once."""

    messages: tuple[StoredMessage, ...] = ()
    user_lines: tuple[Line, ...] = ()
    """Each of these is stored exactly once, whatever else is there."""
    others: bool = False
    """Whether messages that are not listed may stand between the listed ones."""
    ended: bool | None = None
    within_s: Seconds = 15


class Remembered(Words):
    """All that the Memory page shows of this person, as one text: facts, loops, events, overview, with their quotes."""

    within_s: Seconds = 20


class Fault(Closed):
    """Let a stand-in misbehave; `model` narrows it. The scenario's own voice and ears are never meant by it."""

    at: Literal["openai", "elevenlabs"]
    stage: Literal["llm", "stt", "tts"]
    kind: Literal[
        "latency",
        "status",
        "hang_before",
        "hang_middle",
        "keepalive_only",
        "cut",
        "empty",
        "html",
        "garbage",
    ]
    model: str | None = None
    seconds: Annotated[float, Field(ge=0, le=3600)] | None = None
    status: Annotated[int, Field(ge=400, le=599)] | None = None
    times: Annotated[int, Field(ge=1)] | None = None


class Lift(Closed):
    """Let all stand-ins behave again."""


class Kill(Closed):
    """End a process without asking (SIGKILL), all of its children with it."""

    part: Literal["worker", "service"]
    back_within_s: Seconds = 40


class DaysPass(Closed):
    """Come back so many days later: every moment that the service has stored moves that far into the past."""

    days: Annotated[int, Field(ge=1, le=400)]


class Together(Closed):
    """Several lines of steps at the same time."""

    lines: Annotated[tuple[tuple["Step", ...], ...], Field(min_length=2)]


Action = (
    Join | Leave | Say | Type | Listen | Hear | Quiet | Pause | See | Notice | Ended | AgentBack | Stored | Remembered
    | Fault | Lift | Kill | DaysPass | Together
)  # fmt: skip

VERBS: dict[str, type[Closed]] = {
    "join": Join,
    "leave": Leave,
    "say": Say,
    "type": Type,
    "listen": Listen,
    "hear": Hear,
    "quiet": Quiet,
    "pause": Pause,
    "see": See,
    "notice": Notice,
    "ended": Ended,
    "agent_back": AgentBack,
    "stored": Stored,
    "remembered": Remembered,
    "fault": Fault,
    "lift": Lift,
    "kill": Kill,
    "days_pass": DaysPass,
    "together": Together,
}
SHORT_FORMS = {
    "say": "text",
    "type": "text",
    "listen": "speech_s",
    "quiet": "for_s",
    "pause": "for_s",
    "days_pass": "days",
    "notice": "kind",
}
"""Verbs that may be followed by the value of one field instead of by fields."""


class Step(Closed):
    """One step: who does it, what it is, and where it stands in the file."""

    where: str
    verb: str
    who: str | None
    action: Action


class Scenario(Closed):
    """A whole file."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    about: str = ""
    persona: str = "astra"
    people: Annotated[dict[PersonName, Person], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    path: Path

    def all_steps(self) -> list[Step]:
        """Every step, those inside `together` too."""
        return _flatten(self.steps)


def _flatten(steps: tuple[Step, ...]) -> list[Step]:
    flat: list[Step] = []
    for step in steps:
        flat.append(step)
        if isinstance(step.action, Together):
            for line in step.action.lines:
                flat.extend(_flatten(line))
    return flat
