/*
 * The relief of a picture or a print, painted on one canvas. Tiles that are shown as images leave their pixels in the engine's
 * cache, scene by scene, long after they are gone; these are never shown, and their pixels are dropped as soon as painted.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const QUALITY = 0.86;
  const relief = (atlas.relief = {});
  const canvas = document.createElement("canvas");
  let painted = "";
  let picture = null;

  /** Return the tiles of a strip of the map, each with its box in CSS pixels of the strip. */
  function tilesIn(top, height) {
    const map = page.map.getContainer();
    const from = map.getBoundingClientRect();
    const [left, above] = [from.x + map.clientLeft, from.y + map.clientTop + top];
    return Object.values(page.basemap._tiles)
      .filter((tile) => tile.current)
      .map(({ el }) => ({ el, box: el.getBoundingClientRect() }))
      .map(({ el, box }) => ({ el, box: [box.x - left, box.y - above, box.width, box.height] }))
      .filter(({ box: [, y, , tall] }) => y < height && y + tall > 0);
  }

  /** Paint the tiles of the strip on show, or of all the map, and tell whether that changed anything. */
  relief.paint = async function (ratio) {
    const size = page.map.getSize();
    const { top, height } = page.sheet.strip || { top: 0, height: size.y };
    const tiles = tilesIn(top, height);
    const wanted = JSON.stringify([ratio, size, top, height, tiles.map(({ el, box }) => [el.src, box])]);
    if (wanted === painted) {
      return false;
    }
    canvas.width = Math.ceil(size.x * ratio);
    canvas.height = Math.ceil(height * ratio);
    const pen = canvas.getContext("2d", { alpha: false });
    pen.imageSmoothingQuality = "high";
    pen.scale(ratio, ratio);
    for (const { el, box } of tiles) {
      const pixels = await createImageBitmap(el);
      pen.drawImage(pixels, ...box);
      pixels.close();
    }
    painted = wanted;
    return true;
  };

  /** Let the sheet be drawn over what is painted. */
  relief.lay = function () {
    page.sheet._draw = function () {
      if (painted) {
        this._ctx.setTransform(1, 0, 0, 1, 0, 0);
        this._ctx.drawImage(canvas, 0, 0);
      }
      atlas.Sheet.prototype._draw.call(this);
    };
  };

  /** Show the relief as one picture below the map, which a printer keeps as it is. */
  relief.show = async function (ratio) {
    await relief.paint(ratio);
    picture = atlas.element("img", "atlas-relief", "", { alt: "" });
    await new Promise((resolve, reject) => {
      picture.onload = resolve;
      picture.onerror = reject;
      picture.src = canvas.toDataURL("image/jpeg", QUALITY);
    });
    canvas.width = canvas.height = 0;
    painted = "";
    page.map.getContainer().prepend(picture);
  };

  relief.hide = function () {
    if (picture) {
      picture.remove();
      picture = null;
    }
  };
})((window.atlas = window.atlas || {}));
