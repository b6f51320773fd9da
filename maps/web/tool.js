/*
 * Measuring: clicks on the map go to Python, and what was measured is drawn above all items.
 *
 * The line and the points are part of the sheet's drawing (see sheet.js), so that they keep to the
 * map in every frame; the texts are elements like the names, which make room for them.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;
  const WORLD = 256;
  const SNAP_PX = 12;
  const APART_PX = 3;
  const ON_ITEMS = new Set(["break", "link"]);

  const tool = (atlas.tool = {});
  const texts = [];
  let drawn = null;
  let last = null;
  let pane = null;

  /** Let clicks serve a tool, or select features again. With ``break`` (see ways.js) and ``link`` items are clicked as ever. */
  tool.set = function (name) {
    begin();
    page.tool = name;
    last = null;
    const container = page.map.getContainer();
    container.classList.toggle("has-tool", takesClicks());
    container.dataset.tool = name;
    page.map.doubleClickZoom[name ? "disable" : "enable"]();
    atlas.pen.set(name);
    atlas.ways.hover("");
    page.sheet.redraw();
    atlas.labels.request();
  };

  function takesClicks() {
    return Boolean(page.tool) && !ON_ITEMS.has(page.tool) && !atlas.pen.serves(page.tool);
  }

  /** Tell whether a tool takes clicks on items, so that one beside them means nothing. */
  tool.picks = () => ON_ITEMS.has(page.tool);

  /** Draw what was measured; nothing where no point is given. */
  tool.draw = function (message) {
    begin();
    drawn = message.lons.length ? prepared(message) : null;
    write(drawn ? message.texts : []);
    page.sheet.redraw();
    atlas.labels.request();
  };

  /** Make what the tool needs, once. */
  function begin() {
    if (pane) {
      return;
    }
    pane = page.map.createPane("atlas-measure");
    pane.style.zIndex = 640;
    page.map.on("dblclick", finish);
    page.map.on("zoomanim", (event) => place(page.map._getNewPixelOrigin(event.center, event.zoom), 2 ** event.zoom));
    page.map.on("zoom viewreset", () => place(page.map.getPixelOrigin(), 2 ** page.map.getZoom()));
    page.map.on("moveend", thin);
    page.map.getContainer().addEventListener("keydown", (event) => {
      if (takesClicks() && event.key === "Enter" && event.target === page.map.getContainer()) {
        fromKeyboard();
      }
    });
  }

  /** Take a click on the map or on a drawn item if a tool is on; tells whether it did. */
  tool.take = function (event, item) {
    if (!takesClicks()) {
      return atlas.pen.serves(page.tool);
    }
    const { detail } = event.originalEvent || {};
    if (!(detail > 1)) {
      report(event.latlng, item);
    }
    return true;
  };

  /** A double click ends the line where its first click was taken. */
  function finish(event) {
    if (!takesClicks()) {
      return;
    }
    if (!last || pixelsBetween(event.latlng, [last.lat, last.lon]) > SNAP_PX) {
      last = { lon: event.latlng.lng, lat: event.latlng.lat };
    }
    atlas.send("ToolClicked", { ...last, is_last: true });
  }

  function pixelsBetween(one, other) {
    return page.map.latLngToContainerPoint(one).distanceTo(page.map.latLngToContainerPoint(other));
  }

  /** Enter takes the middle of the map; a second time, with the map unmoved, it ends the line. */
  function fromKeyboard() {
    const { lng, lat } = page.map.getCenter();
    if (last && last.byKey && last.at === `${lng} ${lat}`) {
      atlas.send("ToolClicked", { lon: last.lon, lat: last.lat, is_last: true });
      last = null;
      return;
    }
    report({ lng, lat }, null);
    Object.defineProperties(last, { byKey: { value: true }, at: { value: `${lng} ${lat}` } });
  }

  /** Report a point: the first one again where it was meant, the place itself where one was hit. */
  function report(latlng, item) {
    const position = first(latlng) || (item && item.kind === "point" ? item.coordinates : [latlng.lng, latlng.lat]);
    last = { lon: position[0], lat: position[1] };
    atlas.send("ToolClicked", { ...last, is_last: false });
  }

  /** Return the first point if a click is near it and closes an area. */
  function first(latlng) {
    if (!drawn || drawn.isClosed || drawn.points.length < 3) {
      return null;
    }
    const [lon, lat] = drawn.points[0];
    return pixelsBetween(latlng, [lat, lon]) <= SNAP_PX ? [lon, lat] : null;
  }

  /** Return a message as paths in world units; the line is repeated on both sides of the seam. */
  function prepared(message) {
    const line = mercator.flat(message.line_lons.map((lon, index) => [lon, message.line_lats[index]]));
    const copies = [-WORLD, 0, WORLD].map((shift) => line.map((value, index) => (index % 2 ? value : value + shift)));
    return {
      points: message.lons.map((lon, index) => [lon, message.lats[index]]),
      line: line.length > 2 ? mercator.path(copies, false) : null,
      area: message.is_closed && line.length > 6 ? mercator.path(copies, true) : null,
      isClosed: message.is_closed,
    };
  }

  /** Paint the area, the line on its casing, and the points; called at the end of the sheet's drawing. */
  tool.paint = function (ctx, view) {
    if (!drawn) {
      return;
    }
    const colours = atlas.colours();
    view.toWorld(ctx);
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    if (drawn.area) {
      ctx.globalAlpha = 0.16;
      ctx.fillStyle = colours.accent;
      ctx.fill(drawn.area, "evenodd");
    }
    for (const [colour, width, alpha] of drawn.line ? [[colours.paper, 6.5, 0.9], [colours.ink, 2.6, 1]] : []) {
      ctx.globalAlpha = alpha;
      ctx.strokeStyle = colour;
      ctx.lineWidth = width / view.scale;
      ctx.setLineDash([]);
      ctx.stroke(drawn.line);
    }
    view.toPixels(ctx);
    for (const [lon, lat] of drawn.points) {
      const [x, y] = view.pixel(mercator.x(lon), mercator.y(lat));
      ctx.beginPath();
      ctx.arc(x, y, 5, 0, 2 * Math.PI);
      ctx.fillStyle = colours.paper;
      ctx.fill();
      ctx.strokeStyle = colours.ink;
      ctx.lineWidth = 2.4;
      ctx.stroke();
    }
    ctx.lineCap = "butt";
    ctx.lineJoin = "miter";
  };

  /** Write a text beside each point. */
  function write(wanted) {
    texts.splice(0).forEach(({ element }) => element.remove());
    wanted.forEach((text, index) => {
      const [lon, lat] = drawn.points[index];
      const element = atlas.element("div", "atlas-label-anchor leaflet-zoom-animated", "", { "aria-hidden": "true" });
      const span = atlas.element("span", "atlas-measure-text atlas-obstacle", text);
      span.hidden = !text;
      element.append(span);
      pane.append(element);
      texts.push({ element, span, x: mercator.x(lon), y: mercator.y(lat) });
    });
    place(page.map.getPixelOrigin(), 2 ** page.map.getZoom());
    thin();
  }

  function place(origin, scale) {
    for (const { element, x, y } of texts) {
      L.DomUtil.setPosition(element, L.point(Math.round(x * scale - origin.x), Math.round(y * scale - origin.y)));
    }
  }

  /** Where texts would lie on each other the later one, which says more, stays. */
  function thin() {
    const kept = [];
    for (const { span } of [...texts].reverse()) {
      const box = span.getBoundingClientRect();
      const isFree = kept.every((other) => box.left > other.right + APART_PX || box.right < other.left - APART_PX || box.top > other.bottom + APART_PX || box.bottom < other.top - APART_PX);
      span.style.visibility = isFree ? "" : "hidden";
      if (isFree && box.width) {
        kept.push(box);
      }
    }
  }

  /** What is drawn, for tests. */
  tool.state = function () {
    return {
      tool: page.tool,
      points: drawn ? drawn.points : [],
      texts: texts.map(({ span }) => span.textContent),
      isClosed: Boolean(drawn && drawn.area),
      hasLine: Boolean(drawn && drawn.line),
      cursor: getComputedStyle(page.map.getContainer()).cursor,
    };
  };
})((window.atlas = window.atlas || {}));
