/*
 * One map follows another: the user's own moves are told frame by frame, and an area told is shown at once.
 *
 * While it follows, the map is drawn as in a flight: the whole sheet in each frame, names on their places but not placed anew
 * until it rests.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;
  const RESTS_AFTER_MS = 150;
  const mirror = (atlas.mirror = { on: false, isFollowing: false, frames: 0 });
  let frame = 0;
  let rest = 0;
  let hasBegun = false;

  /** Tell every frame of the user's moves, or no longer. */
  mirror.set = function (on) {
    mirror.on = on;
    if (on && !hasBegun) {
      hasBegun = true;
      page.map.on("move zoom", () => isUsers() && tellSoon());
      page.map.on("zoomanim", () => isUsers() && tellSoon());
    }
  };

  function isUsers() {
    return mirror.on && atlas.camera.byUser && !atlas.camera.flight && !mirror.isFollowing;
  }

  /** At most one report per frame; an animated zoom moves no map until its end, so each of its frames asks for the next. */
  function tellSoon() {
    if (!frame) {
      frame = requestAnimationFrame(() => {
        frame = 0;
        atlas.send("ViewMoving", area());
        if (page.map._animatingZoom && mirror.on) {
          tellSoon();
        }
      });
    }
  }

  /** Return the area in sight now, in degrees; in an animated zoom that is between two views. */
  function area() {
    const map = page.map;
    const { center, zoom } = map._animatingZoom ? between(map) : { center: map.project(map.getCenter(), 0), zoom: map.getZoom() };
    const half = map.getSize().divideBy(2 * 2 ** zoom);
    const [min, max] = [center.subtract(half), center.add(half)];
    return { west: mercator.lon(min.x), south: mercator.lat(max.y), east: mercator.lon(max.x), north: mercator.lat(min.y) };
  }

  /** Return the view that the browser shows: Leaflet's proxy is on the way from the old centre and scale to the new. */
  function between(map) {
    const now = new DOMMatrixReadOnly(getComputedStyle(map._proxy).transform);
    const scale = 2 * now.a;
    return { center: L.point(now.e / scale, now.f / scale), zoom: Math.log2(scale) };
  }

  /** Show an area at once, whole, in the middle of the window; it is over when nothing came for a while. */
  mirror.follow = function ({ west, south, east, north }) {
    const map = page.map;
    const { center, zoom } = whole(west, south, east, north);
    if (!mirror.isFollowing) {
      atlas.camera.halt();
      mirror.isFollowing = true;
      page.sheet.setFlying(true);
      map._moveStart(true, false);
    }
    atlas.camera.byUser = false;
    atlas.camera.asked = [west, south, east, north, false];
    mirror.frames += 1;
    map._move(center, zoom, { flyTo: true });
    clearTimeout(rest);
    rest = setTimeout(mirror.end, RESTS_AFTER_MS);
  };

  /** Return the middle of an area and the zoom at which it just fits: not a round one, or the mirror would jump. */
  function whole(west, south, east, north) {
    const map = page.map;
    const size = map.getSize();
    const [left, right, top, bottom] = [mercator.x(west), mercator.x(east), mercator.y(north), mercator.y(south)];
    const exact = Math.log2(Math.min(size.x / Math.max(right - left, 1e-9), size.y / Math.max(bottom - top, 1e-9)));
    const zoom = Math.min(map.getMaxZoom(), Math.max(map.getMinZoom(), exact));
    const middle = L.latLng(mercator.lat((top + bottom) / 2), mercator.lon((left + right) / 2));
    return { center: map._limitCenter(middle, zoom, map.options.maxBounds), zoom };
  }

  /** Come to rest where the map is. */
  mirror.end = function () {
    if (mirror.stop()) {
      page.map._moveEnd(true);
    }
  };

  /** No longer follow, without coming to rest: another order takes over. Tells whether it did follow. */
  mirror.stop = function () {
    const did = mirror.isFollowing;
    clearTimeout(rest);
    mirror.isFollowing = false;
    if (did) {
      page.sheet.setFlying(false);
    }
    return did;
  };
})((window.atlas = window.atlas || {}));
