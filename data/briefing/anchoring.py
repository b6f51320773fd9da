"""Words found again in a text that was edited: by themselves, by what stands around them, and by likeness.

Never silently wrong: where two places would do, or none does well, the answer is None and the words are orphaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.briefing.value import Quote

Span = tuple[int, int]
"""Start and end in code points, end exclusive."""

_AROUND = 32
_AROUND_MOST = 512
_TRIED = 400
"""Places looked at before words count as too common to be told apart."""

_LONG_TEXT = 200_000
_NEEDLE = 64
"""Code points that are aligned at once; up to here rapidfuzz finds the best place, not just a good one."""

_SURE = 0.72
_MARGIN = 0.08
_RUN = 14
"""As many letters in a row beside the words, unchanged, tell a place."""

_SLIP = 3
_ENDS = frozenset("\n.!?")
_FAMILIES = (
    '"“”„«»″「」『』',
    "'‘’‚′`´ʼ",
    "-‐‑‒–—―−",
    "…⋯",
    ",，、",
    ".．。",
    "(（",
    ")）",
    ":：",
    ";；",
    "!！",
    "?？",
)
_FAMILY = {letter: f"[{re.escape(letters)}]" for letters in _FAMILIES for letter in letters}
_FOLD = {ord(letter): letters[0] for letters in _FAMILIES for letter in letters}


@dataclass(slots=True)
class Effort:
    """How many letters may still be searched: bounds the time that a whole document takes."""

    letters: int = 400_000_000
    likeness: int = 4_000_000

    def take(self, letters: int, *, is_likeness: bool = False) -> bool:
        """Return whether so many letters may be searched, and count them."""
        if is_likeness:
            self.likeness -= letters
            return self.likeness >= 0
        self.letters -= letters
        return self.letters >= 0


def quote_of(text: str, start: int, end: int) -> Quote:
    """Return the quote that finds a span of a text again.

    It carries 32 code points on each side; more only where the same words stand in the same surroundings twice.
    """
    around = _AROUND
    while True:
        before, after = max(0, start - around), end + around
        whole = text[before:after]
        is_only = text.find(whole) == before and text.find(whole, before + 1) < 0
        if is_only or around >= _AROUND_MOST or (before == 0 and after >= len(text)):
            return Quote(exact=text[start:end], prefix=text[before:start], suffix=text[end:after])
        around *= 2


def find(text: str, quote: Quote, effort: Effort | None = None) -> Span | None:
    """Return where the quoted words stand in a text, None if that is not certain."""
    spent = effort or Effort()
    exact = quote.exact
    if not exact or not spent.take(len(text)):
        return None
    whole = quote.prefix + exact + quote.suffix
    at = text.find(whole)
    if at >= 0 and text.find(whole, at + 1) < 0:
        start = at + len(quote.prefix)
        return start, start + len(exact)
    places = list(_literal(text, exact))
    if places:
        return _best(text, quote, places)
    if len(text) > _LONG_TEXT or not spent.take(len(text), is_likeness=True):
        return None
    places = list(_loose(text, exact))
    return _best(text, quote, places) if places else _alike(text, quote)


def _literal(text: str, exact: str) -> Iterator[Span]:
    at = text.find(exact)
    for _ in range(_TRIED + 1):
        if at < 0:
            return
        yield at, at + len(exact)
        at = text.find(exact, at + 1)


def _loose(text: str, exact: str) -> Iterator[Span]:
    """Yield where the words stand with other quotes, dashes, spaces or case."""
    if len(exact) > 5_000 or not exact.strip():
        return
    words = ("".join(_FAMILY.get(letter) or re.escape(letter) for letter in word) for word in exact.split())
    for at, found in enumerate(re.finditer(r"\s+".join(words), text, re.IGNORECASE)):
        if at > _TRIED:
            return
        yield found.span()


def _best(text: str, quote: Quote, places: list[Span]) -> Span | None:
    """Return the one place that what stands around speaks for."""
    if not quote.prefix and not quote.suffix:
        return places[0] if len(places) == 1 else None
    if len(places) > _TRIED:
        return None
    ranked = sorted(((_context(text, quote, *place), place) for place in places), reverse=True)
    first, place = ranked[0]
    if len(ranked) > 1 and first - ranked[1][0] < _MARGIN:
        return None
    is_long = len(quote.exact) >= 24 and len(ranked) == 1
    return place if first >= _SURE or is_long else None


def _context(text: str, quote: Quote, start: int, end: int) -> float:
    """Return how well what stands around a place agrees with a quote, from 0 to 1."""
    from rapidfuzz.distance import Indel

    total = weight = longest = 0.0
    before = text[max(0, start - len(quote.prefix)) : start]
    after = text[end : end + len(quote.suffix)]
    for wanted, given in ((quote.prefix[::-1], before[::-1]), (quote.suffix, after)):
        if wanted:
            one, other = wanted.translate(_FOLD).casefold(), given.translate(_FOLD).casefold()
            total += Indel.normalized_similarity(one, other) * len(wanted)
            weight += len(wanted)
            longest = max(longest, _run(one, other))
    alike = total / weight
    return max(alike, min(1.0, 0.5 + 0.5 * alike) if longest >= _RUN else 0.0)


def _run(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike, if they do so to the end of the sentence or of one of them.

    The next sentence may follow another one too, and a list of names may begin alike anywhere.
    """
    for count, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return 0
        if first in _ENDS:
            return count
    return min(len(one), len(other))


