/* Drawn items as Leaflet paths on our canvas: areas, lines and points, each drawing itself. */
(function (atlas) {
  "use strict";

  const mercator = atlas.mercator;
  const CLICK_ROOM = 5;
  const SMALLEST_RING = 24;
  /** Up to each of these zooms an outline keeps only points that lie THIN_PX apart there. */
  const COARSE_UP_TO = [4.6, 6.2];
  const THIN_PX = 0.7;

  /** What all items share. ``bounds`` and positions are in world units. */
  const Drawn = L.Path.extend({
    initialize(item, layerId) {
      this.item = item;
      this.layerId = layerId;
      L.setOptions(this, { interactive: item.clickable !== false, bubblingMouseEvents: false });
    },

    /** Tell whether the item is switched on and the zoom is high enough. */
    isShown(zoom) {
      if (atlas.ways.forces(this)) {
        return true;
      }
      const { id, part, with_part: other, min_zoom: least } = this.item;
      const { parts, hidden } = atlas.page;
      return parts.has(part) && (!other || parts.has(other)) && !hidden.has(id) && zoom >= (least || 0);
    },

    /** Tell whether any of it lies in a view (see sheet.js). */
    isInside(view) {
      return mercator.meet(this.bounds, view.bounds);
    },

    mark() {
      const page = atlas.page;
      const { id } = this.item;
      return page.selected.has(id) ? "selected" : page.glowing.has(id) || atlas.ways.isHovered(id) ? "glowing" : "";
    },

    _project() {},
    _update() {},
    _reset() {},
    _updatePath() {},

    _containsPoint(point) {
      const map = this._map;
      if (!map || !this.isShown(map.getZoom())) {
        return false;
      }
      const scale = 2 ** map.getZoom();
      const world = point.add(map.getPixelOrigin()).divideBy(scale);
      return atlas.ways.isBreaking() ? atlas.ways.hit(world.x, world.y, scale) === this : this.holds(world.x, world.y, scale);
    },
  });

  const pen = document.createElement("canvas").getContext("2d");

  const Area = Drawn.extend({
    initialize(item, layerId) {
      Drawn.prototype.initialize.call(this, item, layerId);
      this.rings = item.coordinates.flat().map(mercator.flat);
      this.bounds = mercator.bounds(this.rings);
      this.path = mercator.path(this.rings, true);
      this.coarse = COARSE_UP_TO.map((zoom) => mercator.path(this.rings, true, THIN_PX / 2 ** zoom));
    },

    paint(ctx, view) {
      const style = atlas.styleOf(this.item.style);
      view.toWorld(ctx);
      const path = this.outline(view.zoom);
      const left = atlas.online.fillOf(this.item.style);
      if (style.fill && style.fill_opacity !== 0 && left) {
        ctx.globalAlpha = left * (style.fill_opacity === undefined ? 1 : style.fill_opacity);
        ctx.fillStyle = style.fill;
        ctx.fill(path, "evenodd");
      }
      atlas.colouring.paint(ctx, view, this.item.id, path);
      if (style.stroke && style.width && (left || this.item.style !== "water")) {
        stroke(ctx, path, view, style.stroke, style.width * view.weight, style.opacity, style.dash);
      }
      view.toPixels(ctx);
    },

    outline(zoom) {
      const level = COARSE_UP_TO.findIndex((limit) => zoom < limit);
      return level < 0 ? this.path : this.coarse[level];
    },

    paintMark(ctx, view, mark) {
      const colours = atlas.colours();
      const chosen = mark === "selected";
      const path = this.outline(view.zoom);
      view.toWorld(ctx);
      ctx.globalAlpha = chosen ? 0.1 : 0.16;
      ctx.fillStyle = chosen ? colours.accent : colours.glow;
      ctx.fill(path, "evenodd");
      if (!chosen) {
        stroke(ctx, path, view, colours.glow, 9, 0.35, null);
      }
      stroke(ctx, path, view, colours.paper, chosen ? 5.5 : 4, 0.8, null);
      stroke(ctx, path, view, chosen ? colours.accent : colours.glow, chosen ? 3 : 2.2, 1, null);
      view.toPixels(ctx);
    },

    holds(x, y) {
      const [left, top, right, bottom] = this.bounds;
      return x >= left && x <= right && y >= top && y <= bottom && pen.isPointInPath(this.path, x, y, "evenodd");
    },
  });

  /** As ``holds``, on the coarse outline: for finding room for a name. */
  Area.prototype.holdsRoughly = function (x, y) {
    return pen.isPointInPath(this.coarse[0], x, y, "evenodd");
  };

  /** Stroke a path given in world units with a width and a dash given in pixels. */
  function stroke(ctx, path, view, colour, width, opacity, dash) {
    ctx.globalAlpha = opacity === undefined ? 1 : opacity;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width / view.scale;
    ctx.setLineDash((dash || []).map((part) => (part * atlas.look.lines) / view.scale));
    ctx.stroke(path);
  }

  const Line = Drawn.extend({
    initialize(item, layerId) {
      Drawn.prototype.initialize.call(this, item, layerId);
      this.strands = item.coordinates.map(mercator.flat);
      this.bounds = mercator.bounds(this.strands);
      this.path = mercator.path(this.strands, false);
    },

    /** A way and what is broken are drawn above all lines (ways.js). */
    paint(ctx, view) {
      if (atlas.ways.draws(this.item.id)) {
        return;
      }
      const style = atlas.ways.styleOf(this.item);
      const width = (style.width || 2) * view.weight;
      ctx.lineCap = "round";
      ctx.lineJoin = "round";
      view.toWorld(ctx);
      if (style.casing) {
        stroke(ctx, this.path, view, style.casing, width + 2 * (style.casing_width || 1.5), 0.85, null);
      }
      ctx.lineCap = style.dash && style.dash.length && style.dash[0] > 1 ? "butt" : "round";
      stroke(ctx, this.path, view, style.stroke || "#555555", width, style.opacity, style.dash);
      view.toPixels(ctx);
      ctx.lineCap = "butt";
      ctx.lineJoin = "miter";
    },

    /** The wide soft casing under a marked line; the line itself is drawn over it. */
    paintMark(ctx, view, mark) {
      const colours = atlas.colours();
      const colour = mark === "selected" ? colours.accent : colours.glow;
      const width = (atlas.ways.width(this.item.id) || atlas.styleOf(this.item.style).width || 2) * view.weight;
      ctx.lineCap = "round";
      ctx.lineJoin = "round";
      view.toWorld(ctx);
      stroke(ctx, this.path, view, colour, width + 11, 0.25, null);
      stroke(ctx, this.path, view, colour, width + 6, mark === "selected" ? 0.85 : 0.7, null);
      view.toPixels(ctx);
    },

    holds(x, y, scale) {
      const room = (CLICK_ROOM + (atlas.styleOf(this.item.style).width || 2)) / scale;
      const [left, top, right, bottom] = this.bounds;
      if (x < left - room || x > right + room || y < top - room || y > bottom + room) {
        return false;
      }
      return this.strands.some((strand) => atlas.isNear(strand, x, y, room));
    },
  });

  const Point = Drawn.extend({
    initialize(item, layerId) {
      Drawn.prototype.initialize.call(this, item, layerId);
      this.x = mercator.x(item.coordinates[0]);
      this.y = mercator.y(item.coordinates[1]);
      this.bounds = [this.x, this.y, this.x, this.y];
    },

    /** Return half its size in pixels at a zoom. */
    reach(zoom) {
      if (this.item.symbol) {
        return atlas.symbols.size(zoom) / 2 + 1.5;
      }
      const style = atlas.styleOf(this.item.style);
      return ((style.radius || 4) + (style.width || 1) / 2) * markScale(zoom) + 1;
    },

    paint(ctx, view) {
      const item = this.item;
      const at = view.pixel(this.x, this.y);
      if (item.symbol) {
        atlas.stamp(ctx, at[0], at[1], atlas.symbols.size(view.zoom), item, view.ratio);
      } else {
        atlas.symbols.mark(ctx, at[0], at[1], atlas.styleOf(item.style), markScale(view.zoom));
      }
    },

    /** The circle within which the true place lies, once it is clearly larger than the symbol. */
    paintRing(ctx, view) {
      const metres = (this.item.ring_km || 0) * 1000;
      const radius = metres * mercator.unitsPerMetre(this.item.coordinates[1]) * view.scale;
      if (radius < Math.max(SMALLEST_RING, 1.6 * this.reach(view.zoom))) {
        return;
      }
      const at = view.pixel(this.x, this.y);
      const colours = atlas.colours();
      ctx.beginPath();
      ctx.arc(at[0], at[1], radius, 0, 2 * Math.PI);
      ctx.globalAlpha = 0.05;
      ctx.fillStyle = colours.ink;
      ctx.fill();
      ctx.globalAlpha = 0.5;
      ctx.strokeStyle = colours.ink;
      ctx.lineWidth = 1.2;
      ctx.setLineDash([5, 5]);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    },

    paintMark(ctx, view, mark) {
      const colours = atlas.colours();
      const at = view.pixel(this.x, this.y);
      const radius = this.reach(view.zoom) + 5;
      const colour = mark === "selected" ? colours.accent : colours.glow;
      ring(ctx, at, radius + 4, colour, 7, 0.28);
      ring(ctx, at, radius, colours.paper, 5, 0.9);
      ring(ctx, at, radius, colour, 3, 1);
      this.paint(ctx, view);
    },

    holds(x, y, scale) {
      const room = Math.max(this.reach(Math.log2(scale)), 7) / scale;
      return Math.abs(x - this.x) <= room && Math.abs(y - this.y) <= room;
    },
  });

  /** Marks of places are a little smaller where much is in sight. */
  function markScale(zoom) {
    return Math.max(0.7, Math.min(1.25, 0.7 + (zoom - 3) * 0.14)) * atlas.look.symbols;
  }

  function ring(ctx, at, radius, colour, width, opacity) {
    ctx.beginPath();
    ctx.arc(at[0], at[1], radius, 0, 2 * Math.PI);
    ctx.globalAlpha = opacity;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }

  const KINDS = { area: Area, line: Line, point: Point };

  /** Make the path of a drawn item, or null where only a label is to be written. */
  atlas.drawn = function (item, layerId) {
    const Kind = KINDS[item.kind];
    return Kind ? new Kind(item, layerId) : null;
  };
})((window.atlas = window.atlas || {}));
