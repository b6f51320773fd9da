/* The camera: fitting an area, flying there, and reporting where the map came to rest. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const CURVE = 1.42;
  const SHORTEST_MS = 260;
  const MS_PER_UNIT = 700;
  const LOWEST_ZOOM = 1;
  const FAR_LARGER = 0.9;

  const MOVING_KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "=", "-", "_"]);

  /** ``asked`` is the area last asked for, until the user moves the map: a resized window shows it again. */
  const camera = (atlas.camera = { flight: null, byUser: false, asked: null, isResizing: false });

  camera.start = function () {
    const map = page.map;
    limitZoom();
    map.on("resize", resized);
    map.on("moveend", rested);
    map.on("dragstart", () => (camera.byUser = true));
    for (const type of ["pointerdown", "wheel", "keydown", "dblclick"]) {
      map.getContainer().addEventListener(type, touched, { capture: true, passive: true });
    }
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      map.options.inertia = false;
      map._zoomAnimated = false;
    }
  };

  /** Tell whether the map is on its way: a flight, a drag, a zoom or an ebbing swing. */
  camera.isMoving = function () {
    const map = page.map;
    const swing = map._panAnim && map._panAnim._inProgress;
    return Boolean(camera.flight || atlas.mirror.isFollowing || map._animatingZoom || swing || (map.dragging && map.dragging.moving()));
  };

  /** The zoom at which the world just fills the window is the lowest one. */
  function limitZoom() {
    const size = page.map.getSize();
    const bounds = page.map.options.maxBounds;
    const world = L.latLngBounds(bounds);
    const tall = atlas.mercator.y(world.getSouth()) - atlas.mercator.y(world.getNorth());
    const needed = Math.max(Math.log2(size.x / 256), Math.log2(size.y / tall));
    page.map.setMinZoom(Math.max(LOWEST_ZOOM, Math.ceil(needed * 4) / 4));
  }

  function resized() {
    camera.isResizing = true;
    limitZoom();
  }

  /** What the user does on the map itself ends a flight, and moves it by the user. */
  function touched(event) {
    const isMap = !event.target.closest(".atlas-card, .atlas-strip");
    if (!isMap || (event.type === "keydown" && !MOVING_KEYS.has(event.key))) {
      return;
    }
    if (event.type !== "pointerdown" || camera.flight) {
      camera.byUser = true;
    }
    camera.land();
  }

  function rested() {
    if (camera.isMoving()) {
      return;
    }
    if (camera.isResizing) {
      camera.isResizing = false;
      if (camera.asked && showAgain(camera.asked)) {
        return;
      }
    }
    if (camera.byUser) {
      camera.asked = null;
    }
    const bounds = page.map.getBounds();
    atlas.send("ViewMoved", {
      west: bounds.getWest(),
      south: bounds.getSouth(),
      east: bounds.getEast(),
      north: bounds.getNorth(),
      zoom: page.map.getZoom(),
      by_user: camera.byUser,
    });
    camera.byUser = false;
    atlas.labels.request();
    atlas.arrows.request();
    atlas.controls.rescale();
  }

  /** Fit the area asked for into the window's new size; tells whether the map had to move. */
  function showAgain(asked) {
    const map = page.map;
    const { center, zoom } = camera.fit(...asked);
    if (zoom === map.getZoom() && map.latLngToContainerPoint(center).distanceTo(map.getSize().divideBy(2)) < 1) {
      return false;
    }
    map.setView(center, zoom, { animate: false });
    return true;
  }

  /** Return the centre and zoom that show an area whole; ``clear`` keeps it clear of the page's controls. */
  camera.fit = function (west, south, east, north, clear) {
    const map = page.map;
    const bounds = L.latLngBounds([south, west], [north, east]);
    const [left, top, right, bottom] = clear ? roomiest(bounds) : [0, 0, 0, 0];
    const zoom = zoomOf(bounds, [left, top, right, bottom]);
    const middle = map.project(bounds.getSouthWest(), zoom).add(map.project(bounds.getNorthEast(), zoom)).divideBy(2);
    const shifted = middle.subtract([(left - right) / 2, (top - bottom) / 2]);
    const center = map._limitCenter(map.unproject(shifted, zoom), zoom, map.options.maxBounds);
    return { center: onWholePixels(center, zoom), zoom };
  };

  function zoomOf(bounds, [left, top, right, bottom]) {
    const map = page.map;
    const fitting = map.getBoundsZoom(bounds, false, L.point(left + right, top + bottom));
    return Math.min(map.getMaxZoom(), Math.max(map.getMinZoom(), fitting));
  }

  /** Return which of the rooms that the cards may take shows an area largest; over the legend only where that shows far more. */
  function roomiest(bounds) {
    const { clear, over } = atlas.controls.rooms();
    const best = clear.reduce((one, other) => (zoomOf(bounds, other) > zoomOf(bounds, one) ? other : one));
    return zoomOf(bounds, over) - zoomOf(bounds, best) > FAR_LARGER ? over : best;
  }

  /** Return a centre for which the map's corner lies on a whole pixel: the same area is drawn the same each time. */
  function onWholePixels(center, zoom) {
    const half = page.map.getSize().divideBy(2);
    return page.map.unproject(page.map.project(center, zoom).subtract(half).round().add(half), zoom);
  }

  /** Show an area: at once, or by a flight of at most ``duration`` ms. */
  camera.show = function (west, south, east, north, clear, duration) {
    const map = page.map;
    stop();
    camera.byUser = false;
    camera.asked = [west, south, east, north, clear];
    const { center, zoom } = camera.fit(west, south, east, north, clear);
    if (duration > 0 && !document.hidden) {
      fly(center, zoom, duration);
    } else {
      map.setView(center, zoom, { animate: false });
    }
  };

  /** End whatever moves, without a report: a new order is about to follow. */
  function stop() {
    const map = page.map;
    atlas.mirror.stop();
    if (camera.flight) {
      cancelAnimationFrame(camera.flight.frame);
      camera.flight = null;
      page.sheet.setFlying(false);
    }
    if (map._animatingZoom) {
      map._onZoomTransitionEnd();
    }
    if (map._panAnim) {
      map._panAnim.stop();
    }
  }

  camera.halt = stop;

  /** End a flight where it is. */
  camera.land = function () {
    atlas.mirror.end();
    if (camera.flight) {
      cancelAnimationFrame(camera.flight.frame);
      camera.flight = null;
      page.sheet.setFlying(false);
      page.map._moveEnd(true);
    }
  };

  /** Return the way between two views after van Wijk and Nuij: out, across and in. */
  function way(map, center, zoom) {
    const from = map.project(map.getCenter(), 0);
    const to = map.project(center, 0);
    const startZoom = map.getZoom();
    const size = map.getSize();
    const width = Math.max(size.x, size.y);
    const w0 = width / 2 ** startZoom;
    const w1 = width / 2 ** zoom;
    const distance = from.distanceTo(to);
    const square = CURVE * CURVE;
    if (distance < 1e-6 || distance / Math.min(w0, w1) < 1e-3) {
      const total = Math.abs(Math.log(w1 / w0)) / CURVE;
      return { total, at: (share) => ({ point: from.add(to.subtract(from).multiplyBy(share)), zoom: startZoom + (zoom - startZoom) * share }) };
    }
    const turn = (sign, w) => {
      const b = (w1 * w1 - w0 * w0 + sign * square * square * distance * distance) / (2 * w * square * distance);
      return Math.log(Math.sqrt(b * b + 1) - b);
    };
    const r0 = turn(1, w0);
    const r1 = turn(-1, w1);
    const total = (r1 - r0) / CURVE;
    return {
      total,
      at(share) {
        const s = share * total;
        const across = (w0 / square) * (Math.cosh(r0) * Math.tanh(r0 + CURVE * s) - Math.sinh(r0));
        const w = (w0 * Math.cosh(r0)) / Math.cosh(r0 + CURVE * s);
        return { point: from.add(to.subtract(from).multiplyBy(across / distance)), zoom: Math.log2(width / w) };
      },
    };
  }

  function ease(share) {
    return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
  }

  Object.assign(camera, { way, ease, SHORTEST_MS, MS_PER_UNIT });

  function fly(center, zoom, limit) {
    const map = page.map;
    const path = way(map, center, zoom);
    const duration = Math.min(limit, Math.max(SHORTEST_MS, path.total * MS_PER_UNIT));
    const started = performance.now();
    const flight = (camera.flight = { frame: 0, frames: 0 });
    page.sheet.setFlying(true);
    map._moveStart(true, false);
    const step = () => {
      const share = Math.min(1, (performance.now() - started) / duration);
      if (camera.flight !== flight) {
        return;
      }
      flight.frames += 1;
      if (share >= 1) {
        camera.flight = null;
        camera.last = { frames: flight.frames, ms: performance.now() - started };
        page.sheet.setFlying(false);
        map._move(center, zoom)._moveEnd(true);
        return;
      }
      const now = path.at(ease(share));
      const height = Math.max(map.getMinZoom(), now.zoom);
      map._move(map._limitCenter(map.unproject(now.point, 0), height, map.options.maxBounds), height, { flyTo: true });
      flight.frame = requestAnimationFrame(step);
    };
    step();
  }
})((window.atlas = window.atlas || {}));
