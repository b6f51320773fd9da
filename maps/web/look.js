/*
 * How large everything is drawn: for a desk (plain), or for a room that reads from eight metres (projector).
 *
 * ``washed`` is the projector look as a projector in a bright room shows it. In the plain look at its own size all factors
 * are 1 and look.css does nothing.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  /** 20 pt: nothing on the map is written smaller in the projector look. */
  const LEAST_PX = 80 / 3;
  const PLAIN_LEAST_PX = 9.5;
  /** A window of this width; wider ones, on larger walls, get larger cards. */
  const ROOM_PX = 1280;
  const HIDDEN_AFTER_MS = 2000;
  const SVG = "http://www.w3.org/2000/svg";
  /** Black becomes light of this share of white: 1.05 to 0.35 is a contrast of 3 to 1. */
  const FLARE = 0.3;

  const LOOKS = {
    plain: { lines: 1, symbols: 1, labels: 1, cards: 1 },
    projector: { lines: 1.5, symbols: 1.35, labels: 1.5, cards: 1.6 },
  };

  const look = (atlas.look = { name: "plain", textScale: 1, isStaged: false, ...LOOKS.plain });

  let timer = null;

  look.isProjector = () => look.name !== "plain";

  /** Draw everything in another look and size of text. */
  look.set = function ({ look: name, text_scale: scale }) {
    look.name = name === "projector" || name === "washed" ? name : "plain";
    look.textScale = scale;
    Object.assign(look, LOOKS[look.isProjector() ? "projector" : "plain"]);
    look.wash(name === "washed");
    resize();
    atlas.forgetStamps();
    atlas.labels.forget();
    atlas.legend.retext();
    atlas.controls.rescale();
    atlas.layout.arrange();
    page.sheet.redraw();
    atlas.labels.request();
    atlas.arrows.request();
  };

  /** Return how much larger cards are written than at a desk. */
  look.cardScale = function () {
    const wide = look.isProjector() ? Math.max(1, Math.min(1.3, page.map.getSize().x / ROOM_PX)) : 1;
    return look.cards * wide * look.textScale;
  };

  function resize() {
    const root = document.documentElement;
    root.dataset.look = look.isProjector() ? "projector" : "plain";
    root.classList.toggle("has-look", look.isProjector() || look.textScale !== 1);
    root.style.setProperty("--text-scale", String(look.textScale));
    root.style.setProperty("--card-scale", look.cardScale().toFixed(3));
  }

  look.start = function () {
    page.map.on("resize", resize);
  };

  /** Return the size in pixels of a name that is written in ``px`` at a desk. */
  look.label = function (px) {
    if (!look.isProjector() && look.textScale === 1) {
      return px;
    }
    return whole(Math.max(look.isProjector() ? LEAST_PX : 0, px * look.labels) * look.textScale);
  };

  /** Return the size below which no name is written. */
  look.leastLabel = function () {
    return look.isProjector() ? whole(LEAST_PX * look.textScale) : PLAIN_LEAST_PX * look.textScale;
  };

  function whole(px) {
    return Math.ceil(px * 2) / 2;
  }

  /** Show everything as a projector in a bright room would: black and white only 3 to 1 apart. */
  look.wash = function (on) {
    const container = page.map.getContainer();
    if (on && !document.getElementById("atlas-wash")) {
      container.parentElement.append(filter());
    }
    container.classList.toggle("is-washed", on);
  };

  /** Return light spilt over the picture as a filter; it adds light itself, not the numbers of colours. */
  function filter() {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", "0");
    svg.setAttribute("height", "0");
    svg.setAttribute("aria-hidden", "true");
    svg.style.position = "absolute";
    const made = svg.appendChild(document.createElementNS(SVG, "filter"));
    made.id = "atlas-wash";
    made.setAttribute("color-interpolation-filters", "linearRGB");
    for (const [name, value] of [["x", "0"], ["y", "0"], ["width", "100%"], ["height", "100%"]]) {
      made.setAttribute(name, value);
    }
    const light = made.appendChild(document.createElementNS(SVG, "feComponentTransfer"));
    for (const channel of ["R", "G", "B"]) {
      const part = light.appendChild(document.createElementNS(SVG, `feFunc${channel}`));
      part.setAttribute("type", "linear");
      part.setAttribute("slope", String(1 - FLARE));
      part.setAttribute("intercept", String(FLARE));
    }
    return svg;
  }

  /** The audience's page answers to no pointer and shows none until it moves. */
  look.stage = function (isStaged) {
    look.isStaged = isStaged;
    page.map.getContainer().inert = isStaged;
    if (isStaged) {
      watchCursor();
      loadFonts();
    }
  };

  /** Bring the fonts of all languages, so that a change of language on stage waits for none. */
  function loadFonts() {
    for (const font of ['500 14px "Noto Sans"', 'italic 500 14px "Noto Sans"', '500 14px "Noto Sans JP"']) {
      document.fonts.load(font, "Aあ").catch(atlas.fail);
    }
  }

  function watchCursor() {
    const root = document.documentElement;
    if (timer !== null) {
      return;
    }
    timer = 0;
    root.classList.add("hides-cursor");
    window.addEventListener("mousemove", (event) => {
      if (event.movementX || event.movementY) {
        root.classList.remove("hides-cursor");
        clearTimeout(timer);
        timer = setTimeout(() => root.classList.add("hides-cursor"), HIDDEN_AFTER_MS);
      }
    });
  }

  /** What is on show, for tests. */
  look.state = () => ({ name: look.name, textScale: look.textScale, isStaged: look.isStaged, lines: look.lines, symbols: look.symbols });
})((window.atlas = window.atlas || {}));
