"""Slash commands: what a person can ask for without words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import Database
from api.history.service import list_sessions
from api.responder.outlets import Platform
from api.responder.routing import Command, Route
from api.session.opening import Openings
from api.session.schemas import CreateRequest
from api.session.service import Sessions
from astra.contracts.session import EndReason
from astra.kernels.kernels import Kernels

READ_CHART = "Please read me my chart."
_SHOWN = 5
_LINES = {
    Command.START: "platform_welcome",
    Command.HELP: "platform_help",
    None: "platform_unknown_command",
}
_EVERYTHING = frozenset({"everything", "all", "सब", "सब कुछ"})


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to: something to say, something to ask the companion instead, or another session."""

    say: str | None = None
    ask: str | None = None
    moved_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A session, as far as it matters to who answers without the companion."""

    session_id: UUID
    persona: str
    language: str


class PlatformSettings(Protocol):
    """What a platform lets people set by `/settings`."""

    async def change(self, account_id: UUID, wish: str) -> tuple[str, dict[str, str]]:
        """Do what follows the command: the line to answer with, and its variables. Again it changes nothing more."""
        ...


class Commands:
    """Carries commands out."""

    def __init__(
        self,
        db: Database,
        kernels: Kernels,
        *,
        sessions: Sessions,
        openings: Openings,
        settings: Mapping[Platform, PlatformSettings],
    ) -> None:
        self._db = db
        self._kernels = kernels
        self._sessions = sessions
        self._openings = openings
        self._settings = dict(settings)

    async def run(
        self, who: SignedIn, talk: Talk, route: Route, *, intent: UUID, platform: Platform = Platform.WEB
    ) -> Done:
        """Carry one out. `intent` names the message that asked, so that running it again changes nothing more."""
        match route.command:
            case Command.START | Command.HELP | None:
                return Done(say=self.say(talk, _LINES[route.command]))
            case Command.NEW:
                return await self._begin_anew(who, talk, intent, platform)
            case Command.HISTORY:
                return Done(say=await self._list(who, talk))
            case Command.CHART:
                return Done(ask=READ_CHART)
            case Command.FORGET:
                return Done(ask=_name_forgetting(route.rest))
            case Command.SETTINGS:
                return Done(say=await self._change_settings(who, talk, platform, route.rest))

    def say(self, talk: Talk, line: str, **variables: str | None) -> str:
        """A line in the session's language."""
        title = self._kernels.persona(talk.persona).title
        seed = str(talk.session_id)
        return self._kernels.spoken(line, seed=seed, language=talk.language, title=title, **variables)

    async def _change_settings(self, who: SignedIn, talk: Talk, platform: Platform, wish: str) -> str:
        settings = self._settings.get(platform)
        if settings is None:
            return self.say(talk, "platform_settings")
        line, variables = await settings.change(who.sign_in_id, wish)
        return self.say(talk, line, **variables)

    async def _begin_anew(self, who: SignedIn, talk: Talk, intent: UUID, platform: Platform) -> Done:
        request = CreateRequest(persona=talk.persona)
        created, _ = await self._openings.create(who, request, intent, platform=platform)
        await self._sessions.close(talk.session_id, EndReason.USER, owner=who)
        return Done(say=self.say(talk, "platform_new"), moved_to=created.session_id)

    async def _list(self, who: SignedIn, talk: Talk) -> str:
        async with self._db.read() as db:
            page = await list_sessions(db, who, None)
        titled = [item for item in page.items if item.title and item.session_id != talk.session_id][:_SHOWN]
        if not titled:
            return self.say(talk, "platform_history_none")
        lines = [f"{index}. {item.last_activity:%Y-%m-%d}: {item.title}" for index, item in enumerate(titled, 1)]
        return "\n".join([self.say(talk, "platform_history"), *lines])


def _name_forgetting(what: str) -> str:
    """What to forget, as the mind understands it."""
    if not what:
        return "Forget what I just said."
    if what.casefold().rstrip(".!") in _EVERYTHING:
        return "Forget everything about me."
    return f"Forget what I said about {what}."
