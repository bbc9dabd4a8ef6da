"""Handing out what was said: as text, as Markdown, or as JSON that `importing` takes in again; a piece at a time.

Every piece is read in a transaction of its own, so that a slow reader holds nothing up. What is deleted meanwhile is
left out.
"""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import Database
from api.history import repository
from api.history.schemas import EXPORT_VERSION, ExportFormat, PortableMessage, PortableSession
from api.history.service import as_place, describe
from api.models import Message
from api.session.schemas import SessionAnswer
from api.session.service import find_owned
from astra.contracts.utterance import Role, Source

_MESSAGES_AT_ONCE = 500
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
_LIST_MARK = re.compile(r"^(\s*\d*)([-+=.)])", re.ASCII)
_SLUG = re.compile(r"[^a-z0-9]+")
_MAX_SLUG_CHARS = 40


@dataclass(frozen=True, slots=True)
class Export:
    """A file: its name, of plain letters only, its media type, and its pieces."""

    file_name: str
    media_type: str
    pieces: AsyncGenerator[str]


class _Writer(ABC):
    """Writes one format. `names` are what personas are called by their names."""

    ending: str
    media_type: str

    def __init__(self, names: Mapping[str, str], zone: tzinfo, now: datetime) -> None:
        self.names = names
        self.zone = zone
        self.now = now

    def begin(self) -> str:
        return ""

    @abstractmethod
    def begin_session(self, session: SessionAnswer, *, is_first: bool) -> str: ...

    @abstractmethod
    def write(self, session: SessionAnswer, message: Message, *, is_first: bool) -> str: ...

    def end_session(self) -> str:
        return ""

    def end(self) -> str:
        return ""

    def name_speaker(self, session: SessionAnswer, message: Message) -> str:
        return "You" if message.role == Role.USER.value else self.names.get(session.persona, session.persona)

    def list_marks(self, message: Message) -> str:
        marks = (["typed"] if message.source == Source.TYPED.value else []) + (
            ["cut off"] if message.interrupted else []
        )
        return f" ({', '.join(marks)})" if marks else ""

    def write_moment(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def write_span(self, session: SessionAnswer) -> str:
        who = self.names.get(session.persona, session.persona)
        return f"{self.write_moment(session.created_at)} ({self.zone}), with {who}"


class _TextWriter(_Writer):
    ending = "txt"
    media_type = "text/plain; charset=utf-8"

    def begin_session(self, session: SessionAnswer, *, is_first: bool) -> str:
        title = _one_line(session.title or "Conversation")
        head = f"{title}\n{self.write_span(session)}\n{'=' * 40}\n"
        return head if is_first else f"\n\n{head}"

    def write(self, session: SessionAnswer, message: Message, *, is_first: bool) -> str:  # noqa: ARG002  for JSON alone
        said = "\n    ".join(message.text.splitlines())  # set in, so that no line of it looks like another message
        speaker = self.name_speaker(session, message)
        return f"\n[{self.write_moment(message.at)}] {speaker}{self.list_marks(message)}: {said}\n"


class _MarkdownWriter(_Writer):
    ending = "md"
    media_type = "text/markdown; charset=utf-8"

    def begin_session(self, session: SessionAnswer, *, is_first: bool) -> str:
        head = f"# {_escape(_one_line(session.title or 'Conversation'))}\n\n*{_escape(self.write_span(session))}*\n"
        return head if is_first else f"\n{head}"

    def write(self, session: SessionAnswer, message: Message, *, is_first: bool) -> str:  # noqa: ARG002  for JSON alone
        said = "\n".join(f"> {_escape(line)}" for line in message.text.splitlines() or [""])
        speaker = _escape(self.name_speaker(session, message))
        return f"\n**{speaker}** {self.write_moment(message.at)}{self.list_marks(message)}\n\n{said}\n"


class _JsonWriter(_Writer):
    ending = "json"
    media_type = "application/json"

    def begin(self) -> str:
        head = {"astra_export": EXPORT_VERSION, "exported_at": self.now.astimezone(UTC).isoformat()}
        return json.dumps(head)[:-1] + ', "sessions": ['

    def begin_session(self, session: SessionAnswer, *, is_first: bool) -> str:
        head = PortableSession(
            session_id=session.session_id,
            title=session.title,
            display_name=session.display_name,
            persona=session.persona,
            platform=session.platform,
            created_at=session.created_at,
            last_activity=session.last_activity,
            ended_at=session.ended_at,
            topics=tuple(session.topics),
            messages=[],
        )
        opened = head.model_dump_json(exclude={"messages"})[:-1] + ', "messages": ['
        return opened if is_first else f",\n{opened}"

    def write(self, session: SessionAnswer, message: Message, *, is_first: bool) -> str:  # noqa: ARG002  for the others
        one = PortableMessage(
            id=message.id,
            role=Role(message.role),
            text=message.text,
            at=message.at,
            source=Source(message.source),
            interrupted=message.interrupted,
        )
        return ("\n" if is_first else ",\n") + one.model_dump_json()

    def end_session(self) -> str:
        return "]}"

    def end(self) -> str:
        return "]}\n"


_WRITERS: dict[ExportFormat, type[_Writer]] = {
    ExportFormat.TEXT: _TextWriter,
    ExportFormat.MARKDOWN: _MarkdownWriter,
    ExportFormat.JSON: _JsonWriter,
}


async def open_export(
    database: Database,
    who: SignedIn,
    form: ExportFormat,
    session_id: UUID | None,
    *,
    names: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
) -> Export:
    """An export of one session or of all, oldest first; 404 for a session that is not theirs."""
    async with database.read() as db:
        if session_id is None:
            ids, slug = await repository.list_ids(db, who.user_id), "history"
        else:
            (session,) = await describe(db, who, [await find_owned(db, who, session_id)])
            ids, slug = [session_id], _SLUG.sub("-", (session.title or "").lower()).strip("-") or "conversation"
    writer = _WRITERS[form](names, zone, now)
    name = f"astra-{slug[:_MAX_SLUG_CHARS].strip('-')}-{now.astimezone(zone):%Y-%m-%d}.{writer.ending}"
    return Export(name, writer.media_type, _write(database, who, ids, writer))


async def _write(database: Database, who: SignedIn, ids: Sequence[UUID], writer: _Writer) -> AsyncGenerator[str]:
    yield writer.begin()
    is_first = True
    for session_id in ids:
        async with database.read() as db:
            sessions = await describe(db, who, await repository.list_by_ids(db, who.user_id, [session_id]))
        for session in sessions:
            yield writer.begin_session(session, is_first=is_first)
            is_first = False
            async for piece in _write_messages(database, session, writer):
                yield piece
            yield writer.end_session()
    yield writer.end()


async def _write_messages(database: Database, session: SessionAnswer, writer: _Writer) -> AsyncGenerator[str]:
    after: tuple[int, float, UUID] | None = None
    while True:
        async with database.read() as db:
            found = await repository.list_messages(db, session.session_id, after=after, limit=_MESSAGES_AT_ONCE)
        if found:
            yield "".join(
                writer.write(session, message, is_first=after is None and index == 0)
                for index, message in enumerate(found)
            )
        if len(found) < _MESSAGES_AT_ONCE:
            return
        after = as_place(found[-1])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escape(line: str) -> str:
    """A line of Markdown that reads as it was said: nothing in it is a heading, a link, a list or a tag."""
    return _LIST_MARK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", line).replace("&", "&amp;"))
