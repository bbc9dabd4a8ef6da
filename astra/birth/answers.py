"""Understands the answer to a question of ours: "the first one", "April", "morning", "Maharashtra wali", "yes"."""

import re
from dataclasses import replace
from datetime import date

from astra.birth import questions as ask
from astra.birth.merge import Draft, take_date, take_place, take_time
from astra.birth.model import Option, Origin, Piece, Question, QuestionKind, Said
from astra.birth.words import asides, place_words
from astra.birth.words.atoms import read_atoms
from astra.birth.words.dates import DateFound, find_dates, find_year_anywhere
from astra.birth.words.hinglish import plain
from astra.birth.words.times import find_clocks
from astra.contracts.astro import BirthField
from astra.places import Places

_FIRST = re.compile(
    r"\b(?:first|1st|former|pehl[aie]\w*|pahl[aie]\w*|option (?:one|1)|number (?:one|1))\b(?! of)|^\W*1\W*$|पहल[ाीे]",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"\b(?:second|2nd|latter|last one|do{1,2}sr[aie]\w*|option (?:two|2)|number (?:two|2))\b(?! of)|^\W*2\W*$|दूसर[ाीे]",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"\b(?:third|3rd|te+sr[aie]\w*|option (?:three|3)|number (?:three|3))\b(?! of)|^\W*3\W*$|तीसर[ाीे]", re.IGNORECASE
)
_POSITIONS = (_FIRST, _SECOND, _THIRD)
_PLAIN_WORDS = re.compile(r"[^\s,;:!?।\"()]+")
_MOST_WORDS = 14


def answer(text: str, question: Question, draft: Draft, places: Places) -> bool:
    """Take the answer that `text` gives to `question` into `draft`; False when it gives none."""
    if len(text.split()) > _MOST_WORDS:
        return False
    option = _pick(text, question, draft.today, places)
    if option is not None:
        _take(option, question, text, draft)
        return True
    if question.kind is QuestionKind.DATE_REST:
        return _complete_date(text, question, draft)
    if len(question.options) == 1 and asides.NO.search(text) and len(text.split()) <= 4:
        _turn_down(question, draft)
        return True
    return False


def _pick(text: str, question: Question, today: date, places: Places) -> Option | None:
    options = question.options
    if not options:
        return None
    for finder in (_pick_said_again, _pick_by_words):
        if (option := finder(text, question, today)) is not None:
            return option
    for position, pattern in enumerate(_POSITIONS):
        if position < len(options) and pattern.search(text):
            return options[position]
    if len(options) == 1 and asides.YES.search(text) and not asides.NO.search(text):
        return options[0]
    if question.kind is QuestionKind.CITY_TIME and asides.UNKNOWN.search(text):
        return options[0]
    return _pick_place(text, question, places)


def _pick_said_again(text: str, question: Question, today: date) -> Option | None:
    """An option whose date or time the text says in full."""
    atoms = read_atoms(text)
    if question.field is BirthField.DATE:
        said = {day for found in find_dates(atoms, today) for day in found.readings}
        fitting = [option for option in question.options if option.date in said]
        return fitting[0] if len(fitting) == 1 else None
    if question.field is BirthField.TIME:
        clocks = {found.clocks[0] for found in find_clocks(atoms) if len(found.clocks) == 1}
        fitting = [option for option in question.options if option.time is not None and option.time.clock in clocks]
        return fitting[0] if len(fitting) == 1 else None
    return None


