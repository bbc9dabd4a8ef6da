"""She doesn't answer her own voice from loudspeakers, and whoever says the same words on purpose is heard."""

from typing import Any, Literal

import numpy as np
import pytest
from livekit.agents import AgentSession, AgentStateChangedEvent, UserStateChangedEvent, stt
from pydantic import SecretStr, ValidationError
from structlog.testing import CapturingLogger

from agent.settings import WorkerSettings
from agent.turns.own_words import are_own, may_become_own, read_spoken
from agent.turns.self_echo import MEMORY_S, WARY_S, SelfEcho
from astra.kit.clock import Clock
from tests.fakes.agent_stage import Stage
from tests.fakes.room_guest import LOUD, RATE, guest_in_room, wait_until

MOON = "The moon stands in the scales tonight. That is a good time for long talks with people whom you trust."
SAID_TWICE = "Vedic with Lahiri is the usual. Would you like western, or vedic with Lahiri?"
CHOICE = "Now to the system. Would you like western, or vedic with Lahiri?"
BIRTH = "So that is the fourteenth of May in ninety six, in Pune in the morning."
HOUR = "I don't know the exact hour yet."
HINDI = "आज चाँद तुला राशि में है, और यह लंबी बातों के लिए अच्छा समय है।"
HINGLISH = "Aaj chaand tula rashi mein hai, aur yeh lambi baaton ke liye achha samay hai."

ECHOES = (
    (MOON, "The moon stands in the scales tonight."),
    (MOON, "moon stands in"),
    (MOON, "STANDS IN THE SCALES TONIGHT THAT IS A GOOD TIME"),
    (MOON, "moon stands in scales tonight"),
    (MOON, "moon stands in the scale tonight"),
    (MOON, "ands in the scales tonight"),
    (MOON, "a good time for long ta"),
    (MOON, "Long talks."),
    (CHOICE, "now to the system"),
    (CHOICE, "Would you like western?"),
    (CHOICE, "the system. Would you like western"),
    (BIRTH, "that is the fourteenth of May"),
    (HOUR, "I don't know the exact hour"),
    (HINDI, "चांद तुला राशि में है"),
    (HINDI, "लंबी बातों के लिए अच्छा समय"),
    (HINGLISH, "chand tula rashi mein hai"),
    (HINGLISH, "lambi baaton ke liye accha samay"),
)
WORDS_OF_A_PERSON = (
    (MOON, ""),
    (MOON, "..."),
    (MOON, "Scales."),
    (MOON, "Yes."),
    (MOON, "Stop."),
    (MOON, "Mm-hmm."),
    (MOON, "You said scales, why?"),
    (MOON, "the moon stands in the scales, why"),
    (MOON, "wait, the moon stands in the scales"),
    (MOON, "The moon stands in the scales?"),
    (MOON, "the moon stands in the fish tonight"),
    (MOON, "the moon never stands in the scales tonight"),
    (MOON, "moon in tonight"),
    (MOON, "with people whom I trust"),
    (MOON, "Long talks, please."),
    (MOON, "tonight the moon stands"),
    (CHOICE, "vedic with Lahiri"),
    (CHOICE, "Western."),
    (CHOICE, "western or vedic with Lahiri"),
    (SAID_TWICE, "vedic with Lahiri"),
    (BIRTH, "is the fourteenth of May in nine"),
    (BIRTH, "the fifteenth of May in ninety six"),
    (BIRTH, "the fourteenth of June in ninety six"),
    (BIRTH, "the fourteenth of May in ninety five"),
    (BIRTH, "in ninety six in Nashik in the morning"),
    (BIRTH, "14 of May in ninety six"),
    (HOUR, "I don't know."),
    (HOUR, "I know the exact hour"),
    ("That is not what your chart says.", "that is what your chart says"),
    ("Stop and think of it again.", "stop and"),
    (HINDI, "चाँद तुला राशि में क्यों है"),
    (HINDI, "चाँद तुला राशि में नहीं है"),
    (HINDI, "हाँ"),
    (HINDI, "मेरा समय"),
    (HINGLISH, "chaand tula rashi mein kyun hai"),
    (HINGLISH, "haan, tula rashi"),
    (HINGLISH, "chaand tula rashi mein hai na"),
    (HINGLISH, "achha"),
)


