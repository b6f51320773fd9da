/* The small pictures of the legend, drawn with the same brushes as the map. */
(function (atlas) {
  "use strict";

  const WIDTH = 30;
  const HEIGHT = 18;
  const WAYS = new Set(["way", "dash", "mark", "ends"]);

  /** A look without commodity, to explain outline, dash and badge. */
  const LOOKS = {
    filled: {},
    hollow: { hollow: true },
    dashed: { dashed: true, hollow: true },
    badge: { badge: "?", hollow: true },
    ring: {},
  };

  /** Return a small picture's element and the pen to draw it with: a canvas, or SVG while printing. */
  atlas.surface = function (width, height) {
    if (atlas.studio.isPrinting) {
      const pen = new atlas.vector.Pen(width, height);
      pen.ground = atlas.colours().paper;
      pen.svg.classList.add("atlas-swatch");
      return [pen.svg, pen];
    }
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    const canvas = atlas.element("canvas", "atlas-swatch", "", { "aria-hidden": "true" });
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    return [canvas, ctx];
  };

  /** Return a small picture that shows ``symbol:<name>``, ``style:<name>``, ``outline:<look>`` or one of the key of ways. */
  atlas.swatch = function (name) {
    const [element, ctx] = atlas.surface(WIDTH, HEIGHT);
    const [kind, key] = String(name || "").split(":");
    if (kind === "symbol") {
      atlas.symbols.draw(ctx, WIDTH / 2, HEIGHT / 2 + 0.5, 15, atlas.symbolOf(key), {});
    } else if (kind === "outline") {
      outlined(ctx, key);
    } else if (WAYS.has(kind)) {
      atlas.waykey.draw(ctx, kind, key, WIDTH, HEIGHT);
    } else {
      styled(ctx, atlas.styleOf(key));
    }
    return element;
  };

  function outlined(ctx, key) {
    const colours = atlas.colours();
    if (key === "ring") {
      ctx.setLineDash([3, 3]);
      ctx.lineWidth = 1.2;
      ctx.strokeStyle = colours.ink;
      ctx.beginPath();
      ctx.arc(WIDTH / 2, HEIGHT / 2, 7.5, 0, 2 * Math.PI);
      ctx.stroke();
      return;
    }
    const plain = { shape: "circle", letter: "", fill: "#6b7280", ink: "#ffffff" };
    atlas.symbols.draw(ctx, WIDTH / 2, HEIGHT / 2 + 0.5, 14, plain, LOOKS[key] || {});
  }

  function styled(ctx, style) {
    if (style.radius) {
      atlas.symbols.mark(ctx, WIDTH / 2, HEIGHT / 2, style, 1);
    } else if (style.fill) {
      box(ctx, style);
    } else {
      line(ctx, style);
    }
  }

  function box(ctx, style) {
    ctx.beginPath();
    ctx.roundRect(5, 3.5, WIDTH - 10, HEIGHT - 7, 2.5);
    ctx.globalAlpha = Math.max(0.35, style.fill_opacity === undefined ? 1 : style.fill_opacity);
    ctx.fillStyle = style.fill;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.lineWidth = style.width || 1;
    ctx.setLineDash(style.dash || []);
    ctx.strokeStyle = style.stroke || style.fill;
    ctx.stroke();
  }

  function line(ctx, style) {
    const path = new Path2D(`M2 ${HEIGHT / 2}H${WIDTH - 2}`);
    ctx.lineCap = style.dash && style.dash.length && style.dash[0] > 1 ? "butt" : "round";
    ctx.setLineDash(style.dash || []);
    ctx.globalAlpha = style.opacity === undefined ? 1 : style.opacity;
    ctx.lineWidth = style.width || 2;
    ctx.strokeStyle = style.stroke || "#555555";
    ctx.stroke(path);
  }
})((window.atlas = window.atlas || {}));