def _pick_by_words(text: str, question: Question, today: date) -> Option | None:
    """The only option whose words are in the text, and not denied."""
    del today
    kept = asides.NEGATED.sub(" ", text)
    said = f" {' '.join(word.strip('.') for word in _PLAIN_WORDS.findall(kept.casefold()))} "
    spelled = f" {' '.join(plain(word) for word in said.split())} "
    fitting = [
        option
        for option in question.options
        if any(f" {word} " in said or f" {plain(word)} " in spelled for word in option.words)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _pick_place(text: str, question: Question, places: Places) -> Option | None:
    """An option that the name and the answer together resolve to: `UP wala` beside `Bilaspur`."""
    if question.kind is not QuestionKind.WHICH_PLACE:
        return None
    words = [
        word
        for word in _PLAIN_WORDS.findall(text)
        if word.casefold() not in place_words.EDGES and plain(word) not in _FILLERS
    ]
    if not 1 <= len(words) <= 5:
        return None
    resolution = places.resolve(
        f"{question.options[0].place.name if question.options[0].place else ''}, {' '.join(words)}"
    )
    for option in question.options:
        if option.place and resolution.sure and option.place.geoname_id == resolution.sure.geoname_id:
            return option
    return None


_FILLERS = frozenset({"one", "vala", "vali", "vale", "the", "please", "that"})


def _take(option: Option, question: Question, text: str, draft: Draft) -> None:
    quote = question.quote or text.strip()
    draft.close(frozenset({question.kind}), question.field)
    if option.keep:
        return
    if option.date is not None:
        if (refusal := ask.refuse_date(option.date, draft.today, quote)) is not None:
            draft.refuse(refusal)
            return
        confirmed = question.kind is QuestionKind.CONFIRM_DATE
        take_date(draft, Said(option.date, quote, Origin.GOOGLE if confirmed else draft.origin), certain=True)
    elif option.time is not None:
        take_time(draft, Said(option.time, quote, draft.origin), certain=True)
    elif option.place is not None:
        take_place(draft, Said(replace(option.place), quote, draft.origin), certain=True)
    elif option.zone is not None:
        draft.put(Piece.ZONE, Said(option.zone, text.strip(), draft.origin))
    elif option.fold is not None:
        draft.put(Piece.FOLD, Said(option.fold, text.strip(), draft.origin))
    elif option.city_time is not None:
        draft.put(Piece.CITY_TIME, Said(option.city_time, text.strip(), draft.origin))


def _complete_date(text: str, question: Question, draft: Draft) -> bool:
    """The missing half of a date: "ninety six" after "14 May"."""
    atoms = read_atoms(text)
    found = find_dates(atoms, draft.today)
    half = found[0] if found else _find_rest(text, question, draft.today)
    if half is None:
        return False
    year, month, day = question.year or half.year, question.month or half.month, question.day or half.day
    if half.readings and half.readings[0] and not (question.year and question.month):
        year, month, day = half.readings[0].year, half.readings[0].month, half.readings[0].day
    quote = f"{question.quote} {text.strip()}"
    draft.close(frozenset({QuestionKind.DATE_REST}))
    if year is None or month is None or day is None:
        draft.open(ask.ask_date_rest(day, month, year, quote), frozenset({QuestionKind.DATE_REST}))
        return True
    try:
        whole = date(year, month, day)
    except ValueError:
        draft.refuse(ask.refuse_no_date(quote))
        return True
    if (refusal := ask.refuse_date(whole, draft.today, quote)) is not None:
        draft.refuse(refusal)
        return True
    take_date(draft, Said(whole, quote, draft.origin), certain=True)
    return True


def _find_rest(text: str, question: Question, today: date) -> DateFound | None:
    atoms = read_atoms(text)
    if question.year is None:
        return find_year_anywhere(atoms, today)
    for at, (item, letter) in enumerate(zip(atoms.items, atoms.letters, strict=True)):
        if letter in "no" and 1 <= item.value <= 31 and question.month is not None:
            return DateFound(at, at + 1, day=item.value)
    return None


def _turn_down(question: Question, draft: Draft) -> None:
    """The only thing that we could think of was not it."""
    draft.close(frozenset({question.kind}))
    if question.kind is QuestionKind.PLACE_UNKNOWN:
        again = Question(
            QuestionKind.PLACE_UNKNOWN, BirthField.PLACE, "birth_ask_place_again", (("said", question.quote),)
        )
        draft.open(again, frozenset())
