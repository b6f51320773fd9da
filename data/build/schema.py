"""The briefing's format for programs: ``docs/briefing.schema.json``, a JSON Schema of ``data.briefing.value``."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from data.briefing.value import Briefing


def schema_text() -> str:
    """Return the schema as JSON text."""
    made = msgspec.json.schema(Briefing)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Caspian Atlas briefing",
        **made,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def build(files: Path) -> Path:
    """Write the schema and return where."""
    path = files.parent.parent / "docs" / "briefing.schema.json"
    path.write_text(schema_text(), encoding="utf-8")
    return path
