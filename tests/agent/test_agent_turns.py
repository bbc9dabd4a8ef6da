"""When a turn is over: what words say of it, how long is waited, what a session learns. In virtual time."""

from typing import Any, Literal
from uuid import UUID

import pytest
from livekit.agents import (
    AgentSession,
    AgentStateChangedEvent,
    ConversationItemAddedEvent,
    UserInputTranscribedEvent,
    UserStateChangedEvent,
    llm,
)
from pydantic import SecretStr, ValidationError

from agent.heard.recorder import Recorder
from agent.heard.replies import Replies, Reply
from agent.settings import WorkerSettings
from agent.turns.backchannel import is_backchannel
from agent.turns.ending import Ending, read_ending, wants_details
from agent.turns.patience import FORGET_AFTER, MARGIN_S, Cuts, Patience, Waits
from agent.turns.turn_taking import TurnTaking, build_patience
from agent.turns.waterfall import Waterfall
from astra.contracts.utterance import Utterance
from astra.contracts.waterfall import TurnStage, TurnWaterfall
from astra.contracts.worker import Stage
from astra.kit.clock import Clock

SESSION = UUID("45503cbf-2f95-41e0-8000-000000000001")
PATIENCE = Patience(shortest_s=0.3, longest_s=1.2, complete_s=0.9, details_s=0.7)

UNFINISHED = (
    "I was born in",
    "I was born in.",
    "I was born on the",
    "I was born",
    "My name is",
    "I wanted to ask you about my mother and",
    "I would go there, but",
    "It's because",
    "So I",
    "On Sunday my sister and I want to",
    "I would like to",
    "and then we",
    "The thing is",
    "I was thinking...",
    "Well,",
    "so…",
    "um",
    "I saw her and, uh",
    "Let me think.",
    "matlab",
    "haan, aur",
    "main kal gaya tha lekin",
    "mujhe lagta hai ki",
    "agar",
    "मतलब",
    "हाँ, और",
    "मैं कल गया था लेकिन",
    "मेरी माँ की",
)
COMPLETE = ("Where are you from?", "what is it like?", "Yes.", "haan", "theek hai", "ठीक है", "Thanks", "और आप?")
OPEN = (
    "",
    "I was born in Pune.",
    "I think so.",
    "What is she looking for",
    "Could you go on",
    "I don't know when.",
    "I'd love to.",
    "I don't want to.",
    "Neither do I.",
    "Tell me about my week.",
    "मैं मुंबई में हूँ।",
    "main theek hoon",
)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        *((text, Ending.UNFINISHED) for text in UNFINISHED),
        *((text, Ending.COMPLETE) for text in COMPLETE),
        *((text, Ending.OPEN) for text in OPEN),
    ],
)
def test_words_tell_whether_more_is_to_come(text: str, ending: Ending) -> None:
    assert read_ending(text) is ending


@pytest.mark.parametrize(
    ("reply", "wants"),
    [
        ("Lovely. When were you born?", True),
        ("And in which city was that?", True),
        ("What's your name?", True),
        ("Aap kab paida hue the?", True),
        ("आपका जन्म कहाँ हुआ था?", True),
        ("How does that feel?", False),
        ("I know when you were born. Shall we go on?", False),
        ("Tell me when you are ready.", False),
        ("", False),
    ],
)
def test_questions_for_details_are_known(reply: str, wants: bool) -> None:
    assert wants_details(reply) is wants


@pytest.mark.parametrize(
    ("ending", "is_asked", "learned_s", "waits"),
    [
        (Ending.OPEN, False, 0.0, Waits(0.3, 1.2)),
        (Ending.UNFINISHED, False, 0.0, Waits(1.2, 1.2)),
        (Ending.COMPLETE, False, 0.0, Waits(0.3, 0.9)),
        (Ending.OPEN, True, 0.0, Waits(0.7, 1.2)),
        (Ending.COMPLETE, True, 0.0, Waits(0.7, 1.2)),
        (Ending.OPEN, False, 0.85, Waits(0.85, 1.2)),
        (Ending.COMPLETE, False, 1.0, Waits(1.0, 1.0)),
        (Ending.OPEN, False, 9.0, Waits(1.2, 1.2)),
    ],
)
def test_waits_follow_words_questions_and_what_was_learned(
    ending: Ending,
    is_asked: bool,
    learned_s: float,
    waits: Waits,
) -> None:
    assert PATIENCE.decide(ending, is_asked_for_details=is_asked, learned_s=learned_s) == waits


