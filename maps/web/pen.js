/* The pen, the eraser and the pointers: what the mouse does on the map while one of them is in the speaker's hand. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;
  const PENS = new Set(["ink", "arrow", "circle"]);
  const POINTERS = new Set(["dot", "spot", "spotlight"]);
  const THIN_PX = 0.5;
  const SHORTEST_PX = 4;
  const MOST_POINTS = 2000;

  const pen = (atlas.pen = {});
  /** The stroke under way: its points in world units, and whether it was told of. */
  let stroke = null;
  let isErasing = false;
  let at = null;
  let frame = 0;
  let hasBegun = false;

  pen.isDrawing = () => Boolean(stroke);

  /** Tell whether a tool belongs here, so that a click with it means nothing else. */
  pen.serves = (tool) => PENS.has(tool) || POINTERS.has(tool) || tool === "erase";

  /** Take a tool into the hand, or lay it down. */
  pen.set = function (tool) {
    begin();
    lift();
    const isPen = PENS.has(tool) || tool === "erase";
    page.map.dragging[isPen ? "disable" : "enable"]();
    if (!POINTERS.has(tool) && at) {
      at = null;
      cancelAnimationFrame(frame);
      frame = 0;
    }
  };

  function begin() {
    if (hasBegun) {
      return;
    }
    hasBegun = true;
    const container = page.map.getContainer();
    container.addEventListener("pointerdown", press, { capture: true });
    container.addEventListener("pointermove", move, { capture: true });
    for (const type of ["pointerup", "pointercancel"]) {
      window.addEventListener(type, lift, { capture: true });
    }
    container.addEventListener("pointerleave", leave);
  }

  function press(event) {
    const isMap = !event.target.closest(".atlas-card, .atlas-strip");
    if (event.button !== 0 || !isMap) {
      return;
    }
    if (PENS.has(page.tool)) {
      stroke = { kind: page.tool, points: [world(event)], isTold: false };
      capture(event);
    } else if (page.tool === "erase") {
      isErasing = true;
      capture(event);
      erase(world(event));
    }
  }

  /** Keep the pointer though it leaves the map; one that is gone already is no loss. */
  function capture(event) {
    try {
      page.map.getContainer().setPointerCapture(event.pointerId);
    } catch (error) {
      if (error.name !== "NotFoundError") {
        throw error;
      }
    }
  }

  /** Return where a pointer is, in world units: it stays there though the wheel moves the map meanwhile. */
  function world(event) {
    const box = page.map.getContainer().getBoundingClientRect();
    const origin = page.map.getPixelBounds().min;
    const scale = 2 ** page.map.getZoom();
    return [(event.clientX - box.left + origin.x) / scale, (event.clientY - box.top + origin.y) / scale];
  }

  function move(event) {
    if (stroke) {
      const finer = stroke.kind === "ink" && event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      (finer.length ? finer : [event]).forEach((each) => stroke.points.push(world(each)));
      tellSoon();
    } else if (isErasing) {
      (event.getCoalescedEvents().length ? event.getCoalescedEvents() : [event]).forEach((each) => erase(world(each)));
    } else if (POINTERS.has(page.tool)) {
      at = world(event);
      tellSoon();
    }
  }

  function leave() {
    if (POINTERS.has(page.tool) && at) {
      cancelAnimationFrame(frame);
      frame = 0;
      point(false);
      at = null;
    }
  }

  /** At most one report per frame. */
  function tellSoon() {
    frame = frame || requestAnimationFrame(() => {
      frame = 0;
      if (stroke) {
        draw(false);
      } else if (at) {
        point(true);
      }
    });
  }

  function point(isInside) {
    atlas.send("PointerMoved", { lon: mercator.lon(at[0]), lat: mercator.lat(at[1]), is_inside: isInside });
  }

  /** Show the stroke under way at once, and tell of it. */
  function draw(isLast) {
    const points = thinned(stroke);
    const [first, last] = [points[0], points[points.length - 1]];
    const scale = 2 ** page.map.getZoom();
    const span = points.reduce((most, [x, y]) => Math.max(most, Math.hypot(x - first[0], y - first[1])), 0) * scale;
    if (points.length < 2 || (span < SHORTEST_PX && !stroke.isTold)) {
      return;
    }
    const drawn = stroke.kind === "ink" ? points : [first, last];
    const lons = drawn.map(([x]) => mercator.lon(x));
    const lats = drawn.map(([, y]) => mercator.lat(y));
    atlas.ink.pending = atlas.ink.mark(stroke.kind, lons, lats);
    stroke.isTold = true;
    page.sheet.redraw();
    atlas.send("InkDrawn", { kind: stroke.kind, lons, lats, is_last: isLast });
  }

  /** Leave out points that lie within a pixel of the line (Douglas and Peucker); of a very long line, more. */
  function thinned({ points }) {
    const scale = 2 ** page.map.getZoom();
    const pixels = points.map(([x, y]) => L.point(x * scale, y * scale));
    let kept = L.LineUtil.simplify(pixels, THIN_PX);
    for (let step = 2; kept.length > MOST_POINTS; step *= 2) {
      kept = L.LineUtil.simplify(pixels, THIN_PX * step);
    }
    return kept.map(({ x, y }) => [x / scale, y / scale]);
  }

  /** The stroke stays in sight until Python's own drawing holds it. */
  function lift() {
    if (stroke) {
      cancelAnimationFrame(frame);
      frame = 0;
      draw(true);
      stroke = null;
    }
    isErasing = false;
  }

  /** Tell where the eraser touches a mark; which go is Python's to say. */
  function erase([x, y]) {
    if (atlas.ink.hit(x, y).length) {
      atlas.send("InkDrawn", { kind: "erase", lons: [mercator.lon(x)], lats: [mercator.lat(y)], is_last: true });
    }
  }
})((window.atlas = window.atlas || {}));
