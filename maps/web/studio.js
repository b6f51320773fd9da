/*
 * The page as an exporter's model: told how sharp to be, when to hold still, and to say with a sign of its own colour that what
 * can be grabbed now is what it was asked for and no earlier frame. A large picture is taken strip by strip. Also the sheet
 * drawn once more, as SVG, for a printer.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const MOST_LEVELS = 2;
  const PRINTED_RATIO = 2;
  const TILE_PX = 256;
  const TILE_ZOOMS = [2, 7];
  const [purpose, height] = location.hash.slice(1).split(",");
  const studio = (atlas.studio = { isPrinting: purpose === "print", firstStrip: null });
  let sign = null;
  let drawing = null;
  let sharpness = 0;

  /** Say something to the exporter: a title is heard without being asked for. */
  function tell(word, number) {
    document.title = `${word} ${number}`;
  }

  function resized(width, height) {
    const room = 1 + 1 / (window.devicePixelRatio || 1);
    return Math.abs(window.innerWidth - width) <= room && Math.abs(window.innerHeight - height) <= room;
  }

  /** Resolve once the window has a size (within a pixel) and everything is drawn in it, sharp at the device's ratio. */
  studio.settle = async function (width, height, shown = null) {
    while (!resized(width, height)) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const isFurther = crop(shown);
    page.map.invalidateSize({ animate: false, debounceMoveend: true });
    sharpen();
    if (!isFurther) {
      await atlas.whenIdle();
    }
    while (purpose === "picture" && (await atlas.relief.paint(window.devicePixelRatio || 1))) {
      page.sheet.redraw();
      await atlas.whenIdle();
    }
  };

  /** Let the window show a strip of the map, ``{ top, height, of }`` in CSS pixels; tell whether it only went down by one. */
  function crop(wanted) {
    const { sheet } = page;
    const shown = sheet.strip;
    const isFurther = Boolean(shown && wanted && shown.of === wanted.of && wanted.top > shown.top);
    if (JSON.stringify(shown) !== JSON.stringify(wanted)) {
      sheet.strip = wanted;
      showStrip(wanted);
      sheet._update();
      sheet.redraw();
    }
    return isFurther;
  }

  /** Let go of what the last scene left behind: the engine would wait until far more has gathered. */
  studio.tidy = function () {
    if (window.gc) {
      window.gc(); // ui/memory.py
    }
  };

  /** Show the sign of a number below the map once all is drawn, and tell so. */
  studio.pose = function (number, width, height, shown) {
    studio.settle(width, height, shown).then(() => {
      if (!sign) {
        sign = document.body.appendChild(atlas.element("div", "atlas-sign", "", { "aria-hidden": "true" }));
      }
      sign.style.background = `rgb(${(number >> 16) & 255}, ${(number >> 8) & 255}, ${number & 255})`;
      requestAnimationFrame(() => tell("posed", number));
    }, atlas.fail);
  };

  /** Tell when a promise has its value, which is then in ``studio.answer``. */
  studio.hear = function (number, promise) {
    Promise.resolve(promise).then(
      (value) => {
        studio.answer = value === undefined ? null : value;
        tell("answered", number);
      },
      (error) => {
        atlas.fail(error);
        tell("refused", number);
      },
    );
  };

  /** Take the window for a picture: room for the sign below the map, and nothing that only a user needs. */
  studio.enter = function (signPx) {
    document.documentElement.style.setProperty("--sign", `${signPx}px`);
    document.documentElement.classList.add("is-studio");
    document.documentElement.classList.toggle("is-printing", studio.isPrinting);
    page.sheet.options.padding = 0;
    if (purpose === "picture") {
      atlas.relief.lay();
    }
    page.map.eachLayer((layer) => layer instanceof L.TileLayer && layer !== page.basemap && layer.remove());
    page.map.invalidateSize({ animate: false, debounceMoveend: true });
    atlas.legend.retext();
  };

  function showStrip(shown) {
    const { classList, style } = document.documentElement;
    classList.toggle("has-strips", Boolean(shown));
    style.setProperty("--map-height", shown ? `${shown.of}px` : "");
    style.setProperty("--map-top", shown ? `${-shown.top}px` : "");
  }

  document.documentElement.classList.toggle("has-painted-relief", purpose === "picture" || studio.isPrinting);
  if (height) {
    studio.firstStrip = { top: 0, height: window.innerHeight, of: Number(height) };
    showStrip(studio.firstStrip); // cards are laid out by the size that the map has at the start
  }

  /** Draw anew what was made for another ratio, and lay tiles of as many levels more as it has pixels. */
  function sharpen() {
    const ratio = studio.isPrinting ? PRINTED_RATIO : window.devicePixelRatio || 1;
    if (ratio === sharpness) {
      return;
    }
    sharpness = ratio;
    const levels = Math.max(0, Math.min(MOST_LEVELS, Math.ceil(Math.log2(ratio) - 0.1)));
    page.map.getContainer().dataset.fine = String(levels);
    page.map.removeLayer(page.basemap);
    Object.assign(page.basemap.options, {
      keepBuffer: 0,
      tileSize: TILE_PX / 2 ** levels,
      zoomOffset: levels,
      minNativeZoom: Math.max(0, TILE_ZOOMS[0] - levels),
      maxNativeZoom: TILE_ZOOMS[1] - levels,
    });
    page.basemap.addTo(page.map);
    page.sheet._update();
    atlas.forgetStamps();
    atlas.legend.retext();
    page.sheet.redraw();
  }

  /** Draw the sheet as SVG over the canvas, for what is in sight, and the relief as one picture below it. */
  studio.draw = async function () {
    studio.wipe();
    await atlas.relief.show(PRINTED_RATIO);
    const { sheet, map } = page;
    const size = map.getSize();
    const pen = new atlas.vector.Pen(size.x, size.y);
    const view = sheet.viewOf(1);
    const kept = [sheet._ctx, sheet.view];
    try {
      [sheet._ctx, sheet.view] = [pen, view];
      sheet._draw();
    } finally {
      [sheet._ctx, sheet.view] = kept;
    }
    drawing = pen.svg;
    drawing.classList.add("atlas-drawing");
    L.DomUtil.setPosition(drawing, view.min);
    sheet._container.parentElement.append(drawing);
    return drawing.querySelectorAll("path, text").length;
  };

  /** Take the SVG away again. */
  studio.wipe = function () {
    atlas.relief.hide();
    if (drawing) {
      drawing.remove();
      drawing = null;
    }
  };
})((window.atlas = window.atlas || {}));
