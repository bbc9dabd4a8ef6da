"""Birth details as JSON, for whoever keeps them, and back; a change of shape is refused, never guessed at."""

from pydantic import TypeAdapter

from astra.birth.model import BirthDetails

_ADAPTER = TypeAdapter(BirthDetails)


def dump_details(details: BirthDetails) -> str:
    """`details` as JSON text."""
    return _ADAPTER.dump_json(details, exclude_defaults=True).decode()


def load_details(text: str) -> BirthDetails:
    """What `dump_details` wrote; raises pydantic's `ValidationError` for anything else."""
    return _ADAPTER.validate_json(text)
