/* The page as a film's model: the camera goes where it is told, frame by frame, on the way and with the easing of a flight. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const film = (atlas.film = {});
  let from = null;
  let path = null;
  let target = null;
  let whenIdle = null;

  /** Remember where the map is: the next flight begins here. */
  film.mark = function () {
    from = { center: page.map.getCenter(), zoom: page.map.getZoom() };
  };

  /** Go back to the remembered place; tells how long the flight to where the map was takes, 0 for none. */
  film.begin = function (limit) {
    const { map } = page;
    target = { center: map.getCenter(), zoom: map.getZoom() };
    if (!from) {
      return 0;
    }
    map.setView(from.center, from.zoom, { animate: false });
    path = atlas.camera.way(map, target.center, target.zoom);
    const isNear = path.total * atlas.camera.MS_PER_UNIT < 40;
    if (isNear) {
      map.setView(target.center, target.zoom, { animate: false });
      return 0;
    }
    return Math.min(limit, Math.max(atlas.camera.SHORTEST_MS, path.total * atlas.camera.MS_PER_UNIT));
  };

  /** Show the flight after a share of its time, 0 to 1. */
  film.at = function (share) {
    const { map, sheet } = page;
    if (!whenIdle) {
      whenIdle = atlas.whenIdle;
      atlas.whenIdle = drawn;
      atlas.camera.flight = { frame: 0, frames: 0 };
      sheet.setFlying(true);
      map._moveStart(true, false);
    }
    const now = path.at(atlas.camera.ease(share));
    const height = Math.max(map.getMinZoom(), now.zoom);
    map._move(map._limitCenter(map.unproject(now.point, 0), height, map.options.maxBounds), height, { flyTo: true });
    return drawn();
  };

  /** Come to rest at the target. */
  film.end = function () {
    if (whenIdle) {
      atlas.whenIdle = whenIdle;
      whenIdle = null;
      atlas.camera.flight = null;
      page.sheet.setFlying(false);
      page.map._move(target.center, target.zoom)._moveEnd(true);
    }
  };

  /** Resolve once this frame of a flight is drawn, its tiles too: the camera itself waits for the next order. */
  async function drawn() {
    do {
      await new Promise((resolve) => atlas.soon(resolve));
    } while (page.basemap.isLoading() || page.sheet.isPending());
    await new Promise((resolve) => atlas.soon(resolve));
  }
})((window.atlas = window.atlas || {}));
