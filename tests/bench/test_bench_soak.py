"""The soak of the room server in its shortest form: real clients in processes of their own, and what they report."""

import pytest

from bench.soak import soak

pytestmark = [pytest.mark.rooms, pytest.mark.timeout(150)]


async def test_nothing_is_lost_in_a_short_soak_and_everybody_still_hears() -> None:
    _, messages, voices, _ = await soak(participants=4, rooms_count=2, minutes=0.1)

    assert messages.found == "0 of 120 (120 due)"
    assert messages.ok
    assert voices.ok, voices
