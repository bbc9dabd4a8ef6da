"""How peer connections are negotiated: one that the client offers, or two, the second of which is offered here."""

from typing import TYPE_CHECKING, Protocol

from livekit.protocol import rtc

from local.rooms.media.descriptions import OFFERED_OPUS, Plan, Receiving, Transport, write_answer, write_offer
from local.rooms.media.peer import MediaHost, Peer
from local.rooms.media.sdp import Description, Section, parse_description
from local.rooms.tracks import Subscription

if TYPE_CHECKING:
    from local.rooms.participant import Participant


class Link(Protocol):
    """A participant's transports and the negotiation above them."""

    publisher: Peer
    subscriber: Peer

    def begin(self) -> None:
        """The join response is out."""
        ...

    def on_offer(self, offer: rtc.SessionDescription) -> None:
        """The client offers. Raises `SdpError`."""
        ...

    def on_answer(self, answer: rtc.SessionDescription) -> None:
        """The client answers. Raises `SdpError`."""
        ...

    def make_room(self) -> None:
        """A new subscription needs a media section."""
        ...

    def remove(self, subscription: Subscription) -> None:
        """A subscription gives its section back."""
        ...

    def resume(self) -> None:
        """The client is back on a new signalling socket."""
        ...

    async def close(self) -> None:
        """End all transports."""
        ...


class SingleConnection:
    """One peer connection; the client always offers, the server asks for more sections when it needs them."""

    def __init__(self, owner: "Participant", host: MediaHost) -> None:
        self._owner = owner
        self.publisher = self.subscriber = Peer(host, owner, offers=False)
        self._version = 0
        self._sections: dict[str, Subscription] = {}
        self._resting: set[str] = set()

    def begin(self) -> None:
        """Nothing to do: the client's offer comes with the join request or soon after."""

    def on_offer(self, offer: rtc.SessionDescription) -> None:
        """Answer, and publish and subscribe as far as the offer has room. Raises `SdpError`."""
        description = parse_description(offer.sdp, self._owner.limits)
        self._give_sections(description)
        plan: Plan = {mid: subscription.sending() for mid, subscription in self._sections.items()}
        mids = {mid: subscription.track.sid for mid, subscription in self._sections.items()}
        self._version += 1
        answer_offer(
            self._owner, self.publisher, description, plan, offer_id=offer.id, version=self._version, mids=mids
        )
        for subscription in self._sections.values():
            subscription.negotiated = True
        if any(s.mid is None for s in self._owner.subscribing.by_track.values()):
            self._require_sections()

    def on_answer(self, answer: rtc.SessionDescription) -> None:
        """Ignored: nothing is ever offered on this connection."""

    def make_room(self) -> None:
        """Ask the client to offer a section."""
        self._require_sections()

    def remove(self, subscription: Subscription) -> None:
        """Free the section; it rests for one negotiation, so that the client sees the old track end first."""
        if subscription.mid is not None:
            self._sections.pop(subscription.mid, None)
            self._resting.add(subscription.mid)
            self._owner.send(media_sections_requirement=rtc.MediaSectionsRequirement())

    def resume(self) -> None:
        """Ask again for sections whose request may have been lost with the old socket."""
        if any(s.mid is None for s in self._owner.subscribing.by_track.values()):
            self._require_sections()

    async def close(self) -> None:
        """End the transport."""
        await self.publisher.close()

    def _give_sections(self, offer: Description) -> None:
        free = [s for s in offer.sections if _can_carry(s) and s.mid not in self._sections]
        rested, self._resting = self._resting, set()
        free = [section for section in free if section.mid not in rested]
        by_mid = {section.mid: section for section in offer.sections}
        for subscription in self._owner.subscribing.by_track.values():
            if subscription.mid is None and free:
                subscription.mid = free.pop(0).mid
                self._sections[subscription.mid] = subscription
            if subscription.mid in by_mid:
                subscription.payload_type = by_mid[subscription.mid].opus_payload_type or OFFERED_OPUS

    def _require_sections(self) -> None:
        missing = sum(s.mid is None for s in self._owner.subscribing.by_track.values())
        self._owner.send(media_sections_requirement=rtc.MediaSectionsRequirement(num_audios=missing))


