"""The clients of one room of a soak, in a process of their own: twenty clients in one process starve each other.

    python -m bench.soak_room URL --participants 2 --seconds 600

Prints `ready` when everybody is heard, and when the time is over one JSON object: `Heard`.
"""

import argparse
import asyncio
import contextlib
import json
import time
from dataclasses import asdict, dataclass
from functools import partial

from livekit import rtc

from tests.fakes.rooms_clients import Ear, cast, until
from tests.fakes.rooms_server import KEY, SECRET, Rooms

MESSAGES_PER_S = 10
_FRAMES_MAY_BE_MISSING_S = 1.0
_FRAME_MS = 100
"""Twenty clients share the machine with the server that is measured: ten milliseconds at a time they starve it."""
_SETTLES_WITHIN_S = 20


@dataclass(frozen=True)
class Heard:
    """What one room's clients sent and got; a reliable message counts once for each who should have it."""

    due: int
    sent: int
    missing: int
    silent: int
    """Listeners that heard nothing in the last second, and did not in the twenty seconds after it either."""
    longest_silence_s: float
    """The longest that any listener went without the voice."""
    lag_s: float
    """How late this process's own clock came at worst: where it is large, the clients were starved."""
    story: list[str]
    """What a client was told of its connection, and which messages did not come, for whoever looks into a loss."""


class RoomOfTalk:
    """Everybody hears the first, who also sends ten reliable messages a second."""

    def __init__(self, speaker: rtc.Room, listeners: list[tuple[rtc.Room, Ear]]) -> None:
        self._speaker = speaker
        self._ears = [ear for _, ear in listeners]
        self._sent = 0
        self._got: list[set[int]] = [set() for _ in listeners]
        self._story: list[str] = []
        self._silence_s = 0.0
        self._lag_s = 0.0
        for (room, _), got in zip(listeners, self._got, strict=True):
            room.on("data_received", partial(self._count, got))
        for room in (speaker, *(room for room, _ in listeners)):
            for event in ("reconnecting", "reconnected", "disconnected"):
                room.on(event, partial(self._tell, room.local_participant.identity, event))

    async def run(self, seconds: float) -> Heard:
        """Talk for so long, then wait a while for what is on its way."""
        began = time.monotonic()
        ticks = round(seconds * MESSAGES_PER_S)
        for tick in range(ticks):
            await self._speaker.local_participant.publish_data(str(tick).encode())
            self._sent += 1
            self._look(began + (tick + 1) / MESSAGES_PER_S)
            await asyncio.sleep(max(0.0, began + (tick + 1) / MESSAGES_PER_S - time.monotonic()))
        with contextlib.suppress(AssertionError):
            await until(lambda: not self._count_missing() and not self._count_silent(), "the rest", _SETTLES_WITHIN_S)
        return Heard(
            due=ticks * len(self._ears),
            sent=self._sent * len(self._ears),
            missing=self._count_missing(),
            silent=self._count_silent(),
            longest_silence_s=round(self._silence_s, 2),
            lag_s=round(self._lag_s, 2),
            story=[*self._story, *self._name_gaps()],
        )

    @staticmethod
    def _count(got: set[int], packet: rtc.DataPacket) -> None:
        got.add(int(packet.data))

    def _tell(self, who: str, event: str, *_: object) -> None:
        self._story.append(f"{who} {event} at message {self._sent}")

    def _count_missing(self) -> int:
        return sum(self._sent - len(got) for got in self._got)

    def _name_gaps(self) -> list[str]:
        """From which message to which a listener got none, at most ten spans each."""
        told: list[str] = []
        for number, got in enumerate(self._got):
            lost = [tick for tick in range(self._sent) if tick not in got]
            starts = [tick for tick in lost if tick - 1 in got or tick == 0]
            ends = [tick for tick in lost if tick + 1 in got or tick == self._sent - 1]
            told += [f"listener-{number} lacks {a} to {b}" for a, b in list(zip(starts, ends, strict=True))[:10]]
        return told

    def _look(self, due_at: float) -> None:
        now = time.monotonic()
        self._lag_s = max(self._lag_s, now - due_at)
        self._silence_s = max(self._silence_s, *(now - ear.heard_at["speaker"] for ear in self._ears))

    def _count_silent(self) -> int:
        return sum(ear.silent("speaker", _FRAMES_MAY_BE_MISSING_S) for ear in self._ears)


async def _talk(url: str, participants: int, seconds: float) -> Heard:
    async with cast(Rooms(url, KEY, SECRET), frame_ms=_FRAME_MS) as people:
        speaker = await people.join("speaker")
        listeners = [await people.listener(f"listener-{n}") for n in range(participants - 1)]
        await people.speak(speaker)
        await until(lambda: not any(ear.silent("speaker") for _, ear in listeners), "heard", 60)
        print("ready", flush=True)
        return await RoomOfTalk(speaker, listeners).run(seconds)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--participants", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    print(json.dumps(asdict(asyncio.run(_talk(options.url, options.participants, options.seconds)))), flush=True)


if __name__ == "__main__":
    main()
