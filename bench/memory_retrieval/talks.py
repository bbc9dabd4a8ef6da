"""Invented talks of two people over many months, and questions about them whose answers are known.

Written for measuring, from stock that is nobody's: situations (`data/situations.yaml`) that people tell each other
about, among small talk. The same seed gives the same talks. Both people may tell of the same kind of thing with other
details, the listener repeats the speaker's words, and the questions avoid them: what makes recall hard is in there.
In a wordy set most of what is told stands between pleasantries and questions back, in turns of some thirty words.
"""

import random
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"
KINDS = ("single", "several", "time", "preference", "unanswerable")
TALKS = 20
SESSIONS = 16
SITUATIONS = 46
SHARED = 14
"""How many situations both people tell of."""
QUESTIONS = 28
UNANSWERABLE = 4
NEAR = 0.6
"""Share of the questions that use words near to what was said."""
_WORDY = {"before": 0.7, "behind": 0.6, "back": 0.5}
"""In a wordy set, how often a turn begins, goes on and ends with chatter."""
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its kind, and the ids of the turns that answer it; none where nothing does."""

    text: str
    kind: str
    evidence: frozenset[str]


@dataclass(slots=True)
class Talks:
    """All sessions of two people as bodies for `/session/ingest`, and what to ask."""

    user_id: str
    people: tuple[str, str]
    sessions: list[dict[str, Any]] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class _Told:
    """A situation as one of the two tells it."""

    situation: dict[str, Any]
    who: int
    slots: dict[str, str]
    turn: str = ""
    more: str = ""


def invent_all(seed: int = 7, count: int = TALKS, *, wordy: bool = False) -> list[Talks]:
    """The whole evaluation set; with another seed, or a wordy one, a set to check on what was not looked at."""
    return [_invent(random.Random(f"{seed}:{number}"), number, wordy) for number in range(count)]


def _read(name: str) -> Any:
    return yaml.safe_load((_DATA / name).read_text(encoding="utf-8"))


def _invent(dice: random.Random, number: int, wordy: bool) -> Talks:
    situations, slots, small = _read("situations.yaml"), _read("slots.yaml"), _read("smalltalk.yaml")
    one, two = dice.sample(slots["people"], 2)
    talks = Talks(f"bench-{number}", (one, two))
    chosen = dice.sample(situations, SITUATIONS)
    told = [_Told(situation, dice.randrange(2), _fill_slots(dice, slots)) for situation in chosen]
    again = dice.sample(told, SHARED)
    told += [_Told(earlier.situation, 1 - earlier.who, _fill_slots(dice, slots)) for earlier in again]
    dice.shuffle(told)
    day = datetime(2022, 11, 3, 9, 20, tzinfo=UTC) + timedelta(days=dice.randrange(60))
    share = -(-len(told) // SESSIONS)
    for at in range(SESSIONS):
        day += timedelta(days=dice.randrange(4, 25), minutes=dice.randrange(-200, 400))
        part = told[at * share : (at + 1) * share]
        session = _play(dice, talks, at + 1, day, part, small)
        talks.sessions.append(_surround(dice, talks, session) if wordy else session)
    talks.questions = _ask(dice, talks, told, slots)
    return talks


def _fill_slots(dice: random.Random, slots: dict[str, list[str]]) -> dict[str, str]:
    return {name: dice.choice(values) for name, values in slots.items() if name not in {"people", "nothing"}}


def _play(
    dice: random.Random, talks: Talks, number: int, day: datetime, told: list[_Told], small: dict[str, list[str]]
) -> dict[str, Any]:
    transcript: list[dict[str, Any]] = []
    used: set[str] = set()

    def say(who: int, text: str, slots: dict[str, str] | None = None) -> str:
        names = {"who": talks.people[who], "other": talks.people[1 - who]}
        turn_id = f"D{number}:{len(transcript) + 1}"
        transcript.append(
            {
                "turnId": turn_id,
                "role": ("user", "assistant")[who],
                "speaker": talks.people[who],
                "text": _SLOT.sub(lambda slot: ({**(slots or {}), **names})[slot[1]], text),
                "at": (day + timedelta(seconds=25 * len(transcript))).isoformat(),
            }
        )
        return turn_id

    def fill(who: int) -> None:
        fresh = [line for line in small["filler"] if line not in used] or small["filler"]
        line = dice.choice(fresh)
        used.add(line)
        say(who, line)
        if dice.random() < 0.7:
            say(1 - who, dice.choice(small["nod"]))

    first = dice.randrange(2)
    say(first, dice.choice(small["hello"]))
    say(1 - first, dice.choice(small["back"]))
    for one in told:
        if dice.random() < 0.75:
            fill(dice.randrange(2))
        situation, who = one.situation, one.who
        if "ask" in situation:
            say(1 - who, situation["ask"])
        one.turn = say(who, situation["say"], one.slots)
        echo = situation["echo"].replace("{who}", talks.people[who])
        say(1 - who, echo, one.slots)
        if dice.random() < 0.4:
            fill(1 - who)
        if "more" in situation:
            one.more = say(who, situation["more"], one.slots)
            say(1 - who, dice.choice(small["nod"]))
    fill(first)
    say(first, dice.choice(small["bye"]))
    return {
        "userId": talks.user_id,
        "sessionId": f"{talks.user_id}-{number}",
        "startedAt": day.isoformat(),
        "transcript": transcript,
    }


def _surround(dice: random.Random, talks: Talks, session: dict[str, Any]) -> dict[str, Any]:
    """The session with chatter around what is said in it."""
    chatter = _read("chatter.yaml")
    for turn in session["transcript"]:
        other = next(name for name in talks.people if name != turn["speaker"])
        before, behind, back = (
            dice.choice(chatter[place]).replace("{other}", other) if dice.random() < share else ""
            for place, share in _WORDY.items()
        )
        turn["text"] = " ".join(part for part in (before, turn["text"], behind, back) if part)
    return session


def _ask(dice: random.Random, talks: Talks, told: list[_Told], slots: dict[str, Any]) -> list[Asked]:
    """Questions about what was told, half in words near to what was said and half in others, and some about nothing."""
    near = _read("near.yaml")
    answerable: list[Asked] = []
    families: dict[tuple[int, str], list[_Told]] = {}

    def ask(one: _Told, kind: str, text: str, evidence: set[str]) -> Asked:
        names = {**one.slots, "who": talks.people[one.who], "other": talks.people[1 - one.who]}
        return Asked(_SLOT.sub(lambda slot: names[slot[1]], text), kind, frozenset(evidence))

    for one in told:
        far = [(name.rstrip("2"), text, one.turn) for name, text in one.situation["q"].items() if name != "several"]
        far += [(name, text, one.more) for name, text in one.situation.get("q_more", {}).items()]
        kind, text = near[one.situation["id"]]
        if dice.random() < NEAR:
            far = [(kind, text, one.turn)]
        kind, text, turn = dice.choice(far)
        answerable.append(ask(one, kind, text, {turn}))
        if "fam" in one.situation:
            families.setdefault((one.who, one.situation["fam"]), []).append(one)
    several = [
        ask(members[0], "several", members[0].situation["q"]["several"], {one.turn for one in members})
        for members in families.values()
        if len(members) > 1
    ]
    dice.shuffle(answerable)
    answerable.sort(key=lambda asked: asked.kind == "single")  # the rarer kinds first, single facts fill up
    picked = several + answerable
    empty = [text.replace("{who}", dice.choice(talks.people)) for text in dice.sample(slots["nothing"], UNANSWERABLE)]
    tellers: dict[str, set[int]] = {}
    for one in told:
        tellers.setdefault(one.situation["id"], set()).add(one.who)
    others = [one for one in told if len(tellers[one.situation["id"]]) == 1]
    for at, one in enumerate(dice.sample(others, UNANSWERABLE // 2)):  # told by one, asked of the other
        swapped = _Told(one.situation, 1 - one.who, one.slots)
        empty[at] = ask(swapped, "unanswerable", near[one.situation["id"]][1], set()).text
    return picked[: QUESTIONS - UNANSWERABLE] + [Asked(text, "unanswerable", frozenset()) for text in empty]
