"""Finds times of day in a text: clocks in figures and words, spans, parts of the day, and "I don't know"."""

import re
from dataclasses import dataclass
from datetime import time

from astra.birth.words.atoms import Atoms
from astra.birth.words.calendar import DAY_PARTS
from astra.birth.words.hinglish import plain_set

_CLOCKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<h>n)(?P<o>n)(?P<m>n)(?:h|(?P<ap>A))?",  # seven oh five
        r"(?P<h>n)(?:[:]|(?<=n)\.)(?P<m>n)(?:[:.]n)?(?:\.?(?P<ap>A))?",  # 7:20, 7.20 a.m., 07:20:30
        r"(?P<h>n)-(?P<m>n)(?:(?P<ap>A)|(?=[gt]{0,2}P))",  # 7-20 am
        r"(?P<m>n)i?(?P<rel>[eb])t?(?P<h>n)h?(?P<ap>A)?",  # twenty past seven, ten to eight
        r"(?P<h>n)(?:h|u)k?(?P<m>n)i?(?P<ap>A)?",  # saat bajkar bees minute
        r"(?P<h>n)(?P<m>n)(?:h|u|(?P<ap>A))",  # 7 20 am
        r"(?P<h>n)(?:h(?P<ap>A)?|u|(?P<ap2>A))",  # 7 o'clock, saat baje, 7 am
    )
)
_QUARTERS = (
    (re.compile(r"w?q(?P<rel>[ebxf])t?(?P<h>n)h?(?P<ap>A)?"), 15),
    (re.compile(r"H(?P<rel>[eb])?t?(?P<h>n)h?(?P<ap>A)?"), 30),
    (re.compile(r"s(?P<h>n)h?"), 30),
    (re.compile(r"v(?P<h>n)h?"), 15),
    (re.compile(r"p(?P<h>n)h?"), -15),
)
_WORDS_FOR_CLOCKS = ((re.compile("dh?"), 1, 30), (re.compile("Dh?"), 2, 30), (re.compile("Uh?"), 0, 45))
_BESIDE_NOON = re.compile(r"(?P<m>[nqH])i?(?P<rel>[ebx])N")
_TO_WORDS = re.compile(r"(?P<m>n)i?x(?P<h>n)h?(?P<ap>A)?")
_COUNTED = frozenset({5, 10, 20, 25})
_NOON = re.compile("N")
_RUN = re.compile("[Ky]")
_BARE_PAIR = re.compile("nn")
_BARE = re.compile("n")
_SPAN = re.compile(r"T[x-]T")
_ABOUT_MIN = 15
_ABOUT_HOUR_MIN = 30
_EARLY = plain_set("tadke bhor dawn sunrise suryoday savere")
_NEARLY = frozenset({"litle", "just", "shortly", "bit", "son"})
_HALVES = {"am": 0, "pm": 12}
_NEAR = 6
_NOON_WORDS = plain_set("noon midday")
_PART_BEFORE = frozenset({"Pk", "Pg"})


@dataclass(frozen=True, slots=True)
class ClockFound:
    """A time at atoms `start` to `end`.

    `clocks` are the times it can be: one, two where the half of the day is open, none for a time that no clock shows.
    `margin_min` is 0 for an exact one. `is_bare` marks figures that are a time only where a time is told (`720`, `7`).
    """

    start: int
    end: int
    clocks: tuple[time, ...]
    margin_min: int = 0
    is_bare: bool = False
    is_part: bool = False
    """A part of the day alone, as in "early in the morning"."""


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    hour: int
    minute: int
    half: str = ""
    is_24h: bool = False
    is_bare: bool = False


def find_clocks(atoms: Atoms) -> list[ClockFound]:
    """Every time, in the order of the text; bare figures last in the list's reading order but in their place."""
    raws: list[_Raw] = []
    for finder in (_find_quarters, _find_figures, _find_named, _find_bare):
        raws += finder(atoms.without([(raw.start, raw.end) for raw in raws]))
    raws.sort(key=lambda raw: raw.start)
    return _join_spans(atoms, raws)