def test_one_cut_teaches_nothing_and_two_do_until_they_are_long_past() -> None:
    cuts = Cuts()
    cuts.note_cut(0.6)
    assert cuts.learned_s == 0
    cuts.note_cut(0.8)
    assert cuts.learned_s == pytest.approx(0.8 + MARGIN_S)
    for _ in range(FORGET_AFTER):
        cuts.note_turn()
    assert cuts.learned_s > 0
    cuts.note_turn()
    assert cuts.learned_s == 0


@pytest.mark.parametrize(
    ("text", "is_aside"),
    [
        ("Mm-hmm.", True),
        ("mhm mhm", True),
        ("Uh-huh.", True),
        ("Hmm...", True),
        ("Achha.", True),
        ("accha accha", True),
        ("अच्छा", True),
        ("Yes.", False),
        ("haan", False),
        ("No", False),
        ("Mhm, and my mother?", False),
        ("Okay", False),
        ("mhm mhm mhm mhm", False),
        ("", False),
        ("...", False),
    ],
)
def test_sounds_that_say_go_on(text: str, is_aside: bool) -> None:
    assert is_backchannel(text) is is_aside


def test_reply_is_a_question_by_its_last_words() -> None:
    replies = Replies()
    assert replies.is_question("unknown") is None
    reply = replies.open("one")
    assert replies.is_question("one") is None
    reply.sent = "I see. How was it?"
    assert replies.is_question("one") is True
    reply.sent += " Tell me."
    assert replies.is_question("one") is False


