/*
 * The one canvas on which all areas, lines and points are drawn, in the order of the layers.
 *
 * Items keep their geometry in world units as Path2D; the canvas's transform does the rest, so
 * that a redraw projects nothing and can be done in every frame of a flight.
 */
(function (atlas) {
  "use strict";

  const PADDING = 0.3;
  const PADDING_IN_FLIGHT = 0.02;

  /** One view of the plane: from world units to pixels of the map's pane. */
  class View {
    constructor(map, bounds, ratio) {
      this.zoom = map.getZoom();
      this.scale = 2 ** this.zoom;
      this.origin = map.getPixelOrigin();
      this.ratio = ratio;
      this.min = bounds.min;
      this.max = bounds.max;
      this.weight = Math.max(0.7, Math.min(1.15, 0.7 + (this.zoom - 3) * 0.12)) * atlas.look.lines;
      this.bounds = [
        (bounds.min.x + this.origin.x) / this.scale,
        (bounds.min.y + this.origin.y) / this.scale,
        (bounds.max.x + this.origin.x) / this.scale,
        (bounds.max.y + this.origin.y) / this.scale,
      ];
    }

    pixel(x, y) {
      return [x * this.scale - this.origin.x, y * this.scale - this.origin.y];
    }

    toWorld(ctx) {
      const unit = this.scale * this.ratio;
      ctx.setTransform(unit, 0, 0, unit, -(this.origin.x + this.min.x) * this.ratio, -(this.origin.y + this.min.y) * this.ratio);
    }

    toPixels(ctx) {
      ctx.setTransform(this.ratio, 0, 0, this.ratio, -this.min.x * this.ratio, -this.min.y * this.ratio);
      ctx.globalAlpha = 1;
      ctx.setLineDash([]);
    }

    /** Tell whether the box of two points (pixels) reaches into the canvas. */
    holdsPixels(ax, ay, bx, by) {
      return (
        Math.max(ax, bx) >= this.min.x && Math.min(ax, bx) <= this.max.x &&
        Math.max(ay, by) >= this.min.y && Math.min(ay, by) <= this.max.y
      );
    }
  }

  atlas.Sheet = L.Canvas.extend({
    options: { padding: PADDING },

    initialize(options) {
      L.Canvas.prototype.initialize.call(this, options);
      this.flying = false;
      this.strip = atlas.studio.firstStrip;
      this.cost = 0;
      this.redraws = 0;
    },

    /** While flying the whole canvas is drawn anew in each frame, with less around it. */
    setFlying(flying) {
      this.flying = flying;
      this.options.padding = flying ? PADDING_IN_FLIGHT : PADDING;
    },

    /** What is drawn aside (ink that fades) keeps nobody waiting. */
    isPending() {
      return Boolean(this._redrawRequest) && !this.isAside;
    },

    redrawAside() {
      if (this._map && !this._redrawRequest) {
        this.redraw();
        this.isAside = true;
      }
    },

    redraw() {
      this.isAside = false;
      if (this._map && !this._redrawRequest) {
        this._redrawRequest = L.Util.requestAnimFrame(this._redraw, this);
      }
    },

    _onZoom() {
      if (this.flying) {
        this._update();
      } else {
        L.Canvas.prototype._onZoom.call(this);
      }
    },

    _onZoomEnd() {},

    _updatePaths() {
      if (!this._postponeUpdatePaths) {
        L.Util.cancelAnimFrame(this._redrawRequest);
        this._redraw();
      }
    },

    /** As Leaflet's, but sharp at any device pixel ratio, and without a new canvas where its size stays. */
    _update() {
      if (this._map._animatingZoom && this._bounds) {
        return;
      }
      L.Renderer.prototype._update.call(this);
      if (this.strip) {
        this._bounds = this.boundsOf(0, this.strip.top, this._map.getSize().x, this.strip.height);
      }
      const canvas = this._container;
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      this.view = new View(this._map, this._bounds, ratio);
      L.DomUtil.setTransform(canvas, this._bounds.min, 1);
      canvas._leaflet_pos = this._bounds.min;
      const width = Math.round(size.x * ratio);
      const height = Math.round(size.y * ratio);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
      }
      this.fire("update");
    },

    /** The box of a part of the map, given in pixels of the map, in pixels of its pane. */
    boundsOf(left, top, width, height) {
      const min = this._map.containerPointToLayerPoint([left, top]);
      return L.bounds(min, min.add([width, height]));
    },

    /** The view of a part of the map, or of all that is in sight, whatever the canvas covers. */
    viewOf(ratio, [left, top, width, height] = [0, 0, this._map.getSize().x, this._map.getSize().y]) {
      return new View(this._map, this.boundsOf(left, top, width, height), ratio);
    },

    _clear() {
      this._ctx.setTransform(1, 0, 0, 1, 0, 0);
      this._ctx.clearRect(0, 0, this._container.width, this._container.height);
    },

    _draw() {
      const started = performance.now();
      const view = this.view;
      const ctx = this._ctx;
      if (!view) {
        return;
      }
      const shown = [];
      for (let order = this._drawFirst; order; order = order.next) {
        if (order.layer.isShown(view.zoom) && (order.layer.isInside(view) || order.layer.item.kind === "point")) {
          shown.push(order.layer);
        }
      }
      view.toPixels(ctx);
      this._drawAreas(ctx, view, shown.filter((drawn) => drawn.item.kind === "area"));
      this._drawLines(ctx, view, shown.filter((drawn) => drawn.item.kind === "line"));
      this._drawPoints(ctx, view, shown.filter((drawn) => drawn.item.kind === "point"));
      atlas.marks.paint(ctx, view);
      atlas.tool.paint(ctx, view);
      atlas.ink.paint(ctx, view);
      this.cost = performance.now() - started;
      this.redraws += 1;
      this.fire("drawn");
    },

    /** Areas, then the marked ones once more above all areas. */
    _drawAreas(ctx, view, areas) {
      areas.forEach((drawn) => drawn.paint(ctx, view));
      for (const mark of ["glowing", "selected"]) {
        areas.filter((drawn) => drawn.mark() === mark).forEach((drawn) => drawn.paintMark(ctx, view, mark));
      }
    },

    /** Lines in their order; the marked ones above the others, each set on its glow; ways above all. */
    _drawLines(ctx, view, lines) {
      lines.forEach((drawn) => drawn.paint(ctx, view));
      const marked = lines.filter((drawn) => drawn.mark());
      marked.forEach((drawn) => drawn.paintMark(ctx, view, drawn.mark()));
      marked.forEach((drawn) => drawn.paint(ctx, view));
      atlas.ways.paint(ctx, view, lines);
    },

    /** Rings of precision lowest, then the points, then the marked points. */
    _drawPoints(ctx, view, points) {
      const near = points.filter((drawn) => view.holdsPoint(drawn));
      near.forEach((drawn) => drawn.item.ring_km && drawn.paintRing(ctx, view));
      near.forEach((drawn) => drawn.paint(ctx, view));
      near.filter((drawn) => drawn.mark()).forEach((drawn) => drawn.paintMark(ctx, view, drawn.mark()));
    },
  });

  /** Tell whether a point, with its symbol and its ring, may reach into the canvas. */
  View.prototype.holdsPoint = function (drawn) {
    const [x, y] = this.pixel(drawn.x, drawn.y);
    const ring = (drawn.item.ring_km || 0) * 1000 * atlas.mercator.unitsPerMetre(drawn.item.coordinates[1]) * this.scale;
    const reach = Math.max(40, ring);
    return this.holdsPixels(x - reach, y - reach, x + reach, y + reach);
  };
})((window.atlas = window.atlas || {}));
