"""Tells the session, word by word, how long a silence must be for the turn to be over.

The framework holds the voice against its detector and waits the shorter or the longer of two times; which these are is
set here before it begins to wait, because a transcript reaches us first.
"""

from typing import Any

import structlog
from livekit.agents import (
    AgentSession,
    AgentStateChangedEvent,
    ConversationItemAddedEvent,
    UserInputTranscribedEvent,
    UserStateChangedEvent,
    llm,
)

from agent.settings import WorkerSettings
from agent.turns.ending import Ending, read_ending, wants_details
from agent.turns.patience import Cuts, Patience, Waits
from astra.kit.clock import SYSTEM_CLOCK, Clock

_log = structlog.get_logger(__name__)

LONGEST_CUT_S = 2.0
"""Who begins to speak later than that after a turn begins another one."""


def build_patience(settings: WorkerSettings) -> Patience:
    """The waits that the settings name."""
    return Patience(
        shortest_s=settings.astra_min_endpointing_s,
        longest_s=settings.astra_max_endpointing_s,
        complete_s=settings.astra_complete_endpointing_s or settings.astra_max_endpointing_s,
        details_s=settings.astra_details_endpointing_s,
    )


class TurnTaking:
    """One session's. Begins to listen at once."""

    def __init__(
        self,
        session: AgentSession[Any],
        patience: Patience,
        *,
        silence_before_end_s: float,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._session = session
        self._patience = patience
        self._silence_before_end_s = silence_before_end_s
        self._clock = clock
        self._cuts = Cuts()
        self._waits = Waits(patience.shortest_s, patience.longest_s)
        self._is_asked_for_details = False
        self._silent_since_s: float | None = None
        self._has_ended = False
        session.on("user_input_transcribed", self._note_words)
        session.on("conversation_item_added", self._note_item)
        session.on("user_state_changed", self._note_user)
        session.on("agent_state_changed", self._note_agent)

    @property
    def waits(self) -> Waits:
        """What holds at present."""
        return self._waits

    def _note_words(self, event: UserInputTranscribedEvent) -> None:
        if event.transcript.strip():
            self._decide(read_ending(event.transcript))

    def _decide(self, ending: Ending) -> None:
        waits = self._patience.decide(
            ending, is_asked_for_details=self._is_asked_for_details, learned_s=self._cuts.learned_s
        )
        if waits == self._waits:
            return
        self._waits = waits
        self._session.update_options(endpointing_opts={"min_delay": waits.sure_s, "max_delay": waits.unsure_s})
        _log.info("turn.waits", ending=ending.value, sure_s=waits.sure_s, unsure_s=waits.unsure_s)

    def _note_item(self, event: ConversationItemAddedEvent) -> None:
        item = event.item
        if not isinstance(item, llm.ChatMessage):
            return
        if item.role == "assistant":
            self._is_asked_for_details = wants_details(item.text_content or "")
        elif item.role == "user":
            self._cuts.note_turn()
            self._has_ended = True

    def _note_user(self, event: UserStateChangedEvent) -> None:
        now_s = self._clock.monotonic()
        if event.new_state != "speaking":
            self._silent_since_s = now_s - self._silence_before_end_s
            return
        pause_s = now_s - self._silent_since_s if self._silent_since_s is not None else LONGEST_CUT_S
        if self._has_ended and pause_s < LONGEST_CUT_S:
            self._cuts.note_cut(pause_s)
            _log.info("turn.cut", pause_s=round(pause_s, 2))
        self._has_ended = False

    def _note_agent(self, event: AgentStateChangedEvent) -> None:
        """From her first sound on, whoever speaks interrupts her, and was not cut."""
        if event.new_state == "speaking":
            self._has_ended = False