def _alike(text: str, quote: Quote) -> Span | None:
    """Return where words stand that are almost the quoted ones, in almost the same surroundings."""
    found: set[Span] = set()
    exact, prefix, suffix = quote.exact, quote.prefix, quote.suffix
    if len(exact) <= 2 * _NEEDLE // 3:
        room = _NEEDLE - len(exact)
        half = room // 2
        for before, after in ((prefix[-half:], suffix[:half]), (prefix[-room:], ""), ("", suffix[:room])):
            if before or after:
                found |= _aligned(text, before, exact, after)
    else:
        head = _aligned(text, prefix[-24:], exact[:40], "")
        tail = _aligned(text, "", exact[-40:], suffix[:24])
        found = {(start, end) for start, _ in head for _, end in tail if start < end}
    likely = [place for place in found if _is_same(text[place[0] : place[1]], exact)]
    distinct: list[Span] = []
    for place in sorted(likely, key=lambda place: _context(text, quote, *place), reverse=True):
        if not any(place[0] < other[1] and other[0] < place[1] for other in distinct):
            distinct.append(place)
    return _best(text, quote, distinct) if distinct and (prefix or suffix or len(exact) >= 24) else None


def _aligned(text: str, before: str, exact: str, after: str) -> set[Span]:
    """Return the best place for words with their surroundings, and the best one apart from it."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import partial_ratio_alignment

    needle = before + exact + after
    found: set[Span] = set()
    for _ in range(2):
        if len(text) <= len(needle):
            start, end = 0, len(text)
        else:
            best = partial_ratio_alignment(needle, text, score_cutoff=70)
            if best is None:
                break
            start, end = max(0, best.dest_start - 4), min(len(text), best.dest_end + 4)
        moves = Levenshtein.opcodes(needle, text[start:end])
        first = _moved([*moves], len(before), is_end=False)
        last = _moved([*moves], len(before) + len(exact), is_end=True)
        if first < last:
            found.add(_trimmed(text, exact, start + first, start + last))
        if len(text) <= len(needle):
            break
        text = text[:start] + "\0" * (end - start) + text[end:]
    return found


def _trimmed(text: str, exact: str, start: int, end: int) -> Span:
    """Return the span near one whose words are most like the quoted ones: an alignment may slip at its ends."""
    from rapidfuzz.distance import OSA

    near = [
        (first, last)
        for first in range(max(0, start - _SLIP), start + _SLIP + 1)
        for last in range(end - _SLIP, min(len(text), end + _SLIP) + 1)
        if first < last
    ]
    return min(near, key=lambda at: (OSA.distance(text[at[0] : at[1]], exact), abs(at[0] - start) + abs(at[1] - end)))


def _moved(moves: list[object], at: int, *, is_end: bool) -> int:
    """Return where a boundary of the needle lies in the window; what was inserted at it stays outside."""
    found = 0
    for move in moves:
        source, stop = move.src_start, move.src_end  # type: ignore[attr-defined]
        target, target_stop = move.dest_start, move.dest_end  # type: ignore[attr-defined]
        if source > at or (is_end and source >= at):
            break
        found = target_stop if stop <= at else target + min(at - source, target_stop - target)
    return found


def _is_same(words: str, exact: str) -> bool:
    """Return whether words can be the quoted ones with a slip mended, not other ones."""
    from rapidfuzz.distance import OSA

    one, other = words.translate(_FOLD).casefold(), exact.translate(_FOLD).casefold()
    length = len(other)
    most = 1 if length < 10 else length // 6
    if length < 3 or OSA.distance(one, other, score_cutoff=most) > most:
        return False
    return length >= 5 or len(one) != length  # one letter for another makes Iraq of Iran