@pytest.mark.parametrize(("said", "heard"), ECHOES)
def test_run_of_her_words_is_hers(said: str, heard: str) -> None:
    assert are_own(heard, read_spoken(said))


@pytest.mark.parametrize(("said", "heard"), WORDS_OF_A_PERSON)
def test_words_that_a_person_may_have_meant_are_theirs(said: str, heard: str) -> None:
    assert not are_own(heard, read_spoken(said))


def test_words_that_are_still_being_said_may_become_hers() -> None:
    spoken = read_spoken(MOON)
    assert all(may_become_own(text, spoken) for text in ("the", "the moon", "long talks with"))
    assert not any(may_become_own(text, spoken) for text in ("", "why", "the moon why"))


def test_long_runs_of_few_words_are_told_apart() -> None:
    words = " ".join(["the moon and the moon and the sun"] * 9)
    assert are_own(words, read_spoken(words))
    assert not are_own(f"{words} rises", read_spoken(words))


class Talk:
    """A session that is not started, told of events as the framework would tell it."""

    def __init__(self, window_s: float = 2.0) -> None:
        self.now_s = 100.0
        self.session: AgentSession[Any] = AgentSession()
        self.echo = SelfEcho(self.session, window_s=window_s, clock=Clock(monotonic=lambda: self.now_s))

    def begin(self, words: str = MOON) -> None:
        """She begins to say this."""
        self.echo.begin_line()
        for piece in words.split(" "):
            self.echo.note_said(f"{piece} ")
        self.agent("speaking")

    def agent(self, state: Literal["speaking", "thinking", "listening"], *, after_s: float = 0.0) -> None:
        self.now_s += after_s
        event = AgentStateChangedEvent(old_state="listening", new_state=state)
        self.session.emit("agent_state_changed", event)

    def voice(self, *, after_s: float = 0.0) -> None:
        """The microphone brings a voice."""
        self.now_s += after_s
        self.session.emit("user_state_changed", UserStateChangedEvent(old_state="listening", new_state="speaking"))

    def is_echo(self, words: str = "stands in the scales", *, after_s: float = 0.0, is_final: bool = True) -> bool:
        self.now_s += after_s
        kind = stt.SpeechEventType.FINAL_TRANSCRIPT if is_final else stt.SpeechEventType.INTERIM_TRANSCRIPT
        return self.echo.is_echo(stt.SpeechEvent(type=kind, alternatives=[stt.SpeechData(language="en", text=words)]))  # type: ignore[arg-type]

    @property
    def words_to_interrupt(self) -> int:
        return self.session.options.interruption.get("min_words", 0)


async def test_voice_over_hers_with_her_words_is_an_echo_while_she_sounds_and_a_little_longer() -> None:
    talk = Talk()
    talk.begin()
    talk.voice(after_s=1.0)
    assert talk.is_echo()
    assert not talk.is_echo("how are you my friend")
    talk.agent("listening", after_s=0.3)
    assert talk.is_echo(after_s=1.9)
    assert not talk.is_echo(after_s=0.2)


async def test_who_begins_to_speak_after_her_is_heard_whatever_they_say() -> None:
    talk = Talk()
    talk.begin()
    talk.agent("listening", after_s=5.0)
    talk.voice(after_s=0.7)
    assert not talk.is_echo(after_s=0.6)
    assert not talk.is_echo(after_s=30.0)


async def test_voice_over_one_line_says_nothing_of_the_next() -> None:
    talk = Talk()
    talk.begin()
    talk.voice(after_s=1.0)
    talk.agent("listening", after_s=0.3)
    talk.now_s += 20.0
    talk.begin()
    assert not talk.is_echo()


