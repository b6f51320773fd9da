/*
 * The open passage as the audience reads it: a card at the right of the map with the linked words marked.
 *
 * A card that has less room than its words need is first written a little smaller, then shortened at its ends: never at the
 * linked words. Where it stands is layout.js's to say.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const SMALLEST_PART = 20 / 24;
  const STEP = 0.04;
  const EDGE = 12;
  const passage = (atlas.passage = {});
  let card = null;
  let shown = null;

  function begin() {
    if (card) {
      return;
    }
    card = atlas.element("figure", "atlas-passage atlas-card atlas-obstacle", "", { "aria-live": "polite" });
    card.hidden = true;
    const quote = atlas.element("blockquote", "atlas-passage-words");
    card.append(quote, atlas.element("figcaption", "atlas-passage-meta"));
    page.map.getContainer().append(card);
    L.DomEvent.disableClickPropagation(card);
  }

  /** Show a passage with its words marked and where it was printed; all empty hides it. */
  passage.show = function ({ before, words, after, meta }) {
    begin();
    shown = before || words || after ? { before, words, after, meta } : null;
    card.hidden = !shown;
    write(shown || { before: "", words: "", after: "", meta: "" });
    atlas.layout.arrange();
    atlas.labels.request();
    atlas.arrows.request();
  };

  function write({ before, words, after, meta }) {
    const [quote, caption] = card.children;
    quote.lang = page.language;
    quote.replaceChildren(before, ...(words ? [atlas.element("mark", "", words)] : []), after);
    caption.textContent = meta;
    caption.hidden = !meta;
  }

  passage.isShown = () => Boolean(shown) && !card.hidden;

  passage.card = () => card;

  /** Return how far from the right and from the bottom edge of the map the card reaches, in pixels; 0 without one. */
  passage.room = function () {
    const size = page.map.getSize();
    return passage.isShown() ? [size.x - card.offsetLeft + EDGE, size.y - card.offsetTop + EDGE] : [0, 0];
  };

  /** Lay the card into a part of the right column: smaller, then shorter, until it fits. */
  passage.lay = function (right, top, bottom) {
    card.style.right = `${right}px`;
    card.style.maxHeight = "none";
    card.style.setProperty("--passage-part", "1");
    write(shown);
    const room = Math.max(80, bottom - top);
    for (let part = 1; card.offsetHeight > room && part > SMALLEST_PART && atlas.look.isProjector(); ) {
      part = Math.max(SMALLEST_PART, part - STEP);
      card.style.setProperty("--passage-part", part.toFixed(3));
    }
    shorten(room);
    card.style.maxHeight = `${Math.floor(room)}px`;
    card.style.top = `${Math.round(bottom - Math.min(room, card.offsetHeight))}px`;
  };

  /** Leave words out at the ends, as few as will do; the middle with the linked words stays. */
  function shorten(room) {
    if (card.offsetHeight <= room) {
      return;
    }
    const [before, after] = [pieces(shown.before), pieces(shown.after)];
    const total = before.length + after.length;
    const cut = (kept) => {
      const tail = Math.max(Math.ceil(kept / 2), kept - before.length);
      const ends = [before.slice(Math.max(0, before.length - (kept - Math.min(tail, after.length)))), after.slice(0, tail)];
      const [head, foot] = ends.map((list) => list.join(""));
      write({
        ...shown,
        before: head === shown.before ? head : `…${head.trimStart()}`,
        after: foot === shown.after ? foot : `${foot.trimEnd()}…`,
      });
      return card.offsetHeight <= room;
    };
    let [low, high] = [0, total];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (cut(middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    cut(low);
  }

  /** Return a text as words with what follows them. */
  function pieces(text) {
    const words = new Intl.Segmenter(page.language, { granularity: "word" });
    return [...words.segment(text)].map(({ segment }) => segment);
  }

  /** What is on show, for tests. */
  passage.state = function () {
    const mark = card && card.querySelector("mark");
    return {
      isShown: passage.isShown(),
      text: card ? card.children[0].textContent : "",
      words: mark ? mark.textContent : "",
      meta: card ? card.children[1].textContent : "",
      size: card ? parseFloat(getComputedStyle(card).fontSize) : 0,
    };
  };
})((window.atlas = window.atlas || {}));