class DualConnection:
    """Two peer connections: the client offers what it publishes, the server offers what the client hears."""

    def __init__(self, owner: "Participant", host: MediaHost) -> None:
        self._owner = owner
        self.publisher = Peer(host, owner, offers=False)
        self.subscriber = Peer(host, owner, offers=True)
        self._answer_version = 0
        self._offer_version = 0
        self._slots: list[Subscription | None] = []
        self._resting: set[int] = set()
        self._waiting_for_answer = False
        self._changed_meanwhile = False

    def begin(self) -> None:
        """Offer the receiving connection at once; clients of this kind call it their primary one."""
        self._offer()

    def on_offer(self, offer: rtc.SessionDescription) -> None:
        """Answer what the client publishes. Raises `SdpError`."""
        description = parse_description(offer.sdp, self._owner.limits)
        self._answer_version += 1
        answer_offer(
            self._owner, self.publisher, description, {}, offer_id=offer.id, version=self._answer_version, mids={}
        )

    def on_answer(self, answer: rtc.SessionDescription) -> None:
        """The client has taken an offer: packets may flow, and a change that waited is offered. Raises `SdpError`."""
        description = parse_description(answer.sdp, self._owner.limits)
        if answer.id and answer.id != self._offer_version:
            return
        self.subscriber.expect(description.fingerprint, client_is_dtls_client=description.setup != "passive")
        self._waiting_for_answer = False
        for subscription in self._slots:
            if subscription is not None:
                subscription.negotiated = True
        if self._changed_meanwhile:
            self._changed_meanwhile = False
            self._offer()

    def make_room(self) -> None:
        """Offer a section for what has none."""
        self._offer()

    def remove(self, subscription: Subscription) -> None:
        """Offer its section as unused."""
        if subscription in self._slots:
            index = self._slots.index(subscription)
            self._slots[index] = None
            self._resting.add(index)
            self._offer()

    def resume(self) -> None:
        """Offer again with new ICE credentials: the old path may be dead."""
        self._waiting_for_answer = False
        self.subscriber.restart_ice()
        self._offer()

    async def close(self) -> None:
        """End both transports."""
        await self.publisher.close()
        await self.subscriber.close()

    def _offer(self) -> None:
        if self._waiting_for_answer:
            self._changed_meanwhile = True
            return
        self._place_new_subscriptions()
        self._waiting_for_answer = True
        self._offer_version += 1
        plan = [(str(i + 1), slot.sending() if slot is not None else None) for i, slot in enumerate(self._slots)]
        sdp = write_offer(
            plan,
            Transport.of(self.subscriber, self.subscriber.credentials()),
            session_id=self._owner.info.joined_at,
            version=self._offer_version,
        )
        mids = {str(i + 1): slot.track.sid for i, slot in enumerate(self._slots) if slot is not None}
        self._owner.send(
            offer=rtc.SessionDescription(type="offer", sdp=sdp, id=self._offer_version, mid_to_track_id=mids)
        )

    def _place_new_subscriptions(self) -> None:
        free = [i for i, slot in enumerate(self._slots) if slot is None and i not in self._resting]
        self._resting.clear()
        for subscription in self._owner.subscribing.by_track.values():
            if subscription.mid is not None:
                continue
            if not free:
                free.append(len(self._slots))
                self._slots.append(None)
            index = free.pop(0)
            self._slots[index] = subscription
            subscription.mid = str(index + 1)


def answer_offer(
    owner: "Participant",
    peer: Peer,
    offer: Description,
    plan: Plan,
    *,
    offer_id: int,
    version: int,
    mids: dict[str, str],
) -> None:
    """Bind what the client sends, answer, and let the room know of tracks that came or went."""
    credentials = peer.credentials(offer.user_fragment)
    peer.expect(offer.fingerprint, client_is_dtls_client=offer.setup == "active")
    sending = [s for s in offer.sections if s.kind == "audio" and s.sends and s.opus_payload_type is not None]
    bound, new, ended = owner.publishing.bind(sending)
    for section in sending:
        track = bound.get(section.mid)
        plan[section.mid] = Receiving(track.info.stereo, not track.info.disable_dtx) if track else Receiving()
    sdp = write_answer(offer, plan, Transport.of(peer, credentials), session_id=owner.info.joined_at, version=version)
    owner.send(answer=rtc.SessionDescription(type="answer", sdp=sdp, id=offer_id, mid_to_track_id=mids))
    for track in ended:
        owner.room.unpublish(track)
    for track in new:
        owner.room.publish(track)


def _can_carry(section: Section) -> bool:
    return section.kind == "audio" and section.receives and not section.sends and section.opus_payload_type is not None
