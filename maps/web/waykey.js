/* What explains ways, limits and marks, below the legend's rows: only what is on show. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const MARKS = ["border", "gauge", "transfer", "hub", "bottleneck", "water"];
  const waykey = (atlas.waykey = {});

  /** It stays in sight when the legend is folded: what is drawn above all else is always explained. */
  waykey.box = atlas.element("div", "atlas-waykey", "", { role: "group", tabindex: "0" });
  waykey.box.hidden = true;

  /** Write the key anew from what is on show, in the language and theme on show. */
  waykey.explain = function () {
    const rows = [...lines(), ...marks()].map(([swatch, key]) => row(swatch, atlas.text(key)));
    waykey.box.hidden = rows.length === 0;
    waykey.box.setAttribute("aria-label", atlas.text("ways"));
    waykey.box.replaceChildren(...(rows.length ? [atlas.element("div", "atlas-waykey-head", atlas.text("ways")), ...rows] : []));
  };

  function lines() {
    const { ways } = atlas;
    const zoom = page.map.getZoom();
    const isShown = (id) => page.items.get(id).drawn && page.items.get(id).drawn.isShown(zoom);
    const both = ways.first.size && ways.second.size;
    return [
      ways.first.size && ["way:first", both ? "way_first" : "way_only"],
      ways.second.size && ["way:second", both ? "way_second" : "way_only"],
      ...["sea", "road", "pipeline"].filter(has).map((mode) => [`dash:${mode}`, `mode_${mode}`]),
      ways.line && ["way:straight", "way_straight"],
      [...ways.closed].some(isShown) && ["way:closed", "way_closed"],
      (ways.broken.size || atlas.marks.kinds().has("broken")) && ["way:broken", "mark_broken"],
    ].filter(Boolean);
  }

  /** Tell whether a leg of the ways on show goes by a mode. */
  function has(mode) {
    return [...atlas.ways.first, ...atlas.ways.second].some((id) => page.items.get(id).item.style.split("-")[1] === mode);
  }

  function marks() {
    const kinds = atlas.marks.kinds();
    const ends = [["start", "mark_start"], ["end", "mark_end"]].filter(([kind]) => kinds.has(kind));
    const isPair = ends.length === 2;
    return [
      ...(isPair ? [["ends", "mark_ends"]] : ends.map(([kind, key]) => [`mark:${kind}`, key])),
      ...MARKS.filter((kind) => kinds.has(kind)).map((kind) => [`mark:${kind}`, `mark_${kind}`]),
    ];
  }

  function row(swatch, text) {
    const element = atlas.element("div", "atlas-row atlas-waykey-row");
    element.append(atlas.swatch(swatch), atlas.element("span", "atlas-row-name", text));
    return element;
  }

  /** Draw a swatch of the key: a way, a mode's dash, a mark. */
  waykey.draw = function (ctx, kind, key, width, height) {
    const middle = height / 2;
    if (kind === "mark") {
      atlas.markShapes.draw(ctx, key, width / 2, key === "start" || key === "end" ? height : middle, 0);
    } else if (kind === "ends") {
      ["start", "end"].forEach((end, index) => {
        ctx.save();
        ctx.translate(width * (0.27 + 0.46 * index), height - 0.5);
        ctx.scale(0.58, 0.58);
        atlas.markShapes.draw(ctx, end, 0, 0, 0);
        ctx.restore();
      });
    } else {
      way(ctx, kind, key, new Path2D(`M2 ${middle}H${width - 2}`), width / 2, middle);
    }
  };

  function way(ctx, kind, key, path, x, y) {
    const colours = atlas.colours();
    const line = (colour, width, dash) => {
      ctx.setLineDash(dash || []);
      ctx.lineWidth = width;
      ctx.strokeStyle = colour;
      ctx.stroke(path);
    };
    if (kind === "dash") {
      ctx.lineCap = key === "road" ? "round" : "butt";
      line(colours.ink, 3.6, atlas.ways.dash(atlas.styleOf(`network-${key}`).dash, true).map((part) => part * 0.62));
    } else if (key === "first") {
      line(colours.first, 5.2);
    } else if (key === "second") {
      line(colours.second, 12.4);
      line(colours.paper, 7.6);
    } else if (key === "straight") {
      line(colours.ink, 1.8, [5, 4]);
    } else if (key === "closed") {
      line(colours.closed, 1.3);
    } else {
      line(colours.closed, 2.8, [5, 4]);
      ctx.clearRect(x - 7, 0, 14, 2 * y);
      atlas.markShapes.cross(ctx, x, y, 4.6);
    }
  }
})((window.atlas = window.atlas || {}));
