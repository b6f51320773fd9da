/* Geometry of lines: how near a point lies. */
(function (atlas) {
  "use strict";

  /** Return how far a point lies from a flat list of coordinates (all in world units). */
  atlas.distance = function (strand, x, y) {
    let least = Infinity;
    for (let index = 0; index + 3 < strand.length; index += 2) {
      const dx = strand[index + 2] - strand[index];
      const dy = strand[index + 3] - strand[index + 1];
      const length = dx * dx + dy * dy;
      const share = length ? Math.max(0, Math.min(1, ((x - strand[index]) * dx + (y - strand[index + 1]) * dy) / length)) : 0;
      least = Math.min(least, Math.hypot(x - strand[index] - share * dx, y - strand[index + 1] - share * dy));
    }
    return least;
  };

  /** Tell whether a point lies within ``room`` of a flat list of coordinates (all in world units). */
  atlas.isNear = function (strand, x, y, room) {
    for (let index = 0; index + 3 < strand.length; index += 2) {
      const ax = strand[index];
      const ay = strand[index + 1];
      const dx = strand[index + 2] - ax;
      const dy = strand[index + 3] - ay;
      const length = dx * dx + dy * dy;
      const share = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
      const ex = x - ax - share * dx;
      const ey = y - ay - share * dy;
      if (ex * ex + ey * ey <= room * room) {
        return true;
      }
    }
    return false;
  };
})((window.atlas = window.atlas || {}));
