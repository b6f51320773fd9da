/* Names on the map: DOM elements in one pane, placed whenever the map rests. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;

  const CENTRED = new Set(["country-focus", "country", "country-small", "sea", "lake", "water"]);
  const SPARE_COLUMNS = 32;
  const SPARE_ROWS = 24;
  const SMALLER = [1, 0.84, 0.7, 0.6];
  const TWICE_PX = 60;
  const LED_FROM = 16;
  const PRINCIPAL = 900;
  const FADED_AT = 0.9;
  const FADE_MS = 180;

  const written = new Map();
  const labels = (atlas.labels = { pending: false, isAwaited: false });
  let pane = null;
  let placedZoom = 0;
  let hasFaded = false;

  labels.start = function () {
    pane = page.map.createPane("atlas-labels");
    pane.style.zIndex = 620;
    page.map.on("zoomanim", (event) => glide(event.center, event.zoom));
    page.map.on("zoom viewreset", follow);
  };

  /** Return what is to be written now: one wish per name that may show at this zoom. */
  function wishes(frame) {
    const zoom = page.map.getZoom();
    const found = [];
    for (const { item, drawn } of page.items.values()) {
      const label = item.label;
      const marked = page.selected.has(item.id) || page.glowing.has(item.id);
      if (!label || !page.parts.has(item.part) || (drawn && !drawn.isShown(zoom))) {
        continue;
      }
      if (!marked && (zoom < label.min_zoom || zoom > label.max_zoom)) {
        continue;
      }
      const wish = wishFor(item, drawn, label, marked, frame);
      if (wish) {
        found.push(wish);
      }
    }
    return found.concat(atlas.marks.wishes(frame));
  }

  function wishFor(item, drawn, label, marked, frame) {
    const isPoint = item.kind === "point" && !CENTRED.has(label.style);
    const at = (label.at.length ? label.at : [item.coordinates]).map(([lon, lat]) => frame.pixel(mercator.x(lon), mercator.y(lat)));
    const isNear = isPoint ? frame.holds(at[0], 0) : drawn && drawn.bounds ? mercator.meet(drawn.bounds, frame.bounds) : frame.holds(at[0], 0);
    const name = isNear ? atlas.nameOf(item.names) : "";
    if (!name) {
      return null;
    }
    const writing = atlas.writing.of(label.style);
    const size = atlas.writing.size(writing, frame.zoom, frame.size.x);
    const text = writing.caps && page.language !== "ja" ? name.toLocaleUpperCase(page.language) : name;
    const old = written.get(item.id);
    const sizes = (isPoint ? [1] : SMALLER).map((part) => Math.max(atlas.look.leastLabel(), Math.round(size * part * 2) / 2));
    const forms = [...new Set(sizes)].map((px) => {
      return { size: px, width: atlas.writing.width(text, writing, px), height: Math.round(px * 1.22) };
    });
    if (!isPoint && drawn && !marked && forms[forms.length - 1].width > 1.5 * (drawn.bounds[2] - drawn.bounds[0]) * frame.scale) {
      return null;
    }
    return {
      id: item.id, text, writing, style: label.style, forms,
      priority: label.priority + (marked ? 2000 : 0),
      at,
      reach: isPoint ? drawn.reach(frame.zoom) : null,
      spare: !isPoint && item.kind === "area" && drawn ? spares(drawn, frame, label) : null,
      fars: label.priority >= PRINCIPAL ? [0, 9, 19, 30, 44, 60, 78] : [0, 9],
      last: old ? old.choice : 0,
      anchor: isPoint ? item.coordinates : null,
    };
  }

  /** Return a way to ask for further centres of an area's name; the grid behind it is made when first asked. */
  function spares(drawn, frame, label) {
    let grid = null;
    return (form, beyond) => {
      grid = grid || gridOf(drawn, frame);
      return spareCentres(grid, frame, form.width, beyond, label);
    };
  }

  /** Leave out names of places that are written already: a capital that is a hub too. */
  function once(wishes) {
    const kept = [];
    for (const wish of [...wishes].sort((one, other) => other.priority - one.priority)) {
      const isTwice = (other) => other.text === wish.text && other.anchor && Math.hypot(other.at[0][0] - wish.at[0][0], other.at[0][1] - wish.at[0][1]) < TWICE_PX;
      if (!wish.anchor || !kept.some(isTwice)) {
        kept.push(wish);
      }
    }
    return kept;
  }

  /** Return where an area holds the points of a grid over its visible part: asked once, used for every size of its name. */
  function gridOf(drawn, frame) {
    const left = Math.max(drawn.bounds[0], frame.bounds[0]);
    const top = Math.max(drawn.bounds[1], frame.bounds[1]);
    const right = Math.min(drawn.bounds[2], frame.bounds[2]);
    const bottom = Math.min(drawn.bounds[3], frame.bounds[3]);
    const wide = (right - left) / SPARE_COLUMNS;
    const high = (bottom - top) / SPARE_ROWS;
    const inside = [];
    for (let row = 0; row < SPARE_ROWS; row += 1) {
      for (let column = 0; column < SPARE_COLUMNS; column += 1) {
        inside.push(drawn.holdsRoughly(left + (column + 0.5) * wide, top + (row + 0.5) * high));
      }
    }
    const holds = (column, row) => column >= 0 && column < SPARE_COLUMNS && inside[row * SPARE_COLUMNS + column];
    return { left, top, wide, high, holds };
  }

  /**
   * Return points of the visible part of an area, those near its middle first; with ``beyond``
   * points from which only an end of the name reaches into it (for the countries in focus).
   */
  function spareCentres(grid, frame, width, beyond, label) {
    if (beyond && label.style !== "country-focus") {
      return [];
    }
    const arm = Math.round(((beyond ? 0.3 : 0.4) * width) / frame.scale / grid.wide);
    const reach = beyond ? Math.ceil((0.5 * width) / frame.scale / grid.wide) : 0;
    const found = [];
    for (let column = -reach; column < SPARE_COLUMNS + reach; column += 1) {
      for (let row = 0; row < SPARE_ROWS; row += 1) {
        const ends = [grid.holds(column - arm, row), grid.holds(column + arm, row)];
        if (beyond ? ends[0] || ends[1] : ends[0] && ends[1] && grid.holds(column, row)) {
          found.push([grid.left + (column + 0.5) * grid.wide, grid.top + (row + 0.5) * grid.high]);
        }
      }
    }
    const middle = [0, 1].map((axis) => found.reduce((sum, point) => sum + point[axis], 0) / (found.length || 1));
    const far = (point) => Math.hypot(point[0] - middle[0], 1.6 * (point[1] - middle[1]));
    return found.sort((one, other) => far(one) - far(other)).map(([x, y]) => frame.pixel(x, y));
  }

  /** Return the window as the names need it: pixels of the window from world units. */
  function frameNow() {
    const map = page.map;
    const scale = 2 ** map.getZoom();
    const origin = map.getPixelBounds().min;
    const size = map.getSize();
    return {
      zoom: map.getZoom(),
      scale,
      size,
      bounds: [origin.x / scale, origin.y / scale, (origin.x + size.x) / scale, (origin.y + size.y) / scale],
      pixel: (x, y) => [x * scale - origin.x, y * scale - origin.y],
      holds: ([x, y], room) => x >= -room && y >= -room && x <= size.x + room && y <= size.y + room,
    };
  }

  /** Return the boxes of all visible symbols and marks in pixels of the window. */
  atlas.symbolBoxes = function () {
    const frame = frameNow();
    const found = atlas.marks.boxes(frame);
    for (const { item, drawn } of page.items.values()) {
      if (item.kind === "point" && drawn && drawn.isShown(frame.zoom)) {
        const [x, y] = frame.pixel(drawn.x, drawn.y);
        const reach = drawn.reach(frame.zoom);
        if (frame.holds([x, y], reach)) {
          found.push({ id: item.id, x: x - reach, y: y - reach, w: 2 * reach, h: 2 * reach });
        }
      }
    }
    return found;
  };

  function controlBoxes() {
    const home = page.map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(".atlas-obstacle")]
      .map((element) => element.getBoundingClientRect())
      .filter((box) => box.width > 0)
      .map((box) => [box.left - home.left - 4, box.top - home.top - 4, box.right - home.left + 4, box.bottom - home.top + 4]);
  }

  /** Ask for the names to be placed anew soon; before Python said where to look they would be placed in vain. */
  labels.request = function () {
    if (!labels.pending && (labels.isAwaited || !atlas.hasQt())) {
      labels.pending = true;
      atlas.soon(place);
    }
  };

  /** Prefer no place because a name stood there before. */
  labels.forget = () => written.forEach((label) => (label.choice = 0));

  function place() {
    labels.pending = false;
    if (!page.map || atlas.camera.isMoving()) {
      return;
    }
    const frame = frameNow();
    const obstacles = controlBoxes();
    const isCovered = (wish) => wish.anchor && obstacles.some(([left, top, right, bottom]) => wish.at[0][0] > left && wish.at[0][0] < right && wish.at[0][1] > top && wish.at[0][1] < bottom);
    const wanted = once(wishes(frame).filter((wish) => !isCovered(wish)));
    atlas.symbolBoxes().forEach((box) => obstacles.push([box.x + 1, box.y + 1, box.x + box.w - 1, box.y + box.h - 1]));
    const placed = atlas.placeNames(wanted, obstacles, frame.size);
    const byId = new Map(wanted.map((wish) => [wish.id, wish]));
    for (const id of [...written.keys()]) {
      if (!placed.has(id)) {
        remove(id);
      }
    }
    placed.forEach((spot, id) => write(byId.get(id), spot, frame));
    appear(frame.zoom);
  }

  /** Show the names in full; after a flight in which they faded they come back softly. */
  function appear(zoom) {
    pane.hidden = false;
    pane.style.opacity = "";
    if (hasFaded && !window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      pane.animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS });
    }
    placedZoom = zoom;
    hasFaded = false;
  }

  function remove(id) {
    const old = written.get(id);
    written.delete(id);
    old.element.remove();
  }

  /** Write one name at a spot (the upper left corner in pixels of the window). */
  function write(wish, spot, frame) {
    let label = written.get(wish.id);
    if (!label) {
      const element = atlas.element("div", "atlas-label-anchor leaflet-zoom-animated", "", { "aria-hidden": "true" });
      const leader = atlas.element("i", "atlas-leader");
      const text = atlas.element("span", "");
      element.append(leader, text);
      pane.append(element);
      label = { id: wish.id, element, leader, text };
      written.set(wish.id, label);
    }
    const anchor = wish.anchor
      ? [mercator.x(wish.anchor[0]), mercator.y(wish.anchor[1])]
      : [0, 1].map((axis) => (spot[axis ? "y" : "x"] + (axis ? spot.form.height : spot.form.width) / 2) / frame.scale + frame.bounds[axis]);
    const at = frame.pixel(...anchor);
    Object.assign(label, { anchor, choice: spot.choice });
    label.text.className = `atlas-label atlas-label-${wish.style}`;
    label.text.textContent = wish.text;
    Object.assign(label.text.style, {
      left: `${spot.x - Math.round(at[0])}px`,
      top: `${spot.y - Math.round(at[1])}px`,
      width: `${spot.form.width}px`,
      height: `${spot.form.height}px`,
      lineHeight: `${spot.form.height}px`,
      fontSize: `${spot.form.size}px`,
      fontWeight: wish.writing.weight,
      fontStyle: wish.writing.italic ? "italic" : "normal",
      letterSpacing: `${wish.writing.spacing}em`,
    });
    lead(label.leader, spot, at, wish.reach);
    setPosition(label, page.map.getPixelOrigin(), 2 ** frame.zoom, true);
  }

  /** A name that had to be written far from its point is tied to it by a thin line. */
  function lead(leader, spot, at, reach) {
    leader.hidden = reach === null || spot.choice < LED_FROM;
    if (!leader.hidden) {
      const x = Math.max(spot.x, Math.min(spot.x + spot.form.width, at[0])) - at[0];
      const y = Math.max(spot.y + 4, Math.min(spot.y + spot.form.height - 4, at[1])) - at[1];
      leader.style.width = `${Math.max(0, Math.hypot(x, y) - reach)}px`;
      leader.style.transform = `rotate(${Math.atan2(y, x)}rad) translateX(${reach}px)`;
    }
  }

  function setPosition(label, origin, scale, whole) {
    const x = label.anchor[0] * scale - origin.x;
    const y = label.anchor[1] * scale - origin.y;
    L.DomUtil.setPosition(label.element, whole ? L.point(Math.round(x), Math.round(y)) : L.point(x, y));
  }

  /** Keep the names on their places in each frame of a flight; they fade as the zoom leaves the one they were placed for. */
  function follow() {
    if (atlas.camera.flight || atlas.mirror.isFollowing) {
      const off = Math.max(0, Math.abs(page.map.getZoom() - placedZoom) - (atlas.mirror.isFollowing ? 1 : 0));
      pane.style.opacity = String(Math.max(0, 1 - off / FADED_AT));
      pane.hidden = off >= FADED_AT;
      hasFaded = hasFaded || off > FADED_AT / 2;
      if (pane.hidden) {
        return;
      }
    }
    const origin = page.map.getPixelOrigin();
    const scale = 2 ** page.map.getZoom();
    written.forEach((label) => setPosition(label, origin, scale, false));
  }

  /** Let the names glide along with Leaflet's zoom animation. */
  function glide(center, zoom) {
    const origin = page.map._getNewPixelOrigin(center, zoom);
    written.forEach((label) => setPosition(label, origin, 2 ** zoom, false));
  }

  /** Return the names now on the map with their boxes in pixels of the window. */
  atlas.labelBoxes = function () {
    const home = page.map.getContainer().getBoundingClientRect();
    return [...written.values()].map((label) => {
      const box = label.text.getBoundingClientRect();
      return { id: label.id, text: label.text.textContent, x: box.left - home.left, y: box.top - home.top, w: box.width, h: box.height };
    });
  };
})((window.atlas = window.atlas || {}));
