"""What is wrong with a briefing, where, and how bad it is; and msgspec's words for it in plain ones."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import msgspec

from data.briefing import value

Weight = Literal["error", "fault", "note"]
"""An error keeps the file from being opened as it is, a fault should be put right, a note is good to know."""

KINDS: dict[str, type[value.Part]] = {
    "articles": value.Article,
    "excerpts": value.Excerpt,
    "links": value.Link,
    "claims": value.Claim,
    "sources": value.Source,
    "places": value.Place,
    "scenes": value.Scene,
}
"""The lists of a briefing and what they hold."""

_WORDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "array": "a list",
    "object": "an object {…}",
    "bool": "true or false",
    "null": "null",
}
_TYPE = re.compile(r"`([a-z |]+)`")
_AT = re.compile(r"^(?P<what>.*?)(?: - at (?P<key>`key` in )?`\$(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.?([A-Za-z_]\w*)|\[(\d+|\.\.\.)\]")
_SHOWN = 60
_LONG = 200_000
"""The most letters of a text, as in ``value.Long``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where in the file, in which part by its title or id, and what it is."""

    where: str
    what: str
    part: str = ""
    weight: Weight = "error"

    def __str__(self) -> str:
        """Return one line that says it."""
        named = f" (“{shown(self.part)}”)" if self.part else ""
        return f"{self.where}{named}: {self.what}" if self.where else self.what


Path = tuple[str | int, ...]
"""The way to a value inside plain data: names of fields and places in lists."""


def written(path: Path) -> str:
    """Return a path as people read it: ``scenes[3].view.camera``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in path)
    return text.lstrip(".")


def shown(text: str) -> str:
    """Return a text on one line, cut where it grows long."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: _SHOWN * 2]).split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def name_of(raw: Any) -> str:
    """Return what a part of plain data is called: its title, name or id; empty if it has none."""
    if not isinstance(raw, Mapping):
        return ""
    for key in ("title", "names"):
        texts = raw.get(key)
        if isinstance(texts, str) and texts:
            return texts
        if isinstance(texts, Mapping):
            for language in ("en", "id", "ja"):
                if isinstance(texts.get(language), str) and texts[language]:
                    return str(texts[language])
    found = raw.get("id")
    return found if isinstance(found, str) else ""


def told(part: value.Part) -> str:
    """Return what a sound part is called."""
    return name_of({key: getattr(part, key, None) for key in ("title", "names", "id")})


@dataclass(frozen=True, slots=True)
class Fault:
    """One complaint of msgspec: the way to the value, and what is wrong; ``extra`` names a field too many."""

    path: Path
    what: str
    extra: str | None = None


def fault_of(error: msgspec.ValidationError, raw: Any, kind: type[value.Part]) -> Fault:
    """Return a complaint about plain data of a kind in plain words."""
    found = _AT.match(str(error))
    what, in_key, steps = (found["what"], found["key"], found["path"] or "") if found else (str(error), None, "")
    path: list[str | int] = []
    here = raw
    for name, number in _STEP.findall(steps):
        step: str | int = name or (int(number) if number.isdigit() else _odd_key(here))
        path.append(step)
        here = _inside(here, step)
    if in_key and isinstance(here, dict):
        key = next((key for key in here if key not in ("en", "id", "ja")), "")
        return Fault((*path, key), "no such language; a text has en, id or ja", key)
    extra = re.fullmatch(r"Object contains unknown field `(.*)`", what, re.DOTALL)
    if extra:
        return Fault((*path, extra[1]), _no_such(extra[1], kind, tuple(path)), extra[1])
    return Fault(tuple(path), _plain(what, kind, tuple(path), here))


def _inside(raw: Any, step: str | int) -> Any:
    """Return what lies at a step inside plain data, None if nothing does."""
    if isinstance(raw, dict):
        return raw.get(step)
    return raw[step] if isinstance(raw, list) and isinstance(step, int) and step < len(raw) else None


def _odd_key(here: Any) -> str:
    """Return the key of the value that is at fault in a dict of texts or quotes: msgspec does not name it."""
    if not isinstance(here, dict):
        return ""
    for key, inner in here.items():
        if isinstance(inner, Mapping):
            try:
                msgspec.convert(inner, value.Quote)
            except msgspec.ValidationError:
                return str(key)
        elif not isinstance(inner, str) or len(inner) > _LONG:
            return str(key)
    return str(next(iter(here), ""))


def _no_such(field: str, kind: type[value.Part], path: Path) -> str:
    owner = _kind_at(kind, path)
    near = difflib.get_close_matches(field[:_SHOWN], owner.__struct_fields__, n=1) if owner else []
    return f"no such field; {near[0]} is meant?" if near else "no such field"


def _plain(what: str, kind: type[value.Part], path: Path, here: Any) -> str:
    """Return msgspec's sentence in plain words."""
    if what.startswith("Invalid enum value"):
        choices = _choices_at(kind, path)
        return f"{shown(str(here))} is none of {', '.join(choices)}" if choices else f"{shown(str(here))} is no choice"
    missing = re.fullmatch(r"Object missing required field `(.*)`", what)
    if missing:
        return f"the field {missing[1]} is missing"
    if "matching regex" in what:
        return "expected a text of 1 to 100 letters without spaces"
    if "out of range" in what:
        return "the number is too large"
    words = _TYPE.sub(lambda match: " or ".join(_WORDS.get(part, part) for part in match[1].split(" | ")), what)
    words = re.sub(r"\.0\b", "", words.replace(", got ", ", found "))
    return words[:1].lower() + words[1:]


@cache
def _types_of(kind: type[value.Part]) -> dict[str, msgspec.inspect.Type]:
    info = msgspec.inspect.type_info(kind)
    return {field.name: field.type for field in info.fields} if isinstance(info, msgspec.inspect.StructType) else {}


def _types_at(kind: type[value.Part], path: Path) -> list[msgspec.inspect.Type]:
    """Return the types that a value at a path may have."""
    found: list[msgspec.inspect.Type] = [msgspec.inspect.type_info(kind)]
    for step in path:
        inner: list[msgspec.inspect.Type] = []
        for one in found:
            match one:
                case msgspec.inspect.StructType() if isinstance(step, str):
                    known = _types_of(one.cls).get(step)
                    inner += _alternatives(known) if known else []
                case msgspec.inspect.VarTupleType() | msgspec.inspect.ListType():
                    inner += _alternatives(one.item_type)
                case msgspec.inspect.DictType():
                    inner += _alternatives(one.value_type)
                case _:
                    pass
        found = inner
    return found


def _alternatives(one: msgspec.inspect.Type) -> list[msgspec.inspect.Type]:
    return list(one.types) if isinstance(one, msgspec.inspect.UnionType) else [one]


def _kind_at(kind: type[value.Part], path: Path) -> type[msgspec.Struct] | None:
    return next((one.cls for one in _types_at(kind, path) if isinstance(one, msgspec.inspect.StructType)), None)


def _choices_at(kind: type[value.Part], path: Path) -> list[str]:
    literals = [one for one in _types_at(kind, path) if isinstance(one, msgspec.inspect.LiteralType)]
    return [str(choice) for one in literals for choice in one.values]
