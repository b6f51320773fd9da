/*
 * The page taken apart for a slide: lines, names, symbols and cards as plain data in pixels of the window, and the map left
 * without what a slide draws itself. Read first, then strip, then grab; ``whole`` puts all back.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const LAYERS = /^(corridors|network|own)\b/;
  const ROOM_PX = 6;
  const RATIO = 2;
  const CARDS = {
    legend: ".atlas-legend",
    heading: ".atlas-heading:not(.is-slide)",
    passage: ".atlas-passage",
    banner: ".atlas-banner",
    notes: ".atlas-notes",
    credit: ".atlas-credit",
  };
  const shapes = (atlas.shapes = {});

  const isNative = (drawn) => drawn.item.kind === "line" && LAYERS.test(drawn.layerId);

  const home = () => page.map.getContainer().getBoundingClientRect();

  function boxOf(element) {
    const [box, from] = [element.getBoundingClientRect(), home()];
    return [box.left - from.left, box.top - from.top, box.width, box.height];
  }

  function isSeen(element) {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
  }

  /** Return the window in world units: how many pixels one is, and where the upper left corner lies. */
  function frame() {
    const scale = 2 ** page.map.getZoom();
    const origin = page.map.getPixelBounds().min;
    return { scale, pixel: (x, y) => [x * scale - origin.x, y * scale - origin.y] };
  }

  function inside([x, y, wide, high]) {
    const size = page.map.getSize();
    return x + wide > 0 && y + high > 0 && x < size.x && y < size.y;
  }

  /** Return the native lines on show, from the lowest up, each with its strands in pixels and its look. */
  function lines() {
    const { pixel } = frame();
    const zoom = page.map.getZoom();
    const view = page.sheet.viewOf(1);
    const shown = [...page.items.values()].map(({ drawn }) => drawn).filter((drawn) => drawn && isNative(drawn) && drawn.isShown(zoom) && drawn.isInside(view));
    const way = ({ item }) => (atlas.ways.first.has(item.id) ? 2 : atlas.ways.second.has(item.id) ? 1 : 0);
    return shown.sort((one, other) => way(one) - way(other)).map((drawn) => {
      const points = drawn.strands.map((flat) => Array.from({ length: flat.length / 2 }, (_, index) => pixel(flat[2 * index], flat[2 * index + 1])));
      return { id: drawn.item.id, strands: points, mark: drawn.mark(), ...lookOf(drawn, way(drawn), view.weight) };
    });
  }

  function lookOf({ item }, way, weight) {
    const colours = atlas.colours();
    const style = atlas.ways.styleOf(item);
    if (atlas.ways.broken.has(item.id)) {
      return { colour: colours.closed, width: 2.8, dash: [5, 4], opacity: 1, casing: colours.paper, casing_width: 5.4 };
    }
    if (way) {
      const [line, casing] = way === 2 ? [6, 9] : [9, 12];
      const dash = atlas.ways.dash(atlas.styleOf(item.style).dash, true);
      return { colour: way === 2 ? colours.first : colours.second, width: line * weight, dash, opacity: 1, casing: colours.paper, casing_width: casing * weight };
    }
    const width = (style.width || 2) * weight;
    return {
      colour: style.stroke || "#555555", width, opacity: style.opacity === undefined ? 1 : style.opacity,
      dash: (style.dash || []).map((part) => part * atlas.look.lines),
      casing: style.casing || "", casing_width: style.casing ? width + 2 * (style.casing_width || 1.5) : 0,
    };
  }

  /** Return the names on the map: their boxes, how they are written, and the place they stand for. */
  function names() {
    return [...document.querySelectorAll(".atlas-label-anchor")].filter((anchor) => isSeen(anchor.querySelector(".atlas-label"))).map((anchor) => {
      const text = anchor.querySelector(".atlas-label");
      const leader = anchor.querySelector(".atlas-leader");
      const [x, y] = boxOf(anchor);
      return { ...written(text), at: [x, y], is_led: !leader.hidden };
    }).filter(({ box }) => inside(box));
  }

  function written(element) {
    const style = getComputedStyle(element);
    const zoom = element.getBoundingClientRect().height / (element.offsetHeight || 1);
    return {
      text: element.textContent, box: boxOf(element), size: parseFloat(style.fontSize) * (zoom > 0.2 ? zoom : 1),
      is_bold: Number(style.fontWeight) > 550, is_italic: style.fontStyle === "italic", colour: style.color,
      halo: element.classList.contains("atlas-label") ? getComputedStyle(document.documentElement).getPropertyValue("--halo").trim() : "",
    };
  }

  /** Return a card with its box, its ground, its texts and its small pictures; null where there is none. */
  function card(selector) {
    const element = document.querySelector(selector);
    if (!element || !isSeen(element)) {
      return null;
    }
    const within = (child) => isSeen(child) && isInSight(child, element);
    const leaves = [...element.querySelectorAll("*")].filter((child) => child.textContent.trim() && isLeaf(child) && within(child));
    const pictures = [...element.querySelectorAll("canvas")].filter(within);
    return {
      box: boxOf(element),
      ground: getComputedStyle(element).backgroundColor,
      texts: (isLeaf(element) && element.textContent.trim() ? [element] : leaves).map(written),
      pictures: pictures.map((canvas) => ({ box: boxOf(canvas), data: canvas.toDataURL("image/png") })),
      rows: [...element.querySelectorAll(".atlas-row")].filter(within).map((row) => row.getAttribute("aria-label") || row.textContent),
    };
  }

  /** Tell whether the middle of something lies in all the boxes around it, up to its card: what is scrolled away does not. */
  function isInSight(child, card) {
    const [, y, , high] = boxOf(child);
    for (let around = child.parentElement; around && card.contains(around); around = around.parentElement) {
      const [, top, , tall] = boxOf(around);
      if ((around === card || getComputedStyle(around).overflowY !== "visible") && (y + high / 2 < top || y + high / 2 > top + tall)) {
        return false;
      }
    }
    return true;
  }

  /** A leaf has text of its own, perhaps with inline marks in it. */
  function isLeaf(element) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return own && !["MARK", "B"].includes(element.tagName);
  }

  /** Return symbols and marks that lie on native lines, as pictures with no ground. */
  function symbols(native) {
    const zoom = page.map.getZoom();
    const shown = [...page.items.values()].map(({ drawn }) => drawn).filter((drawn) => drawn && drawn.item.kind === "point" && drawn.isShown(zoom));
    const near = atlas.symbolBoxes().filter((box) => native.some((line) => line.strands.some((strand) => touches(strand, box))));
    return near.map((box) => cut(shown, box)).filter(Boolean);
  }

  function touches(strand, { x, y, w, h }) {
    const [mx, my] = [x + w / 2, y + h / 2];
    const reach = Math.max(w, h) / 2 + ROOM_PX;
    return strand.some((point, index) => index > 0 && L.LineUtil.pointToSegmentDistance(L.point(mx, my), L.point(strand[index - 1]), L.point(point)) < reach);
  }

  /** Draw the points and marks of a small box; null where it is out of sight. */
  function cut(shown, { id, x, y, w, h }) {
    const box = [Math.floor(x) - 1, Math.floor(y) - 1, Math.ceil(w) + 2, Math.ceil(h) + 2];
    if (!inside(box)) {
      return null;
    }
    const piece = document.createElement("canvas");
    [piece.width, piece.height] = [box[2] * RATIO, box[3] * RATIO];
    const ctx = piece.getContext("2d");
    const view = page.sheet.viewOf(RATIO, box);
    view.toPixels(ctx);
    page.sheet._drawPoints(ctx, view, shown);
    atlas.marks.paint(ctx, view);
    return { id, box, data: piece.toDataURL("image/png") };
  }

  /** Return all that a slide draws itself, as it is on show now. */
  shapes.read = function () {
    const size = page.map.getSize();
    const bounds = page.map.getBounds();
    const native = lines();
    return {
      size: [size.x, size.y],
      area: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
      lines: native,
      symbols: symbols(native),
      names: names(),
      cards: Object.fromEntries(Object.entries(CARDS).map(([name, selector]) => [name, card(selector)]).filter(([, found]) => found)),
    };
  };

  /** Leave out of the map what ``read`` told. */
  shapes.strip = function () {
    const { sheet } = page;
    sheet._drawLines = (ctx, view, drawn) => Object.getPrototypeOf(sheet)._drawLines.call(sheet, ctx, view, drawn.filter((one) => !isNative(one)));
    document.documentElement.classList.add("is-stripped");
    sheet.redraw();
  };

  /** Put everything back. */
  shapes.whole = function () {
    delete page.sheet._drawLines;
    document.documentElement.classList.remove("is-stripped");
    page.sheet.redraw();
  };
})((window.atlas = window.atlas || {}));
