"""Where a message goes: the closed vocabulary of nodes, and the one decision between them."""

from dataclasses import dataclass
from enum import StrEnum


class Node(StrEnum):
    """What makes the reply."""

    COMMAND = "command"
    ONBOARDING = "onboarding"
    COMPANION = "companion"
    ECHO = "echo"
    FOLLOW_UP = "follow_up"
    """Nobody asked: something left open is asked about, where that is wanted."""


class Command(StrEnum):
    """What a person can ask for by a slash."""

    START = "start"
    NEW = "new"
    HISTORY = "history"
    CHART = "chart"
    FORGET = "forget"
    SETTINGS = "settings"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Route:
    """The node for a message, the command where it is one (None for one that nobody knows), and what follows it."""

    node: Node
    command: Command | None = None
    rest: str = ""


def choose_route(text: str, *, is_first: bool, may_echo: bool) -> Route:
    """The way of one message.

    A slash and a word is a command, known or not; `/echo` answers with what came in, where that is allowed. The first
    message of a person who has never been here is welcomed. Everything else is the companion's.
    """
    word, _, rest = text.strip().partition(" ")
    if word.startswith("/") and len(word) > 1 and word[1:].split("@")[0].isalpha():
        name = word[1:].split("@")[0].lower()  # in groups Telegram writes /help@bot
        if name == "echo" and may_echo:
            return Route(Node.ECHO, rest=rest.strip())
        known = name in set(Command)
        return Route(Node.COMMAND, Command(name) if known else None, rest.strip())
    return Route(Node.ONBOARDING if is_first else Node.COMPANION)
