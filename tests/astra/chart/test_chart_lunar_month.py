"""Lunar months by both reckonings, held against festivals and added months whose dates are on public record."""

from datetime import date, timedelta

import pytest

from astra.chart.panchanga import find_panchanga

DELHI = (28.6139, 77.2090, "Asia/Kolkata")


@pytest.mark.parametrize(
    ("day", "festival", "amanta", "purnimanta", "adhika"),
    [
        (date(2025, 3, 30), "Ugadi, Chaitra Shukla 1", "Chaitra", "Chaitra", False),
        (date(2024, 4, 17), "Rama Navami, Chaitra Shukla 9", "Chaitra", "Chaitra", False),
        (date(2024, 5, 23), "Buddha Purnima", "Vaishakha", "Vaishakha", False),
        (date(2024, 8, 19), "Raksha Bandhan, Shravana Purnima", "Shravana", "Shravana", False),
        (date(2024, 8, 26), "Janmashtami, Krishna 8", "Shravana", "Bhadrapada", False),
        (date(2024, 9, 7), "Ganesh Chaturthi, Bhadrapada Shukla 4", "Bhadrapada", "Bhadrapada", False),
        (date(2024, 10, 12), "Dussehra, Ashwin Shukla 10", "Ashwin", "Ashwin", False),
        (date(2024, 10, 31), "Diwali", "Ashwin", "Kartika", False),
        (date(2024, 11, 15), "Kartika Purnima", "Kartika", "Kartika", False),
        (date(2025, 2, 26), "Maha Shivaratri", "Magha", "Phalguna", False),
        (date(2025, 3, 14), "Holi, Phalguna Purnima", "Phalguna", "Phalguna", False),
        (date(2023, 8, 1), "full moon of the added Shravana", "Shravana", "Shravana", True),
        (date(2023, 8, 10), "dark half of the added Shravana", "Shravana", "Shravana", True),
        (date(2023, 8, 20), "bright half of the true Shravana", "Shravana", "Shravana", False),
        (date(2023, 7, 10), "dark half before the added month", "Ashadha", "Shravana", False),
        (date(2020, 10, 1), "added Ashwin", "Ashwin", "Ashwin", True),
        (date(2026, 5, 31), "added Jyeshtha", "Jyeshtha", "Jyeshtha", True),
    ],
)
def test_a_day_on_record_is_in_its_month(day: date, festival: str, amanta: str, purnimanta: str, adhika: bool) -> None:
    month = find_panchanga(day, *DELHI).month
    assert (month.amanta, month.purnimanta, month.adhika, month.kshaya) == (amanta, purnimanta, adhika, False), festival


def test_the_swallowed_month_of_1983_is_found_with_its_added_neighbours() -> None:
    days = [date(1982, 9, 25) + timedelta(days=29 * step) for step in range(7)]
    months = [find_panchanga(day, *DELHI).month for day in days]
    assert any(month.kshaya for month in months)
    assert any(month.adhika for month in months)


def test_nineteen_years_have_seven_added_months() -> None:
    begun: set[tuple[int, str]] = set()
    for step in range(19 * 365 // 10):
        day = date(2001, 1, 1) + timedelta(days=10 * step)
        month = find_panchanga(day, *DELHI).month
        if month.adhika:
            begun.add((day.year, month.amanta))
    assert len(begun) == 7