def find_day_parts(atoms: Atoms) -> list[ClockFound]:
    """Parts of the day that stand for a time of their own: about, with their width."""
    found: list[ClockFound] = []
    for at, letter in enumerate(atoms.letters):
        if letter == "P" and atoms.items[at].word != "din":
            part = DAY_PARTS[atoms.items[at].word]
            before = {item.word for item in atoms.items[max(0, at - 3) : at]}
            after = {item.word for item in atoms.items[at + 1 : at + 3]}
            clock, margin = _measure_part(atoms.items[at].word, part, before, after)
            found.append(ClockFound(at, at + 1, (clock,), margin, is_part=True))
    return found[:1]


def _measure_part(word: str, part: str, before: set[str], after: set[str]) -> tuple[time, int]:
    early = bool(before & {"early", "jaldi", "tadke"}) or word in {
        "tadke",
        "bhor",
        "davn",
        "sunrise",
        "suryoday",
        "savere",
    }
    late = bool(before & {"late", "der"})
    twice = word in before or word in after
    if part == "morning":
        if early or twice:
            return time(5, 30), 90
        return (time(10, 30), 90) if late else (time(8, 30), 150)
    if part == "afternoon":
        return time(14, 0), 120
    if part == "evening":
        return time(18, 0), 120
    if part == "day":
        return time(12, 0), 360
    return (time(23, 30), 90) if late else (time(22, 0), 150)


