"""What an update from Telegram means to us: one of a few things that can happen, or nothing."""

from dataclasses import dataclass, field
from typing import Literal

from telegram import Chat, ChatMemberUpdated, Message, Update, User

Language = Literal["en", "hi"]
_MAX_NAME_CHARS = 80
_OUTSIDE = frozenset({"left", "kicked"})


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent something. In a private chat the chat has the number of the person."""

    telegram_id: int
    name: str | None = field(repr=False)
    language: Language


@dataclass(frozen=True, slots=True)
class Wrote:
    """Somebody wrote."""

    sender: Sender
    message_id: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody sent a voice note."""

    sender: Sender
    message_id: int
    file_id: str
    seconds: float
    size_bytes: int


@dataclass(frozen=True, slots=True)
class SentOther:
    """Somebody did what is only answered with `line`, once for each `key`."""

    sender: Sender
    key: str
    line: str


@dataclass(frozen=True, slots=True)
class InGroup:
    """The bot is where several people are."""

    chat_id: int
    language: Language


@dataclass(frozen=True, slots=True)
class BlockChanged:
    """Somebody does not want to hear from the bot any more, or does again."""

    telegram_id: int
    is_blocked: bool


Happened = Wrote | Spoke | SentOther | InGroup | BlockChanged


def read_happened(update: Update) -> Happened | None:
    """What happened; None for what is nothing to us: other bots, channels, notes of the chat itself."""
    if update.my_chat_member is not None:
        return _read_standing(update.my_chat_member)
    if update.edited_message is not None:
        return _read_edit(update.edited_message)
    message = update.message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    if message.chat.type != Chat.PRIVATE:
        return InGroup(message.chat.id, _read_language(message.from_user))
    return _read_message(message, _read_sender(message.from_user))


def _read_message(message: Message, sender: Sender) -> Happened | None:
    if message.text is not None:
        return Wrote(sender, message.message_id, message.text)
    if message.voice is not None:
        note = message.voice
        seconds = float(note.to_dict().get("duration", 0))  # as an attribute it is deprecated
        return Spoke(sender, message.message_id, note.file_id, seconds, note.file_size or 0)
    line = _choose_line(message)
    return None if line is None else SentOther(sender, str(message.message_id), line)


def _choose_line(message: Message) -> str | None:
    if message.sticker is not None or message.dice is not None or message.animation is not None:
        return "telegram_no_stickers"
    if message.location is not None or message.venue is not None:
        return "telegram_no_places"
    if message.effective_attachment is not None:
        return "telegram_no_files"
    return None


def _read_edit(message: Message) -> Happened | None:
    is_ours = message.chat.type == Chat.PRIVATE and message.from_user is not None and not message.from_user.is_bot
    if not is_ours or message.from_user is None or message.text is None:
        return None
    return SentOther(_read_sender(message.from_user), f"{message.message_id}:edited", "telegram_edited")


def _read_standing(changed: ChatMemberUpdated) -> Happened | None:
    is_out = changed.new_chat_member.status in _OUTSIDE
    if changed.chat.type == Chat.PRIVATE:
        return BlockChanged(changed.chat.id, is_out)
    return None if is_out else InGroup(changed.chat.id, _read_language(changed.from_user))


def _read_sender(user: User) -> Sender:
    name = "".join(char for char in user.first_name if char.isprintable()).strip()[:_MAX_NAME_CHARS]
    return Sender(user.id, name or None, _read_language(user))


def _read_language(user: User) -> Language:
    return "hi" if (user.language_code or "").lower().startswith("hi") else "en"
