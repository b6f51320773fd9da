/*
 * A second pen for what the sheet draws: it has the part of a canvas's pen that our drawings use, and makes SVG, so that a
 * printed map is lines and letters and no bitmap. Used only while printing (see studio.js).
 *
 * A canvas's path cannot be read. Small paths therefore note their steps; those of areas and lines, which have thousands of
 * points, keep the lists that they were made of (mercator.js).
 */
(function (atlas) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const Native = window.Path2D;
  /** Points of an outline lie this far apart in sight, and beyond ROOM_PX around it. */
  const FINE_PX = 0.3;
  const COARSE_PX = 40;
  const ROOM_PX = 60;

  const vector = (atlas.vector = {});

  class NotedPath extends Native {
    constructor(from) {
      super(from);
      this.steps = typeof from === "string" ? [["svg", from]] : from ? [["addPath", from]] : [];
    }
  }

  for (const name of ["moveTo", "lineTo", "closePath", "arc", "bezierCurveTo", "quadraticCurveTo", "rect", "roundRect", "addPath"]) {
    NotedPath.prototype[name] = function (...values) {
      this.steps.push([name, ...values]);
      return Native.prototype[name].apply(this, values);
    };
  }

  window.Path2D = NotedPath;

  /** Return an empty path that keeps the flat lists of world coordinates that it is about to be made of. */
  vector.pathOf = function (lists, closed) {
    return Object.assign(new Native(), { lists, closed });
  };

  function node(tag, attributes) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) {
      made.setAttribute(name, value);
    }
    return made;
  }

  const short = (value) => String(Math.round(value * 100) / 100);

  /** Writes paths under a matrix [a, b, c, d, e, f] that turns, moves and scales alike in both directions. */
  class Writer {
    constructor(matrix, size) {
      this.matrix = matrix;
      this.scale = Math.hypot(matrix[0], matrix[1]);
      this.size = size;
      this.parts = [];
      this.isRaw = false;
    }

    at(x, y) {
      const [a, b, c, d, e, f] = this.matrix;
      return [a * x + c * y + e, b * x + d * y + f];
    }

    put(letter, ...values) {
      this.parts.push(letter, values.map(short).join(" "));
    }

    moveTo(x, y) {
      this.put("M", ...this.at(x, y));
    }

    lineTo(x, y) {
      this.put("L", ...this.at(x, y));
    }

    closePath() {
      this.parts.push("Z");
    }

    bezierCurveTo(...values) {
      this.put("C", ...this.at(values[0], values[1]), ...this.at(values[2], values[3]), ...this.at(values[4], values[5]));
    }

    quadraticCurveTo(...values) {
      this.put("Q", ...this.at(values[0], values[1]), ...this.at(values[2], values[3]));
    }

    rect(x, y, width, height) {
      this.roundRect(x, y, width, height, 0);
    }

    roundRect(x, y, width, height, radius) {
      const r = Math.min(Number(radius) || 0, width / 2, height / 2);
      this.moveTo(x + r, y);
      for (const [cx, cy, from] of [[x + width - r, y + r, -1], [x + width - r, y + height - r, 0], [x + r, y + height - r, 1], [x + r, y + r, 2]]) {
        this.turn(cx, cy, r, (from * Math.PI) / 2, ((from + 1) * Math.PI) / 2);
      }
      this.closePath();
    }

    arc(x, y, radius, start, end, isCounter) {
      const all = 2 * Math.PI;
      const sweep = isCounter ? -((start - end) % all || all) : (end - start) % all || all;
      const half = start + sweep / 2;
      this.turn(x, y, radius, start, half);
      this.turn(x, y, radius, half, start + sweep);
    }

    /** At most half a circle, from where the path is, or begun there. */
    turn(x, y, radius, start, end) {
      const point = (angle) => this.at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      this.put(this.parts.length && this.parts[this.parts.length - 1] !== "Z" ? "L" : "M", ...point(start));
      const r = radius * this.scale;
      this.put("A", r, r, 0, 0, end > start ? 1 : 0, ...point(end));
    }

    svg(text) {
      this.isRaw = true;
      this.parts.push(text);
    }

    addPath(path) {
      (path.steps || []).forEach(([name, ...values]) => this[name](...values));
      (path.lists || []).forEach((list) => this.outline(list, path.closed));
    }

    /** Flat world coordinates: fine in sight, coarse around it, left out where nothing of it can be seen. */
    outline(list, closed) {
      const { x: width, y: height } = this.size;
      const found = [];
      let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      let last = null;
      for (let index = 0; index < list.length; index += 2) {
        const [x, y] = this.at(list[index], list[index + 1]);
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
        const isNear = x > -ROOM_PX && y > -ROOM_PX && x < width + ROOM_PX && y < height + ROOM_PX;
        const step = isNear ? FINE_PX : COARSE_PX;
        const isEnd = index === 0 || index >= list.length - 2;
        if (isEnd || Math.abs(x - last[0]) >= step || Math.abs(y - last[1]) >= step) {
          last = [x, y];
          found.push(`${short(x)} ${short(y)}`);
        }
      }
      if (right > -ROOM_PX && bottom > -ROOM_PX && left < width + ROOM_PX && top < height + ROOM_PX) {
        this.parts.push(`M${found.join("L")}${closed ? "Z" : ""}`);
      }
    }
  }

  const FIRST = {
    matrix: [1, 0, 0, 1, 0, 0], group: null, dash: [],
    fillStyle: "#000000", strokeStyle: "#000000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", globalAlpha: 1,
    font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic",
  };

  /** The pen: what our drawings ask of a CanvasRenderingContext2D, written into an SVG element. */
  class Pen {
    constructor(width, height) {
      this.isVector = true;
      this.size = { x: width, y: height };
      this.svg = node("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
      this.saved = [];
      Object.assign(this, FIRST, { group: this.svg });
      this.beginPath();
    }

    save() {
      this.saved.push(Object.fromEntries(Object.keys(FIRST).map((name) => [name, this[name]])));
    }

    restore() {
      Object.assign(this, this.saved.pop());
    }

    setTransform(...matrix) {
      this.matrix = matrix;
    }

    transform(a, b, c, d, e, f) {
      const [ma, mb, mc, md] = this.matrix;
      const [x, y] = new Writer(this.matrix, this.size).at(e, f);
      this.matrix = [ma * a + mc * b, mb * a + md * b, ma * c + mc * d, mb * c + md * d, x, y];
    }

    translate(x, y) {
      this.transform(1, 0, 0, 1, x, y);
    }

    scale(x, y) {
      this.transform(x, 0, 0, y, 0, 0);
    }

    rotate(angle) {
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      this.transform(cosine, sine, -sine, cosine, 0, 0);
    }

    setLineDash(dash) {
      this.dash = dash;
    }

    beginPath() {
      this.path = new NotedPath();
    }

    /** On a card the ground shows instead of what is cleared. */
    clearRect(x, y, width, height) {
      if (this.ground) {
        this.fillStyle = this.ground;
        this.fillRect(x, y, width, height);
      }
    }

    fillRect(x, y, width, height) {
      const path = new NotedPath();
      path.rect(x, y, width, height);
      this.fill(path);
    }

    /** Return the element of a path and the scale of what is measured along it; null where nothing is in sight. */
    made(path) {
      const writer = new Writer(this.matrix, this.size);
      writer.addPath(path);
      if (!writer.parts.length) {
        return null;
      }
      if (!writer.isRaw) {
        return { element: node("path", { d: writer.parts.join("") }), scale: writer.scale };
      }
      const plain = new Writer(FIRST.matrix, { x: Infinity, y: Infinity });
      plain.addPath(path);
      return { element: node("path", { d: plain.parts.join(""), transform: `matrix(${this.matrix.join(" ")})` }), scale: 1 };
    }

    fill(path, rule) {
      const made = this.made(path instanceof Native ? path : this.path);
      if (made) {
        this.filled(made.element, typeof path === "string" ? path : rule);
        this.group.append(made.element);
      }
    }

    filled(element, rule) {
      element.setAttribute("fill", this.fillStyle);
      element.setAttribute("fill-rule", rule || "nonzero");
      if (this.globalAlpha < 1) {
        element.setAttribute("fill-opacity", this.globalAlpha);
      }
    }

    stroke(path) {
      const made = this.made(path || this.path);
      if (made) {
        this.stroked(made.element, made.scale);
        this.group.append(made.element);
      }
    }

    stroked(element, scale) {
      const attributes = {
        fill: "none", stroke: this.strokeStyle, "stroke-width": short(this.lineWidth * scale),
        "stroke-linecap": this.lineCap, "stroke-linejoin": this.lineJoin, "stroke-miterlimit": 10,
      };
      if (this.dash.length) {
        attributes["stroke-dasharray"] = this.dash.map((part) => short(part * scale)).join(" ");
      }
      if (this.globalAlpha < 1) {
        attributes["stroke-opacity"] = this.globalAlpha;
      }
      Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    }

    clip(path, rule) {
      const made = this.made(path instanceof Native ? path : this.path);
      const area = node("clipPath", { id: `atlas-clip-${(vector.clips = (vector.clips || 0) + 1)}` });
      if (made) {
        made.element.setAttribute("clip-rule", (typeof path === "string" ? path : rule) || "nonzero");
        area.append(made.element);
      }
      const group = node("g", { "clip-path": `url(#${area.id})` });
      this.group.append(area, group);
      this.group = group;
    }

    /** Return a text's element at a place; it is set upright, as all our letters are. */
    written(text, x, y) {
      const writer = new Writer(this.matrix, this.size);
      const [left, top] = writer.at(x, y);
      const element = node("text", { x: short(left), y: short(top) });
      element.style.font = this.font.replace(/([\d.]+)px/, (all, px) => `${short(px * writer.scale)}px`);
      element.style.textAnchor = { center: "middle", right: "end", end: "end" }[this.textAlign] || "start";
      element.style.dominantBaseline = { middle: "central", top: "text-before-edge" }[this.textBaseline] || "auto";
      element.textContent = text;
      this.group.append(element);
      return { element, scale: writer.scale };
    }

    fillText(text, x, y) {
      this.filled(this.written(text, x, y).element);
    }

    strokeText(text, x, y) {
      const { element, scale } = this.written(text, x, y);
      this.stroked(element, scale);
    }
  }

  for (const name of ["moveTo", "lineTo", "closePath", "arc", "bezierCurveTo", "quadraticCurveTo", "rect", "roundRect"]) {
    Pen.prototype[name] = function (...values) {
      this.path[name](...values);
    };
  }

  vector.Pen = Pen;
})((window.atlas = window.atlas || {}));
