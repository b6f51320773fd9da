/* From degrees to the plane: "world" units are pixels of zoom 0 (the world is 256 wide). */
(function (atlas) {
  "use strict";

  const WORLD = 256;
  const RADIUS_M = 6378137;
  const LIMIT = 85.0511;

  const mercator = (atlas.mercator = {});

  mercator.x = function (lon) {
    return ((lon + 180) / 360) * WORLD;
  };

  mercator.y = function (lat) {
    const sine = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180);
    return WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
  };

  mercator.lon = function (x) {
    return (x / WORLD) * 360 - 180;
  };

  mercator.lat = function (y) {
    return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
  };

  /** Return how many world units a metre on the ground takes at this latitude. */
  mercator.unitsPerMetre = function (lat) {
    return WORLD / (2 * Math.PI * RADIUS_M * Math.cos((lat * Math.PI) / 180));
  };

  /** Return a list of positions [lon, lat] as a flat list of world coordinates. */
  mercator.flat = function (positions) {
    const flat = new Float64Array(positions.length * 2);
    positions.forEach((position, index) => {
      flat[2 * index] = mercator.x(position[0]);
      flat[2 * index + 1] = mercator.y(position[1]);
    });
    return flat;
  };

  /** Return the bounds of flat lists of coordinates: [left, top, right, bottom]. */
  mercator.bounds = function (lists) {
    const bounds = [Infinity, Infinity, -Infinity, -Infinity];
    for (const flat of lists) {
      for (let index = 0; index < flat.length; index += 2) {
        bounds[0] = Math.min(bounds[0], flat[index]);
        bounds[1] = Math.min(bounds[1], flat[index + 1]);
        bounds[2] = Math.max(bounds[2], flat[index]);
        bounds[3] = Math.max(bounds[3], flat[index + 1]);
      }
    }
    return bounds;
  };

  /** Return a flat ring without the points that lie closer than ``step`` to the last one kept. */
  mercator.thinned = function (flat, step) {
    const kept = [flat[0], flat[1]];
    for (let index = 2; index < flat.length - 2; index += 2) {
      const dx = flat[index] - kept[kept.length - 2];
      const dy = flat[index + 1] - kept[kept.length - 1];
      if (dx * dx + dy * dy >= step * step) {
        kept.push(flat[index], flat[index + 1]);
      }
    }
    kept.push(flat[flat.length - 2], flat[flat.length - 1]);
    return kept;
  };

  /** Return a path of the flat lists; small rings of a thinned path are left out. */
  mercator.path = function (lists, closed, step) {
    const path = atlas.vector.pathOf(lists, closed);
    for (const flat of lists) {
      const points = step ? mercator.thinned(flat, step) : flat;
      if (step && closed && points.length < 8) {
        continue;
      }
      path.moveTo(points[0], points[1]);
      for (let index = 2; index < points.length; index += 2) {
        path.lineTo(points[index], points[index + 1]);
      }
      if (closed) {
        path.closePath();
      }
    }
    return path;
  };

  /** Tell whether two bounds [left, top, right, bottom] have something in common. */
  mercator.meet = function (one, other) {
    return one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1];
  };
})((window.atlas = window.atlas || {}));
