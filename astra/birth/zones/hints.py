"""What a zone that a person named can mean: an abbreviation belongs to several countries, an offset to many."""

from datetime import datetime, timedelta

from astra.birth.model import ZoneHint
from astra.birth.zones.zone_data import load_zone, zone_names

_QUARTER_H = 15 * 60
_OFFSETS_H: dict[str, tuple[float, ...]] = {
    "ist": (5.5, 6.5, 2, 3, 1, 0),  # India (and its war time), Israel, Ireland
    "est": (-5, -4, 10, 11),
    "edt": (-4, 11),
    "et": (-5, -4),
    "cst": (-6, -5, 8, 9, 9.5),  # North America, China, Australia
    "cdt": (-5, 9),
    "ct": (-6, -5),
    "mst": (-7, -6, 6.5, 8),  # North America, Myanmar, Malaysia
    "mdt": (-6,),
    "mt": (-7, -6),
    "pst": (-8, -7, 8),  # North America, the Philippines
    "pdt": (-7,),
    "pt": (-8, -7),
    "akst": (-9, -8),
    "hst": (-10, -10.5),
    "ast": (-4, -3, 3),
    "nst": (-3.5, -2.5),
    "bst": (1, 2, 6, 7),  # Britain (and its double summer time), Bangladesh
    "gmt": (0,),
    "utc": (0,),
    "z": (0,),
    "wet": (0, 1),
    "west": (1,),
    "cet": (1, 2),
    "cest": (2,),
    "met": (1, 2),
    "eet": (2, 3),
    "eest": (3,),
    "msk": (3, 4),
    "pkt": (5, 6),
    "npt": (5.75, 5.5),
    "sgt": (8, 7.5),
    "hkt": (8, 9),
    "jst": (9,),
    "kst": (9, 8.5, 10),
    "aest": (10, 11),
    "aedt": (11,),
    "acst": (9.5, 10.5),
    "awst": (8, 9),
    "nzst": (12, 13),
    "nzdt": (13,),
    "gst": (4,),
    "sast": (2, 3),
    "wib": (7,),
    "pht": (8,),
    "ict": (7,),
}

_SPOKEN = {
    "indian standard time": "ist",
    "india standard time": "ist",
    "india time": "ist",
    "indian time": "ist",
    "eastern standard time": "est",
    "eastern time": "et",
    "central standard time": "cst",
    "central time": "ct",
    "mountain time": "mt",
    "mountain standard time": "mst",
    "pacific standard time": "pst",
    "pacific time": "pt",
    "greenwich mean time": "gmt",
    "greenwich time": "gmt",
    "british summer time": "bst",
    "central european time": "cet",
    "pakistan standard time": "pkt",
    "nepal time": "npt",
    "singapore time": "sgt",
    "japan standard time": "jst",
}


def is_abbreviation(word: str) -> bool:
    """Whether `word` is an abbreviation of a zone that we know, in any case."""
    return word.casefold() in _OFFSETS_H


def spoken_zone_names() -> dict[str, str]:
    """The abbreviation of each zone by its full name, in small letters."""
    return _SPOKEN


def agrees(hint: ZoneHint, zone: str, moment: datetime) -> bool:
    """Whether `hint` can mean the clock of `zone` at its local time `moment` (naive)."""
    own = offset_at(zone, moment)
    if own is None:
        return False
    if hint.name:
        named = offset_at(zone_names().get(hint.name.casefold(), hint.name), moment)
        return named is not None and named == own
    if hint.offset_s is not None:
        return abs(hint.offset_s - own.total_seconds()) < _QUARTER_H / 3
    meant = _OFFSETS_H.get(hint.abbreviation.casefold(), ())
    return own.total_seconds() / 3600 in meant


def offset_at(zone: str, moment: datetime, fold: int = 0) -> timedelta | None:
    """How far east of Greenwich the clock of `zone` stood at its local time `moment` (naive)."""
    loaded = load_zone(zone, moment.date())
    return None if loaded is None else moment.replace(tzinfo=loaded, fold=fold).utcoffset()


def describe_hint(hint: ZoneHint) -> str:
    """The hint in a person's words: `IST`, `UTC+05:30`, `Asia/Kolkata`."""
    if hint.name:
        return hint.name
    if hint.offset_s is not None:
        minutes = abs(hint.offset_s) // 60
        return f"UTC{'-' if hint.offset_s < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
    return hint.abbreviation.upper()


def hinted_offset(hint: ZoneHint, moment: datetime) -> timedelta | None:
    """The offset that a confirmed hint stands for; an abbreviation's first meaning."""
    if hint.name:
        return offset_at(zone_names().get(hint.name.casefold(), hint.name), moment)
    if hint.offset_s is not None:
        return timedelta(seconds=hint.offset_s)
    meant = _OFFSETS_H.get(hint.abbreviation.casefold())
    return timedelta(hours=meant[0]) if meant else None
