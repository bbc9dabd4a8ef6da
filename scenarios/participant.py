"""A person in a room: speaks, types, hears and reads. Survives the session's rooms, as a person does."""

from livekit import rtc

from astra.kit.clock import SYSTEM_CLOCK
from scenarios.ears import Ears, Run
from scenarios.microphone import Microphone
from scenarios.powers import wait_until
from scenarios.reading import ScenarioError
from scenarios.screen import Caption, Screen
from scenarios.script import Join, Person
from scenarios.service import OpenSession, Service
from scenarios.sound import Sound

_AGENT = rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
_STATE_LEAD_S = 1.0
"""The agent may call itself done this long before its last sound is heard."""
_CAPTION_LEAD_S = 1.0
"""Captions may be on the screen this long before the sound they go with."""


class Participant:
    """One person. `heard_until_s` is how far `hear` has come on the time line; moments are monotonic seconds."""

    def __init__(self, name: str, person: Person, service: Service, persona: str) -> None:
        self.name, self.person, self.service = name, person, service
        self._persona = persona
        self.session: OpenSession | None = None
        self.heard: dict[str, str] = {}
        self.spoke_from_s = self.heard_until_s = SYSTEM_CLOCK.monotonic()
        self.last_line = ""
        self.agent_before = ""
        self.ears = Ears()
        self.screen = Screen(own_identity="")
        self._states: list[tuple[float, str]] = []
        self._room: rtc.Room | None = None
        self._microphone: Microphone | None = None
        self.disconnected = False

    async def join(self, join: Join) -> None:
        """Enter a new session's room, or the old one's again. Raises `ScenarioError`."""
        before = self.session
        if join.again and before is None:
            raise ScenarioError("there is no session to come back to")
        if join.new_chat and before is not None:
            await self.leave()
            await self.service.end_session(before.session_id)
        again = before.session_id if join.again and before is not None else None
        self.session = await self.service.open_session(self._persona, again)
        await self._connect(self.session)
        if not await wait_until(lambda: len(self.agents) == 1, join.agent_within_s):
            raise ScenarioError(f"expected one agent within {join.agent_within_s} s, found {len(self.agents)}")
        self.agent_before = self.agents[0]

    async def _connect(self, session: OpenSession) -> None:
        room = rtc.Room()
        self._room, self.disconnected = room, False
        room.on("track_subscribed", self._on_track)
        room.on("participant_attributes_changed", self._on_attributes)
        room.on("disconnected", self._on_disconnected)
        self.screen.attend(room)
        self.heard_until_s = self.spoke_from_s = SYSTEM_CLOCK.monotonic()
        await room.connect(session.url, session.token)
        self.screen.own_identity = room.local_participant.identity
        self._microphone = Microphone()
        await self._microphone.publish(room)
        self.screen.own_track_sid = self._microphone.track_sid

    async def leave(self) -> None:
        """Close the connection as a closing page does."""
        if self._microphone is not None:
            await self._microphone.aclose()
            self._microphone = None
        if self._room is not None:
            await self._room.disconnect()
            self._room = None

    async def aclose(self) -> None:
        """Leave, and forget the sign-in."""
        await self.leave()
        await self.ears.aclose()
        await self.screen.aclose()
        await self.service.aclose()

    @property
    def agents(self) -> list[str]:
        """Identities of the agents in the room."""
        people = {} if self._room is None else self._room.remote_participants
        return [p.identity for p in people.values() if p.kind == _AGENT]

    @property
    def strangers(self) -> list[str]:
        """Identities of whoever else is there."""
        people = {} if self._room is None else self._room.remote_participants
        return [p.identity for p in people.values() if p.kind != _AGENT]

    @property
    def agent_state(self) -> str:
        """The agent's state as it last told it."""
        return self._states[-1][1] if self._states else ""

    async def say(self, sound: Sound, line: str) -> None:
        """Speak; returns with the last word."""
        if self._microphone is None:
            raise ScenarioError(f"{self.name} is in no room")
        self.spoke_from_s, self.last_line = SYSTEM_CLOCK.monotonic(), line
        await self._microphone.say(sound)

    async def type(self, line: str) -> None:
        """Send a typed line."""
        if self._room is None:
            raise ScenarioError(f"{self.name} is in no room")
        self.spoke_from_s, self.last_line = SYSTEM_CLOCK.monotonic(), line
        await self._room.local_participant.send_text(line, topic="lk.chat")

    def find_reply(self, quiet_s: float) -> Run | None:
        """The next stretch of the companion's speech; closed once it is quiet and says itself that it is done."""
        run = self.ears.find_run(self.heard_until_s, quiet_s)
        while run is not None and run.closed:
            longer = self.ears.find_run(run.end_s + quiet_s / 2, quiet_s)
            until_s = SYSTEM_CLOCK.monotonic() if longer is None else longer.start_s
            if not self._speaks_through(max(run.start_s, run.end_s - _STATE_LEAD_S), until_s):
                return run
            if longer is None:
                return Run(run.start_s, run.end_s, closed=False)
            run = Run(run.start_s, longer.end_s, longer.closed)
        return run

    def list_reply_captions(self, run: Run) -> list[Caption]:
        """The companion's captions that belong to a stretch of speech."""
        return self.screen.list_captions(own=False, after_s=run.start_s - _CAPTION_LEAD_S, before_s=run.end_s)

    def _speaks_through(self, start_s: float, end_s: float) -> bool:
        """Whether the agent called itself speaking from one moment to another: then more was to come."""
        before = [name for at_s, name in self._states if at_s <= start_s]
        within = [name for at_s, name in self._states if start_s < at_s <= end_s]
        return all(name == "speaking" for name in [*before[-1:], *within]) and bool(before or within)

    def _on_track(self, track: rtc.Track, _publication: object, participant: rtc.RemoteParticipant) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO and participant.kind == _AGENT:
            self.ears.attend(track)

    def _on_attributes(self, changed: dict[str, str], _participant: rtc.Participant) -> None:
        if state := changed.get("lk.agent.state"):
            self._states.append((SYSTEM_CLOCK.monotonic(), state))

    def _on_disconnected(self, *_reason: object) -> None:
        self.disconnected = True