class Talk:
    """A session that is not started, told of events as the framework would tell it."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.session: AgentSession[Any] = AgentSession()
        clock = Clock(monotonic=lambda: self.now_s)
        self.taking = TurnTaking(self.session, PATIENCE, silence_before_end_s=0.25, clock=clock)

    def hear(self, words: str, *, is_final: bool = True) -> None:
        event = UserInputTranscribedEvent(transcript=words, is_final=is_final)
        self.session.emit("user_input_transcribed", event)

    def user(self, state: Literal["speaking", "listening"], *, after_s: float) -> None:
        self.now_s += after_s
        event = UserStateChangedEvent(old_state="listening", new_state=state)
        self.session.emit("user_state_changed", event)

    def agent(self, state: Literal["speaking", "thinking", "listening"]) -> None:
        event = AgentStateChangedEvent(old_state="listening", new_state=state)
        self.session.emit("agent_state_changed", event)

    def commit(self, role: Literal["user", "assistant"], words: str) -> None:
        item = llm.ChatMessage(role=role, content=[words])
        self.session.emit("conversation_item_added", ConversationItemAddedEvent(item=item))

    def turn_that_is_cut(self, pause_s: float) -> None:
        self.user("speaking", after_s=3.0)
        self.user("listening", after_s=1.0)
        self.hear("I was in the garden")
        self.commit("user", "I was in the garden")
        self.agent("thinking")
        self.user("speaking", after_s=pause_s - 0.25)
        self.user("listening", after_s=1.0)
        self.commit("user", "with my sister")
        self.agent("speaking")
        self.commit("assistant", "How nice.")

    def waits(self) -> tuple[float, float]:
        options = self.session.options.endpointing
        found = (options.get("min_delay", 0.0), options.get("max_delay", 0.0))
        assert found == (self.taking.waits.sure_s, self.taking.waits.unsure_s)
        return found


async def test_each_transcript_sets_the_waits_of_the_session() -> None:
    talk = Talk()
    talk.hear("I was born in", is_final=False)
    assert talk.waits() == (1.2, 1.2)
    talk.hear("I was born in Pune.")
    assert talk.waits() == (0.3, 1.2)
    talk.hear("  ")
    assert talk.waits() == (0.3, 1.2)


async def test_answer_to_a_question_for_details_is_waited_for_until_she_says_something_else() -> None:
    talk = Talk()
    talk.commit("assistant", "When were you born?")
    talk.hear("The fourteenth of May.")
    assert talk.waits() == (0.7, 1.2)
    talk.commit("assistant", "Thank you.")
    talk.hear("The fourteenth of May.")
    assert talk.waits() == (0.3, 1.2)


async def test_who_was_cut_off_twice_is_waited_for() -> None:
    talk = Talk()
    for pause_s in (0.6, 0.7):
        talk.turn_that_is_cut(pause_s)
    talk.hear("I was in the garden")
    assert talk.waits() == (pytest.approx(0.7 + MARGIN_S), 1.2)


async def test_who_interrupts_her_was_not_cut_off() -> None:
    talk = Talk()
    for _ in range(3):
        talk.user("speaking", after_s=3.0)
        talk.user("listening", after_s=1.0)
        talk.commit("user", "I was in the garden")
        talk.agent("speaking")
        talk.user("speaking", after_s=0.3)
        talk.user("listening", after_s=1.0)
    talk.hear("I was in the garden and it was green")
    assert talk.taking.waits == Waits(0.3, 1.2)


def waterfall_of(*, heard_by: str = "stt/primary", spoken_by: str = "tts/elevenlabs") -> Waterfall:
    return Waterfall(SESSION, heard_by=lambda: heard_by, spoken_by=lambda: spoken_by)


def given_reply(**metrics: float) -> llm.ChatMessage:
    known = {"llm_node_ttft": 0.25, "llm_node_ttfs": 0.3, "tts_node_ttfb": 0.08, "e2e_latency": 0.9004}
    return llm.ChatMessage(role="assistant", content=["Hi"], metrics={**known, **metrics})  # type: ignore[typeddict-item]


SPOKEN = llm.ChatMessage(role="user", content=["Hello"], metrics={"transcription_delay": 0.2, "end_of_turn_delay": 0.4})


def test_waterfall_of_a_spoken_turn_has_each_step_that_is_known() -> None:
    waterfall, reply = waterfall_of(), Reply()
    reply.record.stages |= {"command": 1.0, "recall": 30.04, "packet": 2.5}
    reply.record.link = "openrouter/fallback"
    waterfall.begin(SPOKEN)
    assert waterfall.finish(given_reply(), reply) == TurnWaterfall(
        stages_ms={
            TurnStage.WORDS: 200.0, TurnStage.DECIDED: 400.0, TurnStage.PACKET: 32.5, TurnStage.FIRST_TOKEN: 250.0,
            TurnStage.FIRST_CLAUSE: 300.0, TurnStage.FIRST_BYTE: 80.0, TurnStage.SOUNDING: 900.4,
        },
        providers={Stage.STT: "stt/primary", Stage.LLM: "openrouter/fallback", Stage.TTS: "tts/elevenlabs"},
    )  # fmt: skip
    assert waterfall.finish(given_reply(), reply) is None


def test_waterfall_is_of_spoken_turns_alone() -> None:
    waterfall = waterfall_of()
    assert waterfall.finish(given_reply(), Reply()) is None
    waterfall.begin(SPOKEN)
    waterfall.begin(llm.ChatMessage(role="user", content=["typed"]))
    assert waterfall.finish(given_reply(), Reply()) is None


def test_waterfall_leaves_out_what_a_clock_that_was_set_makes_of_it() -> None:
    waterfall = waterfall_of(heard_by="", spoken_by="")
    waterfall.begin(SPOKEN)
    known = waterfall.finish(given_reply(e2e_latency=-3.0, tts_node_ttfb=9e9), Reply())
    assert known is not None
    assert not {TurnStage.SOUNDING, TurnStage.FIRST_BYTE} & known.stages_ms.keys()
    assert known.providers == {}


def test_waterfall_goes_to_the_service_with_its_reply() -> None:
    put: list[Utterance] = []
    recorder = Recorder(next_seq=1, replies=Replies(), waterfall=waterfall_of(), put=put.append)
    for item in (SPOKEN, given_reply(), given_reply()):
        recorder.note(item)
    assert [one.waterfall is not None for one in put] == [False, True, False]
    assert Utterance.model_validate_json(put[1].model_dump_json()) == put[1]


def settings_of(**changes: object) -> WorkerSettings:
    given: dict[str, object] = {
        "livekit_url": "ws://127.0.0.1:1",
        "livekit_api_key": "key",
        "livekit_api_secret": SecretStr("s" * 32),
        "astra_service_token": SecretStr("t" * 32),
    }
    return WorkerSettings.model_validate(given | changes)


def test_by_default_words_only_ever_lengthen_a_wait() -> None:
    patience = build_patience(settings_of())
    plain = Waits(patience.shortest_s, patience.longest_s)
    for ending in Ending:
        for is_asked in (False, True):
            waits = patience.decide(ending, is_asked_for_details=is_asked, learned_s=0.0)
            assert waits.sure_s >= plain.sure_s
            assert waits.unsure_s >= plain.unsure_s


@pytest.mark.parametrize("changes", [{"astra_complete_endpointing_s": 0.1}, {"astra_details_endpointing_s": 9}])
def test_waits_outside_of_what_is_sane_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        settings_of(**changes)
