/* Geometry of lines: how near a point lies, and the wave that a sea leg is drawn as. */
(function (atlas) {
  "use strict";

  const LENGTH_PX = 18;
  const SWING_PX = 2.6;
  const STEP_PX = 2;

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

  /** Return a path in pixels that swings along flat lists of coordinates; only what is in sight. */
  atlas.wave = function (strands, view) {
    const path = new Path2D();
    for (const strand of strands) {
      let gone = 0;
      let down = false;
      for (let index = 0; index + 3 < strand.length; index += 2) {
        const [ax, ay] = view.pixel(strand[index], strand[index + 1]);
        const [bx, by] = view.pixel(strand[index + 2], strand[index + 3]);
        const length = Math.hypot(bx - ax, by - ay);
        const seen = length > 0 && view.holdsPixels(ax, ay, bx, by);
        if (seen) {
          down = swing(path, ax, ay, (bx - ax) / length, (by - ay) / length, length, gone, down);
        } else {
          down = false;
        }
        gone += length;
      }
    }
    return path;
  };

  /** Add one straight piece to a wave; ``gone`` is the length before it. Returns that the pen is down. */
  function swing(path, ax, ay, ux, uy, length, gone, down) {
    for (let along = down ? STEP_PX - (gone % STEP_PX) : 0; along <= length; along += STEP_PX) {
      const side = SWING_PX * Math.sin(((gone + along) / LENGTH_PX) * 2 * Math.PI);
      const x = ax + ux * along - uy * side;
      const y = ay + uy * along + ux * side;
      path[down ? "lineTo" : "moveTo"](x, y);
      down = true;
    }
    return down;
  }
})((window.atlas = window.atlas || {}));
