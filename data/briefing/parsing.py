"""JSON text of a briefing to plain data: strict, bounded, and with the line where it breaks."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

JSON_LIMIT = 20_000_000
"""Bytes of ``briefing.json``."""

VALUES_LIMIT = 500_000
"""Commas and opening brackets in it: bounds the memory that its values take."""


class ParseError(ValueError):
    """The text is not JSON that a briefing may hold; the message says where."""


def parse(data: bytes) -> Any:
    """Return what JSON text holds.

    Raises
    ------
    ParseError
        If it is no strict JSON (UTF-8, no NaN, no infinity, no key twice), too large or nested too deep.
    """
    if len(data) > JSON_LIMIT:
        raise ParseError(f"it is larger than {JSON_LIMIT // 1_000_000} MB")
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > VALUES_LIMIT:
        raise ParseError(f"it holds more than {VALUES_LIMIT:,} values")
    data = data.removeprefix(b"\xef\xbb\xbf")  # some editors on Windows begin a file with this mark
    try:
        raw = msgspec.json.decode(data)
        json.loads(data, object_pairs_hook=_refuse_twins, parse_int=_ignore, parse_float=_ignore)
    except UnicodeDecodeError as error:
        raise ParseError("it holds bytes that are not UTF-8 text") from error
    except RecursionError as error:
        raise ParseError("it is nested too deep") from error
    except msgspec.ValidationError as error:
        raise ParseError("it holds a number that is out of range") from error
    except msgspec.DecodeError as error:
        raise ParseError(_where(str(error), data)) from error
    except json.JSONDecodeError as error:
        raise ParseError(f"it is no JSON: {error.msg} in line {error.lineno}, column {error.colno}") from error
    return raw


def _ignore(number: str) -> None:
    """Take any number: their range was looked at before."""


def _refuse_twins(pairs: list[tuple[str, Any]]) -> None:
    """Refuse an object with a key twice: one of its values would be lost unseen."""
    keys = {key for key, _ in pairs}
    if len(keys) < len(pairs):
        seen: set[str] = set()
        twin = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ParseError(f"an object in it holds the field {twin[:60]!r} twice")


def _where(complaint: str, data: bytes) -> str:
    """Return msgspec's complaint with line and column for its byte."""
    found = re.search(r"\(byte (\d+)\)", complaint)
    if not found:
        return f"it is no JSON ({complaint})" if "truncated" not in complaint else _ending(data)
    before = data[: int(found[1])]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    reason = complaint[: found.start()].removeprefix("JSON is malformed: ").strip()
    return f"it is no JSON: {reason} in line {line}, column {column}"


def _ending(data: bytes) -> str:
    """Return why the text ended too soon: msgspec says so of half a letter at a text's end as well."""
    return "it holds half a letter (\\ud…)" if rb"\ud" in data.lower() else "it ends in the middle"
