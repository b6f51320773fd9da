/* Countries filled by an indicator, with the classes explained below the legend's rows. */
(function (atlas) {
  "use strict";

  const OPACITY = { light: 0.82, dark: 0.8 };
  const HATCH_PX = 7;
  const HATCH_INK = { light: "rgba(60, 64, 72, 0.55)", dark: "rgba(205, 211, 222, 0.5)" };
  const colouring = (atlas.colouring = { fills: new Map() });

  /** What explains the colours; hidden while there are none. It stays in sight when the legend is folded. */
  colouring.key = atlas.element("div", "atlas-colouring", "", { role: "group", tabindex: "0" });
  colouring.key.hidden = true;

  /** Fill areas as a ColourAreas command says; empty items end it. */
  colouring.show = function (message) {
    colouring.fills = new Map(message.items.map((id, index) => [id, message.colours[index]]));
    const rows = message.labels.map((label, index) => row(label, message.swatches[index]));
    const heading = atlas.element("div", "atlas-colouring-head", message.heading);
    colouring.key.replaceChildren(heading, ...rows, atlas.element("div", "atlas-colouring-note", message.note));
    colouring.key.setAttribute("aria-label", message.heading);
    colouring.key.hidden = message.items.length === 0;
    colouring.key.scrollTop = 0;
    atlas.page.sheet.redraw();
    atlas.labels.request();
  };

  /** Fill an area whose outline is a path in world units; what has no figure is hatched. */
  colouring.paint = function (ctx, view, id, path) {
    const fill = colouring.fills.get(id);
    if (fill) {
      ctx.globalAlpha = OPACITY[atlas.page.theme];
      ctx.fillStyle = fill;
      ctx.fill(path, "evenodd");
    } else if (fill === "") {
      ctx.save();
      ctx.clip(path, "evenodd");
      view.toPixels(ctx);
      hatch(ctx, view.min.x, view.min.y, view.max.x, view.max.y);
      ctx.restore();
    }
  };

  /** Draw slanting lines over a box; they lie on a grid of the pane's own, so that none jumps while the map moves. */
  function hatch(ctx, left, top, right, bottom) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = HATCH_INK[atlas.page.theme];
    ctx.lineWidth = 1.4;
    ctx.setLineDash([]);
    ctx.beginPath();
    for (let sum = Math.floor((left + top) / HATCH_PX) * HATCH_PX; sum < right + bottom; sum += HATCH_PX) {
      ctx.moveTo(sum - top, top);
      ctx.lineTo(sum - bottom, bottom);
    }
    ctx.stroke();
  }

  /** Return a class's row; its label has a country a line. */
  function row(label, colour) {
    const element = atlas.element("div", "atlas-row atlas-colouring-row");
    element.append(swatch(colour), atlas.element("span", "atlas-row-name", label));
    return element;
  }

  function swatch(colour) {
    const [element, ctx] = atlas.surface(30, 18);
    const box = new Path2D();
    box.roundRect(5, 3, 20, 12, 2.5);
    if (colour) {
      ctx.fillStyle = colour;
      ctx.fill(box);
    } else {
      ctx.save();
      ctx.clip(box);
      hatch(ctx, 0, 0, 30, 18);
      ctx.restore();
    }
    ctx.lineWidth = 1;
    ctx.strokeStyle = atlas.colours().ink;
    ctx.globalAlpha = 0.6;
    ctx.stroke(box);
    return element;
  }
})((window.atlas = window.atlas || {}));
