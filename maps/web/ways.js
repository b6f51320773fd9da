/*
 * Ways over the network: what of it goes, what is closed, what is broken, and which leg a click means to break.
 *
 * A way is drawn above all other lines, with the items of the layer of the whole network, whether that layer is
 * on or not. Two ways on the same legs are both seen: the second is a double line, the first runs inside it.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;
  const WORLD = 256;
  const CLICK_ROOM = { leg: 10, node: 13 };
  const GAP_PX = 11;
  const BROKEN_DASH = [7, 5];
  const DASH_SCALE = 1.9;

  /** Widths in pixels: the second way's edges lie outside the first, with paper between them. */
  const FIRST = { line: 5.4, casing: 9 };
  const SECOND = { line: 13.8, core: 9, casing: 16.6 };

  const ways = (atlas.ways = { first: new Set(), second: new Set(), closed: new Set(), broken: new Set(), line: null });
  let forced = new Set();
  let hovered = "";
  let offered = null;
  let lastHit = { key: "", drawn: null };

  /** Draw what a DrawWays command says; empty lists end it. */
  ways.show = function (message) {
    const known = (ids) => new Set(ids.filter((id) => page.items.has(id)));
    const [first, second] = [known(message.first), known(message.second)];
    ways.closed = known(message.closed);
    ways.broken = known(message.broken);
    const goes = (id) => !ways.closed.has(id) && !ways.broken.has(id);
    ways.first = new Set([...first].filter(goes));
    ways.second = new Set([...second].filter(goes));
    forced = new Set([...first, ...second, ...[...ways.broken].filter((id) => isNetwork(page.items.get(id).drawn))]);
    ways.line = message.line_lons.length > 1 ? repeated(message.line_lons, message.line_lats) : null;
    atlas.marks.show(message, [...first, ...second].map((id) => page.items.get(id).drawn));
    atlas.waykey.explain();
  };

  /** Return a line as a path, repeated on both sides of the seam. */
  function repeated(lons, lats) {
    const flat = mercator.flat(lons.map((lon, index) => [lon, lats[index]]));
    return mercator.path([-WORLD, 0, WORLD].map((shift) => flat.map((value, index) => (index % 2 ? value : value + shift))), false);
  }

  function isNetwork(drawn) {
    return Boolean(drawn) && (drawn.layerId === "network" || drawn.layerId === "places");
  }

  ways.isBreaking = () => page.tool === "break";

  /** Tell whether an item is drawn though its part is off: a way's, a broken one, all while legs can be broken. */
  ways.forces = function (drawn) {
    return forced.has(drawn.item.id) || (ways.isBreaking() && isNetwork(drawn));
  };

  /** Tell whether an item is drawn here, above all lines, and not in its own place. */
  ways.draws = (id) => ways.broken.has(id) || ways.first.has(id) || ways.second.has(id);

  /** Return the width in pixels over which a mark has to reach, or 0 where the item's own style says it. */
  ways.width = (id) => (ways.broken.has(id) ? 3 : ways.second.has(id) ? SECOND.line : ways.first.has(id) ? FIRST.line + 2 : 0);

  /** Return the style of a leg: a closed one is pale and thin, its dash still tells the mode. */
  ways.styleOf = function (item) {
    const style = atlas.styleOf(item.style);
    return ways.closed.has(item.id) ? { stroke: atlas.colours().closed, width: 1.5, opacity: 0.9, dash: style.dash } : style;
  };

  /** Return a mode's dash as a thick line needs it; dots stay dots. */
  ways.dash = (dash, isRound) => (dash || []).map((part, index) => (part <= 1 && index === 0 ? (isRound ? 0.1 : 4) : part * DASH_SCALE));

  /** Paint the second way, the first on or in it, what is broken, and a straight line to a hub. */
  ways.paint = function (ctx, view, lines) {
    if (!forced.size && !ways.line && !ways.broken.size) {
      return;
    }
    const colours = atlas.colours();
    const of = (ids) => byDash(lines.filter((drawn) => ids.has(drawn.item.id) && !ways.broken.has(drawn.item.id)));
    const [second, first] = [of(ways.second), of(ways.first)];
    const alone = byDash(lines.filter(({ item }) => ways.first.has(item.id) && !ways.second.has(item.id)));
    view.toWorld(ctx);
    ctx.lineJoin = "round";
    const pass = (groups, colour, width, isDashed, cap) => groups.forEach(({ dash, path }) => {
      stroke(ctx, path, view, colour, width * view.weight, isDashed ? ways.dash(dash, cap === "round") : [], isDashed && dash[0] > 1 ? "butt" : cap);
    });
    pass(second, colours.paper, SECOND.casing, false, "round");
    pass(second, colours.second, SECOND.line, true, "butt");
    pass(second, colours.paper, SECOND.core, false, "round");
    pass(alone, colours.paper, FIRST.casing, false, "round");
    pass(first, colours.first, FIRST.line, true, "round");
    paintBroken(ctx, view, lines, colours);
    if (ways.line) {
      stroke(ctx, ways.line, view, colours.paper, 4.6, [], "round");
      stroke(ctx, ways.line, view, colours.ink, 1.8, [5, 4], "butt");
    }
    view.toPixels(ctx);
    ctx.lineCap = "butt";
    ctx.lineJoin = "miter";
  };

  /** Return the lines of each dash as one path, so that few strokes draw them. */
  function byDash(lines) {
    const groups = new Map();
    for (const drawn of lines) {
      const dash = atlas.styleOf(drawn.item.style).dash || [];
      const key = dash.join();
      if (!groups.has(key)) {
        groups.set(key, { dash, path: new Path2D() });
      }
      groups.get(key).path.addPath(drawn.path);
    }
    return [...groups.values()];
  }

  function stroke(ctx, path, view, colour, width, dash, cap) {
    ctx.lineCap = cap;
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width / view.scale;
    ctx.setLineDash(dash.map((part) => part / view.scale));
    ctx.stroke(path);
  }

  /** Broken legs, each once: pale dashes that leave a gap in the middle, where the cross comes. */
  function paintBroken(ctx, view, lines, colours) {
    const legs = once(lines.filter((drawn) => ways.broken.has(drawn.item.id)));
    if (!legs.length) {
      return;
    }
    const path = new Path2D();
    for (const drawn of legs) {
      const along = alongOf(drawn);
      const half = along.sums[along.sums.length - 1] / 2;
      const gap = Math.min(GAP_PX / view.scale, half * 0.6);
      trace(path, along, 0, half - gap);
      trace(path, along, half + gap, 2 * half);
    }
    stroke(ctx, path, view, colours.paper, 5.4, [], "butt");
    stroke(ctx, path, view, colours.closed, 2.8, BROKEN_DASH, "butt");
  }

  function once(lines) {
    return [...new Map(lines.map((drawn) => [drawn.item.id.split("/")[0], drawn])).values()];
  }

  /** Return the longest strand of a line with the length up to each of its points, in world units. */
  function alongOf(drawn) {
    if (!drawn.along) {
      const flat = drawn.strands.reduce((longest, strand) => (strand.length > longest.length ? strand : longest));
      const sums = [0];
      for (let index = 2; index < flat.length; index += 2) {
        sums.push(sums[sums.length - 1] + Math.hypot(flat[index] - flat[index - 2], flat[index + 1] - flat[index - 1]));
      }
      drawn.along = { flat, sums };
    }
    return drawn.along;
  }

  function pointAt({ flat, sums }, far) {
    const next = Math.max(1, sums.findIndex((sum) => sum >= far));
    const share = (far - sums[next - 1]) / (sums[next] - sums[next - 1] || 1);
    return [0, 1].map((axis) => flat[2 * next - 2 + axis] + share * (flat[2 * next + axis] - flat[2 * next - 2 + axis]));
  }

  function trace(path, along, from, to) {
    path.moveTo(...pointAt(along, from));
    along.sums.forEach((sum, index) => {
      if (sum > from && sum < to) {
        path.lineTo(along.flat[2 * index], along.flat[2 * index + 1]);
      }
    });
    path.lineTo(...pointAt(along, to));
  }

  /** Return where crosses stand, in world units: in the middle of each broken leg on show, and on each broken node. */
  ways.crosses = function (zoom) {
    const shown = [...ways.broken].map((id) => page.items.get(id).drawn).filter((drawn) => drawn && drawn.isShown(zoom));
    const found = shown.filter(({ item }) => item.kind === "point").map((drawn) => ({ x: drawn.x, y: drawn.y, reach: drawn.reach(zoom), isNode: true }));
    for (const drawn of once(shown.filter(({ item }) => item.kind === "line"))) {
      const along = alongOf(drawn);
      const length = along.sums[along.sums.length - 1];
      const [x, y] = pointAt(along, length / 2);
      found.push({ x, y, reach: Math.max(3, Math.min(6, length * 2 ** zoom * 0.2)), isNode: false });
    }
    return found;
  };

  /** Return what a pointer at a place (world units) would break: a node near by, else the nearest leg; null for none. */
  ways.hit = function (x, y, scale) {
    const key = `${x} ${y} ${scale}`;
    if (lastHit.key !== key) {
      lastHit = { key, drawn: nearest("node", x, y, scale) || nearest("leg", x, y, scale) };
    }
    return lastHit.drawn;
  };

  function nearest(kind, x, y, scale) {
    offered = offered || [...page.items.values()].map(({ drawn }) => drawn).filter(isNetwork);
    let least = CLICK_ROOM[kind] / scale;
    let best = null;
    for (const drawn of offered) {
      if ((drawn.item.kind === "point") !== (kind === "node") || !reaches(drawn.bounds, x, y, least)) {
        continue;
      }
      const far = kind === "node" ? Math.hypot(drawn.x - x, drawn.y - y) : Math.min(...drawn.strands.map((strand) => atlas.distance(strand, x, y)));
      if (far <= least) {
        least = far;
        best = drawn;
      }
    }
    return best;
  }

  function reaches([left, top, right, bottom], x, y, room) {
    return x >= left - room && x <= right + room && y >= top - room && y <= bottom + room;
  }

  /** Let what is under the pointer glow while legs can be broken. */
  ways.hover = function (id) {
    const wanted = ways.isBreaking() ? id : "";
    if (wanted !== hovered) {
      hovered = wanted;
      page.sheet.redraw();
    }
  };

  ways.isHovered = (id) => hovered !== "" && hovered === id;

  /** What is drawn, for tests. */
  ways.state = function () {
    const ids = (set) => [...set];
    return {
      first: ids(ways.first), second: ids(ways.second), closed: ids(ways.closed), broken: ids(ways.broken),
      crosses: ways.crosses(page.map.getZoom()).length, hasLine: Boolean(ways.line), hovered,
    };
  };
})((window.atlas = window.atlas || {}));
