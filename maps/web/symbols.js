/* Shapes on the canvas: symbols of deposits with their letter, and the small marks of places. */
(function (atlas) {
  "use strict";

  /** Return the corners of a regular figure of radius 1, the first one at ``turn`` degrees (0 is up). */
  function regular(corners, turn, inner) {
    const count = inner ? corners * 2 : corners;
    return Array.from({ length: count }, (unused, index) => {
      const angle = ((turn + (index * 360) / count - 90) * Math.PI) / 180;
      const radius = inner && index % 2 ? inner : 1;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
  }

  function polygon(corners, size, dy) {
    const path = new Path2D();
    corners.forEach(([x, y], index) => path[index ? "lineTo" : "moveTo"](x * size, y * size + (dy || 0)));
    path.closePath();
    return path;
  }

  function circle() {
    const path = new Path2D();
    path.arc(0, 0, 0.95, 0, 2 * Math.PI);
    return path;
  }

  function cross() {
    const arm = 0.34;
    const corners = [
      [-arm, -1], [arm, -1], [arm, -arm], [1, -arm], [1, arm], [arm, arm],
      [arm, 1], [-arm, 1], [-arm, arm], [-1, arm], [-1, -arm], [-arm, -arm],
    ];
    const turned = corners.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);
    return polygon(turned, 0.95);
  }

  function drop() {
    const path = new Path2D();
    path.moveTo(0, -1.2);
    path.bezierCurveTo(0.25, -0.75, 0.86, -0.25, 0.86, 0.22);
    path.arc(0, 0.22, 0.86, 0, Math.PI);
    path.bezierCurveTo(-0.86, -0.25, -0.25, -0.75, 0, -1.2);
    path.closePath();
    return path;
  }

  function flame() {
    const path = new Path2D();
    path.moveTo(0.1, -1.22);
    path.bezierCurveTo(0.2, -0.7, 0.92, -0.4, 0.9, 0.26);
    path.bezierCurveTo(0.88, 0.8, 0.5, 1.06, 0, 1.06);
    path.bezierCurveTo(-0.5, 1.06, -0.88, 0.8, -0.9, 0.26);
    path.bezierCurveTo(-0.9, -0.15, -0.66, -0.42, -0.52, -0.72);
    path.bezierCurveTo(-0.42, -0.5, -0.34, -0.42, -0.22, -0.38);
    path.bezierCurveTo(-0.2, -0.7, -0.08, -0.98, 0.1, -1.22);
    path.closePath();
    return path;
  }

  const SHAPES = {
    circle: circle(),
    square: polygon(regular(4, 45), 1.2),
    diamond: polygon(regular(4, 0), 1.18),
    triangle: polygon(regular(3, 0), 1.3, 0.2),
    pentagon: polygon(regular(5, 0), 1.08, 0.05),
    hexagon: polygon(regular(6, 30), 1.06),
    octagon: polygon(regular(8, 22.5), 1.02),
    star: polygon(regular(5, 0, 0.44), 1.2, 0.05),
    cross: cross(),
    drop: drop(),
    flame: flame(),
  };

  /** Where a letter stands in a shape, below its middle, in radii. */
  const LETTER_DROP = { triangle: 0.32, drop: 0.2, flame: 0.22, pentagon: 0.06 };
  const LETTER_ROOM = { triangle: 0.92, drop: 1.15, flame: 1.15, diamond: 1.2 };

  const symbols = (atlas.symbols = {});

  /** Return the path of a shape of radius 1 around 0, 0. */
  symbols.shape = function (name) {
    return SHAPES[name] || SHAPES.circle;
  };

  /** Return the size in pixels of a symbol at a zoom; letters are written from LETTERS_FROM on. */
  symbols.size = (zoom) => sizeAt(zoom) * atlas.look.symbols;

  function sizeAt(zoom) {
    const steps = [[2.5, 5], [3, 6.5], [4, 9.5], [5, 14], [6, 20], [7, 23]];
    if (zoom <= steps[0][0]) {
      return steps[0][1];
    }
    for (let index = 1; index < steps.length; index += 1) {
      const [from, small] = steps[index - 1];
      const [to, large] = steps[index];
      if (zoom <= to) {
        return small + ((large - small) * (zoom - from)) / (to - from);
      }
    }
    return steps[steps.length - 1][1];
  }

  const LETTERS_FROM = 16;

  /**
   * Draw a symbol around a point: ``look`` says hollow (outline only), dashed (dashed outline)
   * and badge (a sign at the upper right).
   */
  symbols.draw = function (ctx, x, y, size, symbol, look) {
    const radius = size / 2;
    const shape = symbols.shape(symbol.shape);
    const paper = atlas.colours().hollow;
    const band = Math.max(1.6, size * 0.11);
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(radius, radius);
    ctx.lineJoin = "round";
    outline(ctx, shape, radius, size);
    ctx.fillStyle = look.hollow ? paper : symbol.fill;
    ctx.fill(shape);
    if (look.hollow || look.dashed) {
      ctx.clip(shape);
      ctx.lineWidth = (2 * band) / radius;
      ctx.strokeStyle = look.hollow ? symbol.fill : paper;
      ctx.setLineDash(look.dashed ? [(size * 0.17) / radius, (size * 0.13) / radius] : []);
      ctx.stroke(shape);
    }
    ctx.restore();
    if (size >= LETTERS_FROM && symbol.letter) {
      letter(ctx, x, y, radius, symbol, look);
    }
    if (look.badge && size >= 11) {
      badge(ctx, x + radius * 0.8, y - radius * 0.85, Math.max(4, size * 0.26), look.badge);
    }
  };

  /** Draw the halo and the thin line around a shape, under its fill. */
  function outline(ctx, shape, radius, size) {
    const colours = atlas.colours();
    ctx.lineWidth = (size >= 14 ? 4.4 : 3) / radius;
    ctx.strokeStyle = colours.paper;
    ctx.globalAlpha = 0.85;
    ctx.stroke(shape);
    ctx.globalAlpha = 1;
    ctx.lineWidth = 2 / radius;
    ctx.strokeStyle = colours.shadow;
    ctx.stroke(shape);
  }

  function letter(ctx, x, y, radius, symbol, look) {
    const room = LETTER_ROOM[symbol.shape] || 1.3;
    const size = Math.min(radius * 1.12, (radius * room) / (0.66 * symbol.letter.length));
    ctx.font = `700 ${size.toFixed(1)}px "Noto Sans", sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const at = y + (LETTER_DROP[symbol.shape] || 0) * radius + size * 0.05;
    if (look.hollow || look.dashed) {
      ctx.lineWidth = 2;
      ctx.lineJoin = "round";
      ctx.strokeStyle = look.hollow ? atlas.colours().hollow : symbol.fill;
      ctx.strokeText(symbol.letter, x, at);
    }
    ctx.fillStyle = look.hollow ? "#1b1f27" : symbol.ink;
    ctx.fillText(symbol.letter, x, at);
  }

  function badge(ctx, x, y, radius, sign) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = "#ffffff";
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = "#1b1f27";
    ctx.stroke();
    ctx.font = `700 ${(radius * 1.6).toFixed(1)}px "Noto Sans", sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = "#1b1f27";
    ctx.fillText(sign, x, y + radius * 0.1);
  }

  /** Draw a mark (port, hub, capital, summit) as its style says: {shape, radius, fill, stroke, width}. */
  symbols.mark = function (ctx, x, y, style, scale) {
    const radius = (style.radius || 4) * scale;
    const shape = symbols.shape(style.shape);
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(radius, radius);
    ctx.lineJoin = "round";
    ctx.lineWidth = (2 * (style.width || 1) * scale + 2.4) / radius;
    ctx.strokeStyle = atlas.colours().paper;
    ctx.globalAlpha = 0.8;
    ctx.stroke(shape);
    ctx.globalAlpha = 1;
    ctx.fillStyle = style.fill || "#ffffff";
    ctx.fill(shape);
    ctx.lineWidth = ((style.width || 1) * scale) / radius;
    ctx.strokeStyle = style.stroke || "#20242c";
    ctx.setLineDash((style.dash || []).map((part) => (part * scale) / radius));
    ctx.stroke(shape);
    ctx.restore();
  };
})((window.atlas = window.atlas || {}));
