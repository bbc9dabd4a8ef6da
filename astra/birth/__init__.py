"""Birth details from what people say: `read_birth` gives the details, or one short question, or a clear word."""

from astra.birth.inputs import missing_fields, to_chart_inputs
from astra.birth.model import (
    BirthDetails,
    BirthTime,
    CityTime,
    Impossible,
    Option,
    Origin,
    Piece,
    Question,
    QuestionKind,
    Reading,
    Said,
    ZoneHint,
)
from astra.birth.proposed import confirm_birthday
from astra.birth.read import read_birth
from astra.birth.store import dump_details, load_details
from astra.birth.wants import wants_reading
from astra.birth.wording import Lines, ask_for_missing, word_impossible, word_question
from astra.birth.zones import SettledTime, ZoneDataError, ZoneRule, assert_zone_data, settle_time

__all__ = [
    "BirthDetails",
    "BirthTime",
    "CityTime",
    "Impossible",
    "Lines",
    "Option",
    "Origin",
    "Piece",
    "Question",
    "QuestionKind",
    "Reading",
    "Said",
    "SettledTime",
    "ZoneDataError",
    "ZoneHint",
    "ZoneRule",
    "ask_for_missing",
    "assert_zone_data",
    "confirm_birthday",
    "dump_details",
    "load_details",
    "missing_fields",
    "read_birth",
    "settle_time",
    "to_chart_inputs",
    "wants_reading",
    "word_impossible",
    "word_question",
]
