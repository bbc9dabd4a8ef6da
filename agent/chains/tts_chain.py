"""Text to speech over several providers: the stock fallback, one attempt a link, with states for the heartbeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from livekit.agents import tts

from astra.contracts.worker import LinkState


@dataclass(frozen=True, slots=True)
class TtsLink:
    """One provider of the chain; `voice` tells recordings of different voices apart."""

    label: str
    voice: str
    tts: tts.TTS[Any]


class TtsChain(tts.FallbackAdapter):
    """Speaks with the first link that works. A link that failed is probed in the background and comes back."""

    def __init__(self, links: Sequence[TtsLink]) -> None:
        super().__init__([link.tts for link in links], max_retry_per_tts=0)
        first = links[0].tts.capabilities
        self._capabilities = tts.TTSCapabilities(
            streaming=self.capabilities.streaming, aligned_transcript=first.aligned_transcript
        )  # the framework falls back to plain text by itself when a link brings no timing
        self._links = tuple(links)
        self._down: set[tts.TTS[Any]] = set()
        self.on("tts_availability_changed", self._note_change)

    @property
    def voice_key(self) -> str:
        """Names the voice that is meant to be heard, for recordings of it."""
        return f"{self._links[0].label}/{self._links[0].tts.model}/{self._links[0].voice}"

    @property
    def is_degraded(self) -> bool:
        """Whether the first link is out of use, so that another voice is heard."""
        return self._links[0].tts in self._down

    @property
    def spoken_by(self) -> str:
        """The label of the link that speaks at present; empty when none can."""
        return next((link.label for link in self._links if link.tts not in self._down), "")

    def states(self) -> list[LinkState]:
        """How each link fares."""
        return [
            LinkState(
                label=link.label,
                available=link.tts not in self._down,
                reason="error" if link.tts in self._down else None,
            )
            for link in self._links
        ]

    async def aclose(self) -> None:
        """Stop probing and close the links."""
        await super().aclose()
        for link in self._links:
            await link.tts.aclose()

    def _note_change(self, event: tts.AvailabilityChangedEvent) -> None:
        if event.available:
            self._down.discard(event.tts)
        else:
            self._down.add(event.tts)