async def test_what_she_said_long_ago_in_the_same_line_is_not_what_she_is_saying() -> None:
    talk = Talk()
    talk.begin(f"{MOON} {'And so the evening goes on and on. ' * 12}")
    talk.voice(after_s=1.0)
    assert talk.is_echo()
    assert not talk.is_echo(after_s=MEMORY_S + len(MOON) / 8)
    assert talk.is_echo("and so the evening goes")


async def test_interim_words_are_held_back_while_they_may_be_hers() -> None:
    talk = Talk()
    talk.begin()
    assert not talk.is_echo("stands", is_final=False)
    talk.voice(after_s=1.0)
    assert talk.is_echo("stands", is_final=False)
    assert not talk.is_echo("stands in the scales why", is_final=False)
    assert talk.words_to_interrupt == 0


async def test_nothing_is_an_echo_where_it_is_switched_off() -> None:
    talk = Talk(window_s=0)
    talk.begin()
    talk.voice(after_s=1.0)
    assert not talk.is_echo()


async def test_after_two_echoes_only_words_interrupt_her_until_it_has_been_quiet() -> None:
    talk = Talk()
    talk.begin()
    talk.voice(after_s=1.0)
    assert talk.is_echo()
    assert talk.words_to_interrupt == 0
    assert talk.is_echo(after_s=1.0)
    assert talk.words_to_interrupt == 1
    talk.agent("listening", after_s=1.0)
    talk.now_s += WARY_S
    talk.begin()
    assert talk.words_to_interrupt == 0


async def test_echo_is_logged_by_its_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    log = CapturingLogger()
    monkeypatch.setattr("agent.turns.self_echo._log", log)
    talk = Talk()
    talk.begin()
    talk.voice(after_s=1.0)
    assert talk.is_echo()
    assert [(call.args, call.kwargs) for call in log.calls] == [
        (("turn.echo",), {"words": 4, "chars": 20, "is_wary": False})
    ]


@pytest.mark.parametrize("window_s", [-1, 6])
def test_windows_outside_of_what_is_sane_are_refused(window_s: float) -> None:
    with pytest.raises(ValidationError):
        WorkerSettings(
            livekit_url="ws://127.0.0.1:1",
            livekit_api_key="key",
            livekit_api_secret=SecretStr("s" * 32),
            astra_service_token=SecretStr("t" * 32),
            astra_echo_window_s=window_s,
        )


@pytest.mark.rooms
async def test_her_own_words_do_not_end_a_reply_and_words_of_a_person_do(stage: Stage) -> None:
    voice = np.frombuffer(stage.synthesise("How is the moon looking over the hills tonight?"), np.int16)
    loud = np.flatnonzero(np.abs(voice.astype(np.int32)) > LOUD)
    sound = voice[loud[0] : loud[0] + int(RATE * 1.2)].tobytes()
    stage.openai.script(
        transcripts=["stands in the scales", "The scales, why?"], replies=[MOON, MOON, "It moves on tomorrow."]
    )
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)

    def replies() -> list[tuple[str, bool]]:
        said = [one for one in stage.service.said(session_id) if one["role"] == "assistant"]
        return [(one["text"], one["interrupted"]) for one in said[1:]]

    async with guest_in_room(stage.rooms_url, token) as guest:

        async def hear_and_speak(count: int) -> None:
            await wait_until(lambda: not guest.is_hearing, what="quiet")
            await guest.type("Tell me about the moon")
            await wait_until(
                lambda: sum(text.startswith("The moon") for text in guest.agent_captions()) == count, what="reply"
            )
            await guest.speak(sound)
            await wait_until(lambda: len(replies()) >= count, within_s=30, what="reply stored")

        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting stored")
        await hear_and_speak(1)
        assert replies() == [(MOON, False)]
        assert stage.service.texts(session_id, "user") == ["Tell me about the moon"]
        await hear_and_speak(2)
        await wait_until(lambda: len(replies()) == 3, within_s=30, what="answer")
    assert [was_cut for _, was_cut in replies()] == [False, True, False]
    assert stage.service.texts(session_id, "user")[-1] == "The scales, why?"