def _find_quarters(atoms: Atoms) -> list[_Raw]:
    raws: list[_Raw] = []
    for pattern, minutes in _QUARTERS:
        for match in pattern.finditer(atoms.letters):
            hour = atoms.items[match.start("h")].value
            before = minutes < 0 or match.groupdict().get("rel") in {"b", "x", "f"}
            is_to = match.groupdict().get("rel") == "x" and atoms.items[match.start("rel")].word != "to"
            if hour <= 24 and not is_to:
                total = hour * 60 + (-abs(minutes) if before else minutes)
                half = _half(atoms, match, "ap") if "ap" in match.groupdict() else ""
                raws.append(_Raw(match.start(), match.end(), total // 60 % 24, total % 60, half))
    for match in _BESIDE_NOON.finditer(atoms.letters):
        noon = 0 if atoms.items[match.end() - 1].word == "midnight" else 720
        minutes = {"q": 15, "H": 30}.get(match["m"], atoms.items[match.start("m")].value)
        total = noon + (minutes if match["rel"] == "e" else -minutes)
        if minutes <= 59:
            raws.append(_Raw(match.start(), match.end(), total // 60 % 24, total % 60, is_24h=True))
    for pattern, hour, minute in _WORDS_FOR_CLOCKS:
        raws += [_Raw(match.start(), match.end(), hour, minute) for match in pattern.finditer(atoms.letters)]
    return raws


def _find_figures(atoms: Atoms) -> list[_Raw]:
    raws: list[_Raw] = []
    for pattern in (_TO_WORDS, *_CLOCKS):
        letters = atoms.without([(raw.start, raw.end) for raw in raws]).letters
        raws += [raw for match in pattern.finditer(letters) if (raw := _read_clock(atoms, match)) is not None]
    return raws


def _read_clock(atoms: Atoms, match: "re.Match[str]") -> _Raw | None:
    groups = match.groupdict()
    hour_atom = atoms.items[match.start("h")]
    minute_atom = atoms.items[match.start("m")] if groups.get("m") else None
    hour, minute = hour_atom.value, minute_atom.value if minute_atom else 0
    broken_nought = groups.get("o") and (atoms.items[match.start("o")].value or not 1 <= minute <= 9 or hour > 23)
    apart = "." in match[0] and not (minute_atom and minute_atom.glued and len(minute_atom.digits) == 2)
    if (hour > 24 and minute_atom is None) or broken_nought or apart or ("-" in match[0] and minute < 13):
        return None
    relation = groups.get("rel") or ("b" if match.re is _TO_WORDS else "")
    if relation:
        total = hour * 60 + (-minute if relation in {"b", "x"} else minute)
        if not 1 <= minute <= 59 or (match.re is _TO_WORDS and not _counts_down(atoms, match)):
            return None
        hour, minute = total // 60 % 24, total % 60
    half = _half(atoms, match, "ap") or _half(atoms, match, "ap2")
    is_hours = "u" in match[0]
    leading_zero = hour_atom.digits.startswith("0") and len(hour_atom.digits) == 2
    return _Raw(match.start(), match.end(), hour, minute, half, is_24h=is_hours or (leading_zero and not half))


def _counts_down(atoms: Atoms, match: "re.Match[str]") -> bool:
    """Whether "ten to eight" is ten minutes before eight, and not a span of hours."""
    minute, link = atoms.items[match.start("m")], match.start("h") - 1
    in_span = "B" in atoms.letters[max(0, match.start() - 2) : match.start()]
    backwards = minute.value > atoms.items[match.start("h")].value
    spelled_out = atoms.letters[link - 1] == "i" or (minute.value in _COUNTED and (backwards or not minute.digits))
    return atoms.items[link].word == "to" and spelled_out and not in_span


def _find_named(atoms: Atoms) -> list[_Raw]:
    raws: list[_Raw] = []
    for match in _NOON.finditer(atoms.letters):
        hour = 0 if atoms.items[match.start()].word == "midnight" else 12
        if match.start() == 0 or atoms.letters[match.start() - 1] not in "nh":
            raws.append(_Raw(match.start(), match.end(), hour, 0, is_24h=True))
    return raws


def _find_bare(atoms: Atoms) -> list[_Raw]:
    raws: list[_Raw] = []
    for match in _RUN.finditer(atoms.letters):
        item = atoms.items[match.start()]
        if len(item.digits) in {3, 4} and item.value % 100 <= 59 and item.value // 100 <= 23:
            half = atoms.items[match.end()].word if atoms.letters[match.end() : match.end() + 1] == "A" else ""
            told = bool(half) or atoms.letters[match.end() : match.end() + 1] in {"u", "h"}
            is_24h = item.digits.startswith("0") or (told and not half)
            hour, minute = item.value // 100, item.value % 100
            raws.append(_Raw(match.start(), match.end() + told, hour, minute, half, is_24h, not told))
    letters = atoms.without([(raw.start, raw.end) for raw in raws]).letters
    for match in _BARE_PAIR.finditer(letters):
        hour, minute = atoms.items[match.start()], atoms.items[match.start() + 1]
        if hour.value <= 23 and minute.value <= 59 and (minute.value >= 10 or len(minute.digits) == 2):
            raws.append(_Raw(match.start(), match.end(), hour.value, minute.value, is_bare=True))
    oh = re.compile("nnn")
    for match in oh.finditer(letters):
        hour, nought, minute = (atoms.items[match.start() + step].value for step in range(3))
        if nought == 0 and 1 <= minute <= 9 and hour <= 23:
            raws.append(_Raw(match.start(), match.end(), hour, minute, is_bare=True))
    letters = atoms.without([(raw.start, raw.end) for raw in raws]).letters
    raws += [
        _Raw(match.start(), match.end(), atoms.items[match.start()].value, 0, is_bare=True)
        for match in _BARE.finditer(letters)
        if atoms.items[match.start()].value <= 24
    ]
    return raws


def _half(atoms: Atoms, match: "re.Match[str]", group: str) -> str:
    at = match.start(group) if group in match.re.groupindex else -1
    return atoms.items[at].word.strip(".") if at >= 0 else ""


def _join_spans(atoms: Atoms, raws: list[_Raw]) -> list[ClockFound]:
    found: list[ClockFound] = []
    at = 0
    while at < len(raws):
        raw = raws[at]
        if at + 1 < len(raws) and _is_span(atoms, raw, raws[at + 1]):
            found.append(_read_span(atoms, raw, raws[at + 1]))
            at += 2
            continue
        found.append(_read_one(atoms, raw))
        at += 1
    return found


def _is_span(atoms: Atoms, first: _Raw, second: _Raw) -> bool:
    between = atoms.letters[first.end : second.start]
    opened = "B" in atoms.letters[max(0, first.start - 3) : first.start]
    closed = "E" in atoms.letters[second.end : second.end + 4]
    link = atoms.items[first.end].word if between in {"x", "-"} else ""
    shared = first.is_bare and not first.half and _half_nearby(atoms, second.start, second.end, second.hour) != ""
    joined = link in {"to", "till", "se", "-", "until", "–"} or (link in {"and", "or", "aur", "ya"} and shared)
    return ((opened or closed) and link != "") or (joined and first.minute == second.minute == 0)


def _read_span(atoms: Atoms, first: _Raw, second: _Raw) -> ClockFound:
    half = second.half or first.half or _half_nearby(atoms, first.start, second.end, second.hour)
    ends = [
        _on_clock(_Raw(raw.start, raw.end, raw.hour, raw.minute, raw.half or half, raw.is_24h))
        for raw in (first, second)
    ]
    if not all(ends):
        return ClockFound(first.start, second.end, (), is_bare=first.is_bare and second.is_bare)
    middles: list[time] = []
    margin = 0
    for begin, until in zip(ends[0], ends[1], strict=False):
        low, high = begin.hour * 60 + begin.minute, until.hour * 60 + until.minute
        width = (high - low) % 1440
        margin = (width + 1) // 2
        middle = (low + margin) % 1440
        middles.append(time(middle // 60, middle % 60))
    start, end = _widen(atoms, first.start, second.end)
    return ClockFound(start, end, tuple(middles), max(1, min(margin, 720)))


def _read_one(atoms: Atoms, raw: _Raw) -> ClockFound:
    half = raw.half or _half_nearby(atoms, raw.start, raw.end, raw.hour)
    start, end = _widen(atoms, raw.start, raw.end)
    clocks = _on_clock(_Raw(raw.start, raw.end, raw.hour, raw.minute, half, raw.is_24h))
    margin = 0
    if _is_about(atoms, raw):
        margin = _ABOUT_MIN if raw.minute else _ABOUT_HOUR_MIN
    return ClockFound(start, end, clocks, margin, raw.is_bare and not half)


def _is_about(atoms: Atoms, raw: _Raw) -> bool:
    near = [*range(max(0, raw.start - 3), raw.start), *range(raw.end, min(len(atoms.letters), raw.end + 3))]
    nearly = raw.start >= 2 and atoms.letters[raw.start - 1] in "eb" and atoms.items[raw.start - 2].word in _NEARLY
    return nearly or any(atoms.letters[at] == "a" for at in near)


def _widen(atoms: Atoms, start: int, end: int) -> tuple[int, int]:
    """Take in a part of the day or an "about" that stands right beside."""
    while start > 0 and (atoms.letters[start - 1] in "PaB" or atoms.letters[max(0, start - 2) : start] in _PART_BEFORE):
        start -= 1
    while end < len(atoms.letters) and (atoms.letters[end] in "PaE" or _leads_to_part(atoms, end)):
        end += 1
    return start, end


def _leads_to_part(atoms: Atoms, at: int) -> bool:
    ahead = atoms.letters[at : at + 4]
    return re.match(r"[gtkf]{1,3}[PE]", ahead) is not None


def _half_nearby(atoms: Atoms, start: int, end: int, hour: int) -> str:
    """Which half of the day the words around a time say; the nearest part of the day counts."""
    places = sorted(
        (
            at
            for at, letter in enumerate(atoms.letters)
            if _names_half(letter, hour) and (start - _NEAR <= at <= end + _NEAR)
        ),
        key=lambda at: start - at if at < start else at - end,
    )
    if not places:
        return ""
    word = atoms.items[places[0]].word
    part = "afternoon" if word in _NOON_WORDS else DAY_PARTS[word]
    if part == "morning":
        return "am"
    if part == "afternoon":
        return "am" if hour == 11 else "pm"
    if part == "evening":
        return "pm"
    if part == "night":
        return "am" if hour < 5 or hour == 12 else "pm"
    return "am" if 6 <= hour <= 11 else "pm"


def _names_half(letter: str, hour: int) -> bool:
    return letter == "P" or (letter == "N" and hour == 12)


def _on_clock(raw: _Raw) -> tuple[time, ...]:
    if raw.minute > 59 or raw.hour > 23:
        return ()
    hour = raw.hour
    if raw.half and 1 <= hour <= 12:
        return (time(hour % 12 + _HALVES[raw.half], raw.minute),)
    if raw.half == "am" and hour > 12:
        return ()
    if hour > 12 or hour == 0 or raw.is_24h:
        return (time(hour, raw.minute),)
    return (time(hour % 12, raw.minute), time(hour % 12 + 12, raw.minute))
