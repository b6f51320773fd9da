/*
 * Marks along a way: borders, changes of gauge, transfers, bottlenecks; and crosses on what is broken.
 *
 * They are part of the sheet's drawing, so that they keep to the map in every frame; their texts are wishes of
 * the names (labels.js). Where marks would lie on each other the weightier one stays until the map is nearer.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;

  /** From the weightiest: who stays where there is no room, and whose text gets a place first. */
  const WEIGHTS = { start: 1500, end: 1500, broken: 1450, bottleneck: 1300, water: 1250, gauge: 870, transfer: 860, hub: 1200, border: 650 };
  const TICKS = new Set(["border", "gauge"]);
  const TICK_STEP = 10;
  const BADGE_STEP = 17;
  const APART_PX = 9;
  const REACH = 9;
  const PIN = { up: 22, radius: 9.5 };
  const TITLE_ROOM = 12;
  const LONGEST_EM = 21;
  const SAME_PLACE = 1e-4;

  const marks = (atlas.marks = { all: [] });
  let kept = { zoom: NaN, list: [] };
  let tag = null;

  /** Take the marks of a DrawWays command; ``legs`` are those that they lie on. */
  marks.show = function (message, legs) {
    begin();
    const seen = new Set();
    marks.all = [];
    message.mark_kinds.forEach((kind, index) => {
      const [lon, lat, text] = [message.mark_lons[index], message.mark_lats[index], message.mark_texts[index]];
      const key = `${kind} ${lon.toFixed(3)} ${lat.toFixed(3)} ${text}`;
      if (!seen.has(key)) {
        seen.add(key);
        marks.all.push({ id: `mark:${index}`, kind, lon, lat, text, x: mercator.x(lon), y: mercator.y(lat), dx: 0, dy: 0, angle: 0 });
      }
    });
    kept = { zoom: NaN, list: [] };
    snap();
    turn(legs);
    spread();
    marks.all.sort((one, other) => (WEIGHTS[other.kind] || 0) - (WEIGHTS[one.kind] || 0));
  };

  function begin() {
    if (!tag) {
      tag = atlas.element("div", "atlas-tag", "", { "aria-hidden": "true" });
      tag.hidden = true;
      page.map.getContainer().append(tag);
      page.map.on("mousemove", (event) => name(event.containerPoint));
      page.map.on("movestart zoomstart mouseout", () => (tag.hidden = true));
    }
  }

  /** What is broken has its cross already: its mark only brings the text there. */
  function snap() {
    const crosses = atlas.ways.crosses(page.map.getMaxZoom());
    for (const mark of marks.all.filter(({ kind }) => kind === "broken")) {
      const far = ({ x, y }) => Math.hypot(x - mark.x, y - mark.y);
      const [cross] = crosses.sort((one, other) => far(one) - far(other));
      if (cross) {
        Object.assign(mark, { x: cross.x, y: cross.y, lon: mercator.lon(cross.x), lat: mercator.lat(cross.y), isDrawn: true });
      }
    }
  }

  /** Give each mark the direction of the way at its place, from left to right. */
  function turn(legs) {
    for (const mark of marks.all) {
      let least = Infinity;
      for (const strand of legs.flatMap((drawn) => (drawn && drawn.strands) || [])) {
        for (let index = 0; index + 3 < strand.length; index += 2) {
          const [dx, dy] = [strand[index + 2] - strand[index], strand[index + 3] - strand[index + 1]];
          const far = Math.hypot(strand[index] + dx / 2 - mark.x, strand[index + 1] + dy / 2 - mark.y) - Math.hypot(dx, dy) / 2;
          if (far < least && (dx || dy)) {
            least = far;
            mark.angle = dx < 0 ? Math.atan2(-dy, -dx) : Math.atan2(dy, dx);
          }
        }
      }
    }
  }

  /** Put marks of one place side by side: ticks along the way, badges on it or, beside ticks, below it. */
  function spread() {
    const places = new Map();
    for (const mark of marks.all.filter(({ kind }) => !["start", "end", "broken"].includes(kind))) {
      const key = `${Math.round(mark.x / SAME_PLACE)} ${Math.round(mark.y / SAME_PLACE)}`;
      places.set(key, [...(places.get(key) || []), mark]);
    }
    for (const place of places.values()) {
      const ticks = place.filter(({ kind }) => TICKS.has(kind));
      ticks.forEach((mark, index) => {
        const along = (index - (ticks.length - 1) / 2) * TICK_STEP;
        Object.assign(mark, { dx: along * Math.cos(mark.angle), dy: along * Math.sin(mark.angle) });
      });
      place.filter(({ kind }) => !TICKS.has(kind)).forEach((mark, index) => {
        const beside = (index + (ticks.length ? 1.1 : 0)) * BADGE_STEP;
        Object.assign(mark, { dx: -beside * Math.sin(mark.angle), dy: beside * Math.cos(mark.angle) });
      });
    }
  }

  /** Return the marks that have room at a zoom, the weightiest first. */
  function fitting(zoom) {
    if (kept.zoom !== zoom) {
      const scale = 2 ** zoom;
      const list = [];
      for (const mark of marks.all) {
        const [x, y] = [mark.x * scale + mark.dx, mark.y * scale + mark.dy - (isPin(mark) ? PIN.up : 0)];
        if (list.every((other) => Math.hypot(other.x - x, other.y - y) >= APART_PX)) {
          list.push({ mark, x, y });
        }
      }
      kept = { zoom, list: list.map(({ mark }) => mark) };
    }
    return kept.list;
  }

  function isPin({ kind }) {
    return kind === "start" || kind === "end";
  }

  /** Paint crosses and marks, the weightiest last; called after the points of the sheet. */
  marks.paint = function (ctx, view) {
    for (const cross of atlas.ways.broken.size ? atlas.ways.crosses(view.zoom) : []) {
      const [x, y] = view.pixel(cross.x, cross.y);
      if (view.holdsPixels(x - 20, y - 20, x + 20, y + 20)) {
        atlas.markShapes.cross(ctx, x, y, cross.isNode ? cross.reach + 5 : cross.reach + 2.2);
      }
    }
    for (const mark of [...fitting(view.zoom)].reverse()) {
      const [x, y] = view.pixel(mark.x, mark.y);
      if (!mark.isDrawn && view.holdsPixels(x - 40, y - 40, x + 40, y + 40)) {
        atlas.markShapes.draw(ctx, mark.kind, x + mark.dx, y + mark.dy, mark.angle);
      }
    }
  };

  /** Return a mark's box in pixels of the window. */
  function boxOf(mark, at) {
    const up = isPin(mark) ? PIN.up + PIN.radius : REACH;
    return { id: mark.id, x: at[0] + mark.dx - REACH, y: at[1] + mark.dy - up, w: 2 * REACH, h: up + (isPin(mark) ? 2 : REACH) };
  }

  /** Return the boxes of all marks in sight, which names have to leave free. */
  marks.boxes = function (frame) {
    const crosses = atlas.ways.crosses(frame.zoom).map(({ x, y, reach }, index) => {
      const [cx, cy] = frame.pixel(x, y);
      return { id: `cross:${index}`, x: cx - reach - 3, y: cy - reach - 3, w: 2 * reach + 6, h: 2 * reach + 6 };
    });
    const boxes = fitting(frame.zoom).map((mark) => boxOf(mark, frame.pixel(mark.x, mark.y)));
    return [...boxes, ...crosses].filter((box) => frame.holds([box.x, box.y], 40));
  };

  /** Return the texts of the marks as wishes of the names. */
  marks.wishes = function (frame) {
    const writing = atlas.writing.of("port");
    const size = atlas.writing.size(writing, frame.zoom, frame.size.x);
    return fitting(frame.zoom).filter(({ text }) => text).map((mark) => {
      const at = frame.pixel(mark.x, mark.y);
      const text = short(mark.text, writing, size);
      return {
        id: mark.id, text, writing, style: "mark",
        forms: [{ size, width: atlas.writing.width(text, writing, size), height: Math.round(size * 1.22) }],
        priority: WEIGHTS[mark.kind] || 500,
        at: [[at[0] + mark.dx, at[1] + mark.dy]],
        reach: REACH,
        spare: null, fars: [0, 9, 19, 30], last: 0,
        anchor: [mark.lon, mark.lat],
      };
    }).filter(({ at }) => frame.holds(at[0], 0));
  };

  /** Return a text cut to what a map bears; the pointer brings it in full. */
  function short(text, writing, size) {
    const fits = (words) => atlas.writing.width(words, writing, size) <= LONGEST_EM * size;
    if (fits(text)) {
      return text;
    }
    let part = text;
    while (part && !fits(`${part}…`)) {
      part = part.slice(0, -2).trimEnd();
    }
    return `${part}…`;
  }

  /** Name the mark under the pointer: its kind, and its text in full. */
  function name(at) {
    const origin = page.map.getPixelBounds().min;
    const scale = 2 ** page.map.getZoom();
    const found = fitting(page.map.getZoom()).find((mark) => {
      const [x, y] = [mark.x * scale - origin.x + mark.dx, mark.y * scale - origin.y + mark.dy - (isPin(mark) ? PIN.up : 0)];
      return Math.hypot(at.x - x, at.y - y) <= TITLE_ROOM;
    });
    tag.hidden = !found || atlas.camera.isMoving();
    if (!tag.hidden) {
      tag.textContent = [atlas.text(`mark_${found.kind}`), found.text].filter(Boolean).join(": ");
      const x = Math.min(at.x + 14, page.map.getSize().x - tag.offsetWidth - 6);
      tag.style.transform = `translate(${Math.round(x)}px, ${Math.round(Math.max(4, at.y - 12 - tag.offsetHeight))}px)`;
    }
  }

  /** Return the kinds of marks on show. */
  marks.kinds = () => new Set(marks.all.map(({ kind }) => kind));
})((window.atlas = window.atlas || {}));
