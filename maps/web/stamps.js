/*
 * Stamps: symbols drawn once and then copied. A map of many deposits shows the same few pictures
 * over and over; copying one costs a tenth of drawing it.
 */
(function (atlas) {
  "use strict";

  const MOST = 600;
  const ROOM = 8;
  const kept = new Map();

  /** Draw an item's symbol around a point (pixels of the pane), by its stamp. */
  atlas.stamp = function (ctx, x, y, size, item, ratio) {
    const rounded = Math.round(size * 2) / 2;
    if (ctx.isVector) {
      atlas.symbols.draw(ctx, x, y, rounded, atlas.symbolOf(item.symbol), item);
      return;
    }
    const key = [atlas.page.theme, item.symbol, rounded, ratio, Boolean(item.hollow), Boolean(item.dashed), item.badge || ""].join("|");
    let stamp = kept.get(key);
    if (!stamp) {
      stamp = make(rounded, item, ratio);
      if (kept.size >= MOST) {
        kept.clear();
      }
      kept.set(key, stamp);
    }
    const left = Math.round((x - stamp.half) * ratio) / ratio;
    const top = Math.round((y - stamp.half) * ratio) / ratio;
    ctx.drawImage(stamp.canvas, left, top, 2 * stamp.half, 2 * stamp.half);
  };

  /** Forget all stamps: a font has come, and letters look otherwise. */
  atlas.forgetStamps = function () {
    kept.clear();
  };

  function make(size, item, ratio) {
    const half = Math.ceil(size / 2 + ROOM);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.round(2 * half * ratio);
    const ctx = canvas.getContext("2d");
    ctx.scale(canvas.width / (2 * half), canvas.height / (2 * half));
    atlas.symbols.draw(ctx, half, half, size, atlas.symbolOf(item.symbol), item);
    return { canvas, half };
  }
})((window.atlas = window.atlas || {}));
