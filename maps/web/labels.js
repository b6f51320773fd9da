/* Names on the map: DOM elements in one pane, placed whenever the map rests. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;

  /** How each kind of name is written: sizes by zoom [zoom, px], weight, spacing in em, slant, capitals. */
  const WRITING = {
    "country-focus": { sizes: [[3, 11.5], [4, 14.5], [5, 18.5], [6.5, 23]], weight: 700, spacing: 0.14, caps: true },
    country: { sizes: [[3, 10.5], [4, 12], [5, 14], [6.5, 18]], weight: 600, spacing: 0.12, caps: true },
    "country-small": { sizes: [[4, 10], [5.5, 12], [7, 15]], weight: 600, spacing: 0.08, caps: true },
    sea: { sizes: [[3, 11], [4, 13], [5, 15.5], [6.5, 20]], weight: 500, spacing: 0.06, italic: true },
    lake: { sizes: [[4.5, 11], [6, 13], [8, 16]], weight: 500, spacing: 0.02, italic: true },
    capital: { sizes: [[3, 11], [4.5, 12.5], [6, 15], [8, 17]], weight: 700, spacing: 0 },
    port: { sizes: [[3, 11], [4.5, 12], [6, 14], [8, 16]], weight: 600, spacing: 0 },
    hub: { sizes: [[4, 10.5], [6, 12.5], [8, 15]], weight: 500, spacing: 0 },
    deposit: { sizes: [[6, 12], [8, 14]], weight: 500, spacing: 0 },
    event: { sizes: [[2, 12], [5, 14]], weight: 700, spacing: 0 },
  };
  WRITING.water = WRITING.lake;
  const CENTRED = new Set(["country-focus", "country", "country-small", "sea", "lake", "water"]);
  const FAMILY = '"Noto Sans", "Noto Sans JP", sans-serif';
  const SPARE_COLUMNS = 24;
  const SPARE_ROWS = 20;
  const SMALLER = [1, 0.86, 0.72];
  const TWICE_PX = 60;

  const pen = document.createElement("canvas").getContext("2d");
  const written = new Map();
  const labels = (atlas.labels = { pending: false });
  let pane = null;

  labels.start = function () {
    pane = page.map.createPane("atlas-labels");
    pane.style.zIndex = 620;
    page.map.on("zoomanim", (event) => glide(event.center, event.zoom));
    page.map.on("zoom viewreset", follow);
    page.map.on("movestart", () => page.map.getContainer().classList.add("is-moving"));
  };

  /** Return the font size at a zoom; larger windows, read from farther away, get larger names. */
  function sizeOf(writing, zoom) {
    const steps = writing.sizes;
    let size = steps[0][1];
    for (let index = 1; index < steps.length; index += 1) {
      const [from, small] = steps[index - 1];
      const [to, large] = steps[index];
      size = zoom <= from ? size : small + ((large - small) * Math.min(1, (zoom - from) / (to - from)));
    }
    const window = page.map.getSize();
    return Math.round(size * Math.max(1, Math.min(1.3, Math.sqrt(window.x / 1100))) * 2) / 2;
  }

  function measure(text, writing, size) {
    pen.font = `${writing.italic ? "italic " : ""}${writing.weight} ${size}px ${FAMILY}`;
    pen.letterSpacing = `${(writing.spacing * size).toFixed(2)}px`;
    return Math.ceil(pen.measureText(text).width) + 2;
  }

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
    return found;
  }

  function wishFor(item, drawn, label, marked, frame) {
    const isPoint = item.kind === "point" && !CENTRED.has(label.style);
    const at = (label.at.length ? label.at : [item.coordinates]).map(([lon, lat]) => frame.pixel(mercator.x(lon), mercator.y(lat)));
    const isNear = isPoint ? frame.holds(at[0], 0) : drawn && drawn.bounds ? mercator.meet(drawn.bounds, frame.bounds) : frame.holds(at[0], 0);
    const name = isNear ? atlas.nameOf(item.names) : "";
    if (!name) {
      return null;
    }
    const writing = WRITING[label.style] || WRITING.hub;
    const size = sizeOf(writing, frame.zoom);
    const text = writing.caps && page.language !== "ja" ? name.toLocaleUpperCase(page.language) : name;
    const old = written.get(item.id);
    const forms = (isPoint ? [1] : SMALLER).map((part) => {
      const px = Math.max(9.5, Math.round(size * part * 2) / 2);
      return { size: px, width: measure(text, writing, px), height: Math.round(px * 1.22) };
    });
    if (!isPoint && drawn && !marked && forms[2].width > 1.5 * (drawn.bounds[2] - drawn.bounds[0]) * frame.scale) {
      return null;
    }
    return {
      id: item.id, text, writing, style: label.style, forms,
      priority: label.priority + (marked ? 2000 : 0),
      at,
      reach: isPoint ? drawn.reach(frame.zoom) : null,
      spare: !isPoint && item.kind === "area" && drawn ? (form) => spareCentres(drawn, frame, form.width) : null,
      fars: label.style === "capital" ? [0, 9, 19] : [0, 9],
      last: old ? old.choice : 0,
      anchor: isPoint ? item.coordinates : null,
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

  /** Return points of the visible part of an area, those near its middle first. */
  function spareCentres(drawn, frame, width) {
    const left = Math.max(drawn.bounds[0], frame.bounds[0]);
    const top = Math.max(drawn.bounds[1], frame.bounds[1]);
    const right = Math.min(drawn.bounds[2], frame.bounds[2]);
    const bottom = Math.min(drawn.bounds[3], frame.bounds[3]);
    const inside = [];
    for (let column = 1; column < SPARE_COLUMNS; column += 1) {
      for (let row = 1; row < SPARE_ROWS; row += 1) {
        const x = left + ((right - left) * column) / SPARE_COLUMNS;
        const y = top + ((bottom - top) * row) / SPARE_ROWS;
        const arm = (0.3 * width) / frame.scale;
        if (drawn.holds(x, y) && drawn.holds(x - arm, y) && drawn.holds(x + arm, y)) {
          inside.push([x, y]);
        }
      }
    }
    const middle = [0, 1].map((axis) => inside.reduce((sum, point) => sum + point[axis], 0) / (inside.length || 1));
    const far = (point) => Math.hypot(point[0] - middle[0], 1.6 * (point[1] - middle[1]));
    inside.sort((one, other) => far(one) - far(other));
    return inside.map(([x, y]) => frame.pixel(x, y));
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
    const found = [];
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

  /** Ask for the names to be placed anew soon. */
  labels.request = function () {
    if (!labels.pending) {
      labels.pending = true;
      atlas.soon(place);
    }
  };

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
    page.map.getContainer().classList.remove("is-moving");
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
      const text = atlas.element("span", "");
      element.append(text);
      pane.append(element);
      label = { id: wish.id, element, text };
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
    setPosition(label, page.map.getPixelOrigin(), 2 ** frame.zoom, true);
  }

  function setPosition(label, origin, scale, whole) {
    const x = label.anchor[0] * scale - origin.x;
    const y = label.anchor[1] * scale - origin.y;
    L.DomUtil.setPosition(label.element, whole ? L.point(Math.round(x), Math.round(y)) : L.point(x, y));
  }

  /** Keep the names on their places in each frame of a flight. */
  function follow() {
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
