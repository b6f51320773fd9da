/*
 * Ink: lines, arrows and circles that the speaker draws on the map, and the pen that draws them.
 *
 * Marks are part of the sheet's drawing (see sheet.js), so that they keep to the map in every frame. What is not kept
 * fades some seconds after it came; that is the page's own play, of which nobody who waits for the page has to hear.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;
  const WORLD = 256;
  /** Gone 6 s after it was drawn. */
  const LASTS_MS = 5200;
  const FADES_MS = 800;
  const WIDTH = 5;
  const CASING = 4;
  const EDGE = 1.6;
  const HEAD = 4.6;
  const REACH_PX = 12;
  const COLOURS = {
    light: { line: "#c400a8", casing: "#ffffff", edge: "rgba(27, 31, 39, 0.8)" },
    dark: { line: "#ff6bea", casing: "#0c121b", edge: "rgba(238, 241, 246, 0.85)" },
  };

  const ink = (atlas.ink = { marks: [], pending: null });
  let born = new Map();
  let timer = 0;

  /** Draw exactly the marks of a DrawInk command; one that was there before is no younger for it. */
  ink.show = function ({ kinds, lons, lats, kept }) {
    const now = performance.now();
    const seen = new Map();
    ink.marks = kinds.map((kind, index) => {
      const name = `${kind} ${lons[index]} ${lats[index]}`;
      const count = seen.get(name) || 0;
      seen.set(name, count + 1);
      const key = `${name} ${count}`;
      return { ...ink.mark(kind, lons[index], lats[index]), key, isKept: kept[index], since: born.get(key) || now };
    });
    born = new Map(ink.marks.filter((mark) => !mark.isKept).map((mark) => [mark.key, mark.since]));
    if (!atlas.pen.isDrawing()) {
      ink.pending = null;
    }
    page.sheet.redraw();
    wake();
  };

  /** Return a mark with its positions in world units. */
  ink.mark = function (kind, lons, lats) {
    return { kind, lons, lats, flat: mercator.flat(Array.from(lons, (lon, index) => [lon, lats[index]])) };
  };

  function alphaOf(mark, now) {
    return mark.isKept || mark.since === undefined ? 1 : Math.max(0, Math.min(1, 1 - (now - mark.since - LASTS_MS) / FADES_MS));
  }

  /** Draw again when the next mark begins to fade, and in each frame while one does. */
  function wake() {
    clearTimeout(timer);
    const now = performance.now();
    const ages = ink.marks.filter((mark) => !mark.isKept && alphaOf(mark, now) > 0).map((mark) => now - mark.since);
    if (ages.length) {
      const wait = LASTS_MS - Math.max(...ages);
      timer = setTimeout(fade, isStill() ? Math.max(30, wait + FADES_MS) : Math.max(30, wait));
    }
  }

  function isStill() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  function fade() {
    page.sheet.redrawAside();
    wake();
  }

  /** Paint all marks; called at the end of the sheet's drawing. */
  ink.paint = function (ctx, view) {
    const now = performance.now();
    const shown = ink.pending ? [...ink.marks, ink.pending] : ink.marks;
    for (const mark of shown) {
      const alpha = alphaOf(mark, now);
      if (alpha > 0) {
        paint(ctx, view, mark, alpha);
      }
    }
  };

  function paint(ctx, view, mark, alpha) {
    const colours = COLOURS[page.theme] || COLOURS.light;
    const wide = atlas.look.lines;
    view.toPixels(ctx);
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.globalAlpha = alpha;
    for (const path of copies(view, mark, WIDTH * wide)) {
      for (const [colour, width] of [
        [colours.edge, WIDTH + CASING + EDGE],
        [colours.casing, WIDTH + CASING],
        [colours.line, WIDTH],
      ]) {
        ctx.strokeStyle = colour;
        ctx.lineWidth = width * wide;
        ctx.stroke(path);
      }
    }
    ctx.globalAlpha = 1;
    ctx.lineCap = "butt";
    ctx.lineJoin = "miter";
  }

  /** Return a mark as paths in pixels, also beyond the seam, as far as they are in sight. */
  function copies(view, mark, width) {
    return [-WORLD, 0, WORLD].map((shift) => pixels(view, mark.flat, shift)).filter((points) => isInSight(view, points, mark.kind)).map((points) => shape(mark.kind, points, width));
  }

  function pixels(view, flat, shift) {
    const points = [];
    for (let index = 0; index < flat.length; index += 2) {
      points.push(view.pixel(flat[index] + shift, flat[index + 1]));
    }
    return points;
  }

  function isInSight(view, points, kind) {
    const reach = kind === "circle" && points.length > 1 ? Math.hypot(points[1][0] - points[0][0], points[1][1] - points[0][1]) : 0;
    const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
    const room = reach + 20;
    return view.holdsPixels(least(xs) - room, least(ys) - room, -least(xs.map((x) => -x)) + room, -least(ys.map((y) => -y)) + room);
  }

  function least(values) {
    return values.reduce((one, other) => Math.min(one, other), Infinity);
  }

  function shape(kind, points, width) {
    const path = new Path2D();
    const [first, last] = [points[0], points[points.length - 1]];
    if (kind === "circle") {
      path.arc(first[0], first[1], Math.max(2, Math.hypot(last[0] - first[0], last[1] - first[1])), 0, 2 * Math.PI);
      return path;
    }
    path.moveTo(...first);
    if (kind === "arrow") {
      arrow(path, first, last, width);
    } else {
      smooth(path, points);
    }
    return path;
  }

  /** A line through the middles of its steps, bent at its points: it looks as it was drawn. */
  function smooth(path, points) {
    for (let index = 1; index < points.length - 1; index += 1) {
      const [x, y] = points[index];
      const next = points[index + 1];
      path.quadraticCurveTo(x, y, (x + next[0]) / 2, (y + next[1]) / 2);
    }
    path.lineTo(...points[points.length - 1]);
  }

  function arrow(path, from, to, width) {
    path.lineTo(...to);
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const arm = Math.min(HEAD * width, Math.max(width * 2, Math.hypot(to[0] - from[0], to[1] - from[1]) * 0.6));
    for (const side of [-1, 1]) {
      path.moveTo(to[0] - arm * Math.cos(angle + side * 0.5), to[1] - arm * Math.sin(angle + side * 0.5));
      path.lineTo(...to);
    }
  }

  /** Return the marks in sight under a position in world units. */
  ink.hit = function (x, y) {
    const scale = 2 ** page.map.getZoom();
    const room = (REACH_PX + (WIDTH * atlas.look.lines) / 2) / scale;
    const now = performance.now();
    return ink.marks.filter((mark) => alphaOf(mark, now) > 0 && isHit(mark, x, y, room));
  };

  function isHit({ kind, flat }, x, y, room) {
    if (kind === "circle") {
      const radius = Math.hypot(flat[2] - flat[0], flat[3] - flat[1]);
      return Math.abs(Math.hypot(x - flat[0], y - flat[1]) - radius) <= room;
    }
    return atlas.isNear(flat, x, y, room);
  }

  /** What is drawn, for tests. */
  ink.state = function () {
    const now = performance.now();
    return {
      marks: ink.marks.map((mark) => ({ kind: mark.kind, points: mark.lons.length, isKept: mark.isKept, alpha: alphaOf(mark, now) })),
      isDrawing: atlas.pen.isDrawing(),
    };
  };

  /** Let marks be older by so many ms, for tests. */
  ink.age = function (ms) {
    for (const mark of ink.marks) {
      mark.since -= ms;
      born.set(mark.key, mark.since);
    }
    fade();
  };
})((window.atlas = window.atlas || {}));
