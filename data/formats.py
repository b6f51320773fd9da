"""Numbers and dates as each language writes them, by Babel (imported when first needed)."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from functools import cache

from data.claims import Claim


@cache
def number(value: float, language: str) -> str:
    """Return a number with the language's separators, at most three decimals."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, format="#,##0.###", locale=language))


@cache
def kilometres(value: float, language: str) -> str:
    """Return a length in whole kilometres, with its unit."""
    return f"{number(round(value), language)} km"


def percentages(parts: Mapping[str, float]) -> dict[str, int]:
    """Return parts of a whole in whole per cent that sum to 100: the largest remainders are rounded up.

    The order stays; nothing is returned where there is no whole.
    """
    total = math.fsum(parts.values())
    if total <= 0:
        return {}
    exact = {key: 100.0 * value / total for key, value in parts.items()}
    shown = {key: math.floor(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: shown[key] - exact[key])
    for key in by_remainder[: 100 - sum(shown.values())]:
        shown[key] += 1
    return shown


@cache
def date(iso: str, language: str) -> str:
    """Return an ISO date, month or year as the language writes it; unknown shapes unchanged."""
    from babel.dates import format_date, format_skeleton

    parts = iso.split("-")
    try:
        if len(parts) == 3:
            return str(format_date(datetime.date.fromisoformat(iso), format="medium", locale=language))
        if len(parts) == 2:
            month = datetime.datetime(int(parts[0]), int(parts[1]), 1)
            return str(format_skeleton("yMMM", month, locale=language))
    except ValueError:
        return iso
    return f"{iso}年" if language == "ja" and iso.isdigit() else iso


def is_stale(claim: Claim, today: datetime.date) -> bool:
    """Tell whether a claim is older than 24 months; undated ones are not called stale but undated."""
    if not claim.asof:
        return False
    parts = [int(part) for part in claim.asof.split("-")]
    year, month, day = (*parts, 12, 28)[:3] if len(parts) == 1 else (*parts, 28)[:3]
    return (today.year - year) * 12 + today.month - month - (1 if today.day < day else 0) >= 24
