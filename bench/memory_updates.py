"""Facts that change: a generated set of updates, told in two talks each, and what memory makes of them.

Each case says what the newer talk must do to the older one. Measured: how often what is past is still among the first
three answers (stale), how often something that still holds was retired (wrongly retired), and how often the same thing
is there twice (duplicate).
"""

import itertools
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

_PLACES = ("Pune", "Mumbai", "Delhi", "Nagpur", "Kochi", "Jaipur", "London", "Toronto", "Indore", "Surat")
_FIRMS = ("Infosys", "Wipro", "Google", "Flipkart", "Zomato", "Siemens", "Tata Motors", "Adobe")
_JOBS = ("teacher", "nurse", "lawyer", "designer", "data scientist", "chef", "journalist", "architect")
_NAMES = ("Asha", "Kabir", "Meera", "Rohan", "Tara", "Dev", "Isha", "Neel")
_TASTES = ("chai", "mangoes", "jazz", "trekking", "coffee", "cricket", "paneer", "thrillers")
_COLOURS = ("blue", "green", "red", "yellow", "purple", "white")
_DAYS = ("3 June", "10 June", "14 July", "2 August", "21 May", "9 October")


@dataclass(frozen=True, slots=True)
class Update:
    """One case: two talks, a question, what must be found to hold, and what must not be found any more."""

    kind: str
    first: tuple[str, ...]
    later: tuple[str, ...]
    question: str
    holds: tuple[str, ...]
    stale: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """What went wrong in how many cases, by the name of the kind of case."""

    cases: int = 0
    stale: list[str] = field(default_factory=list[str])
    retired: list[str] = field(default_factory=list[str])
    duplicates: list[str] = field(default_factory=list[str])

    def share(self, wrong: Sequence[str]) -> float:
        """The share of cases that went wrong so."""
        return len(wrong) / self.cases if self.cases else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What memory says after both talks: the first three answers to the question, and every current fact."""

    found: tuple[str, ...]
    current: tuple[str, ...]


Play = Callable[[Update], Awaitable[Outcome]]
"""Tells both talks to a memory of their own and asks."""


async def measure(updates: Sequence[Update], play: Play) -> Tally:
    """Play every case and count."""
    tally = Tally()
    for update in updates:
        outcome = await play(update)
        tally.cases += 1
        if any(_names(line, value) for value in update.stale for line in outcome.found):
            tally.stale.append(update.kind)
        if not all(any(_names(line, value) for line in outcome.current) for value in update.holds):
            tally.retired.append(update.kind)
        if len(set(outcome.current)) < len(outcome.current):
            tally.duplicates.append(update.kind)
    return tally


def make_updates(count: int, *, seed: int = 4) -> list[Update]:
    """`count` cases, every kind in turn, the same for the same seed."""
    chance = random.Random(seed)
    makers = itertools.cycle(_MAKERS)
    return [next(makers)(chance) for _ in range(count)]


def told_at(day: int) -> datetime:
    """When a talk of the set was."""
    return datetime(2026, 11, 2, 10, tzinfo=UTC).replace(day=2 + day)


def _names(line: str, value: str) -> bool:
    return f" {value.lower()} " in f" {line.lower().replace(',', ' ')} "


def _pair(chance: random.Random, values: Sequence[str]) -> tuple[str, str]:
    one, other = chance.sample(list(values), 2)
    return one, other


def _move(chance: random.Random) -> Update:
    old, new = _pair(chance, _PLACES)
    said = chance.choice(
        [
            "I moved to {}.",
            "I live in {} now.",
            "I've shifted to {}.",
            "We moved from {old} to {}.",
            "I am living in {} now.",
        ]
    )
    return Update("move", (f"I live in {old}.",), (said.format(new, old=old),), "where do I live", (new,), (old,))


def _move_hinglish(chance: random.Random) -> Update:
    old, new = _pair(chance, _PLACES)
    said = chance.choice(["Main ab {} mein rehta hoon.", "Hum {} shift ho gaye."])
    first = f"Main {old} mein rehti hoon."
    return Update("move, Hinglish", (first,), (said.format(new),), "where do I live", (new,), (old,))


def _new_firm(chance: random.Random) -> Update:
    old, new = _pair(chance, _FIRMS)
    said = chance.choice(
        ["I joined {} last week.", "I work at {} now.", "I got a new job at {}.", "I left {old} and joined {}."]
    )
    return Update("firm", (f"I work at {old}.",), (said.format(new, old=old),), "where do I work", (new,), (old,))


def _new_work(chance: random.Random) -> Update:
    old, new = _pair(chance, _JOBS)
    later = chance.choice([f"I work as a {new} now.", f"I became a {new}."])
    return Update("work", (f"I work as a {old}.",), (later,), "what is my job", (new,), (old,))


def _favourite(chance: random.Random) -> Update:
    old, new = _pair(chance, _COLOURS)
    later = f"My favourite colour is {new} now."
    return Update("favourite", (f"My favourite colour is {old}.",), (later,), "my favourite colour", (new,), (old,))


def _wedding(chance: random.Random) -> Update:
    old, new = _pair(chance, _DAYS)
    later = f"My wedding has been moved to {new}."
    return Update("date", (f"My wedding is on {old}.",), (later,), "when is my wedding", (new,), (old,))


def _parted(chance: random.Random) -> Update:
    one, other = _pair(chance, _NAMES)
    later = (f"I broke up with {one}.", f"I'm dating {other} now.")
    return Update("partner", (f"I'm dating {one}.",), later, "who is my partner", (other,), (one,))


def _quit(chance: random.Random) -> Update:
    firm, place = chance.choice(_FIRMS), chance.choice(_PLACES)
    later = chance.choice(["I quit my job.", "I got laid off.", "Maine naukri chhod di."])
    return Update("quit", (f"I work at {firm} and I live in {place}.",), (later,), "where do I work", (place,), (firm,))


def _corrected(chance: random.Random) -> Update:
    wrong, right = _pair(chance, _PLACES)
    later = chance.choice([f"No, {right}, not {wrong}.", f"Actually it's {right}, not {wrong}."])
    return Update("correction", (f"I live in {wrong}.",), (later,), "where do I live", (right,), (wrong,))


def _corrected_kin(chance: random.Random) -> Update:
    wrong, right = _pair(chance, _NAMES)
    later = f"No, {right}, not {wrong}."
    return Update("correction of kin", (f"My sister is {wrong}.",), (later,), "my sister's name", (right,), (wrong,))


def _turned(chance: random.Random) -> Update:
    taste, other = _pair(chance, _TASTES)
    later = chance.choice([f"I don't like {taste} anymore.", f"I hate {taste} now."])
    return Update(
        "taste", (f"I love {taste}.", f"I like {other}."), (later,), "what do I like", (other,), (f"likes {taste}",)
    )


def _others_move(chance: random.Random) -> Update:
    mine, theirs = _pair(chance, _PLACES)
    name = chance.choice(_NAMES)
    later = chance.choice(
        [
            f"My sister {name} lives in {theirs}.",
            f"My friend {name} moved to {theirs}.",
            f"Mere bhai {name} {theirs} mein rehte hai.",
        ]
    )
    return Update("somebody else moves", (f"I live in {mine}.",), (later,), "where do I live", (mine,))


def _idle_talk(chance: random.Random) -> Update:
    mine, other = _pair(chance, _PLACES)
    later = chance.choice(
        [
            f"I visited {other} last week.",
            f"If I lived in {other}, I would be happier.",
            f"I wish I lived in {other}.",
            f"Should I move to {other}?",
            f"I used to live in {other}.",
            f"You said I live in {other}.",
            f"I'm going to {other} tomorrow.",
            f"I never said I live in {other}.",
            f"My boss wants me to move to {other}.",
            f"I love {other}.",
        ]
    )
    return Update("idle talk", (f"I live in {mine}.",), (later,), "where do I live", (mine,))


def _one_more(chance: random.Random) -> Update:
    old, new = _pair(chance, _TASTES)
    return Update("one more", (f"I love {old}.",), (f"I also like {new}.",), "what do I like", (old, new))


def _one_more_of_kin(chance: random.Random) -> Update:
    one, other = _pair(chance, _NAMES)
    first, later = f"I have a brother called {one}.", f"My brother {other} called me."
    return Update("one more of kin", (first,), (later,), "my brothers", (one, other))


def _again(chance: random.Random) -> Update:
    place, name = chance.choice(_PLACES), chance.choice(_NAMES)
    first = (f"I live in {place}.", f"My sister {name} is here.")
    later = (f"As I said, I am living in {place}.", f"I called my sister {name}.", f"I live in {place.upper()}.")
    return Update("said again", first, later, "where do I live", (place, name))


def _more_exactly(chance: random.Random) -> Update:
    firm = chance.choice(_FIRMS)
    later = "I work as a senior designer."
    return Update(
        "said more exactly", (f"I work as a designer at {firm}.",), (later,), "my job", ("senior designer", firm)
    )


_MAKERS: tuple[Callable[[random.Random], Update], ...] = (
    _move,
    _others_move,
    _new_firm,
    _idle_talk,
    _new_work,
    _one_more,
    _favourite,
    _again,
    _wedding,
    _one_more_of_kin,
    _parted,
    _move_hinglish,
    _quit,
    _more_exactly,
    _corrected,
    _idle_talk,
    _corrected_kin,
    _turned,
)


def list_wrong(tally: Tally) -> Iterator[str]:
    """A line for each kind of failure that there was."""
    for name, wrong in (("stale", tally.stale), ("retired", tally.retired), ("duplicate", tally.duplicates)):
        for kind in sorted(set(wrong)):
            yield f"{name}: {kind} ({wrong.count(kind)})"
