/* The start: folium hands its map over, the drawing is read, all layers are made, Python is told. */
(function (atlas) {
  "use strict";

  const page = atlas.page;

  /** Begin with folium's map and basemap. */
  atlas.start = function (map, basemap) {
    page.map = map;
    page.basemap = basemap.addTo(map);
    basemap.isLoading = basemap.isLoading || (() => Boolean(basemap._loading));
    atlas.loadFonts();
    Promise.all([readDrawing(), atlas.connect(), document.fonts.ready])
      .then(([drawing]) => {
        build(drawing);
        atlas.send("Ready", { version: drawing.version });
      })
      .catch(atlas.fail);
  };

  /** Return the drawing: from the page itself where it brings one, else from beside it. */
  async function readDrawing() {
    if (window.atlasDrawing) {
      return window.atlasDrawing;
    }
    const answer = await fetch("drawing.json");
    if (!answer.ok) {
      throw new Error(`drawing.json: ${answer.status}`);
    }
    return answer.json();
  }

  function build(drawing) {
    page.drawing = drawing;
    document.documentElement.dataset.theme = page.theme;
    document.documentElement.classList.toggle("has-veil", "veil" in drawing.styles);
    page.sheet = new atlas.Sheet();
    page.parts = new Set(drawing.layers.flatMap((layer) => layer.parts).filter((part) => part.on).map((part) => part.id));
    atlas.legend.start();
    atlas.controls.start();
    atlas.labels.start();
    atlas.arrows.start();
    atlas.pointer.start();
    atlas.banner.start();
    atlas.look.start();
    atlas.layout.start();
    addItems(drawing);
    atlas.camera.start();
    atlas.controls.retext();
    atlas.legend.retext();
    const [west, south, east, north] = drawing.home;
    atlas.camera.show(west, south, east, north, true, 0);
  }

  /** Make all items; they stay on the canvas in this order, shown or not. */
  function addItems(drawing) {
    page.sheet.addTo(page.map);
    for (const layer of drawing.layers) {
      for (const item of layer.items) {
        const drawn = atlas.made(item, layer.id);
        page.items.set(item.id, { item, drawn });
        if (drawn) {
          atlas.lay(drawn);
        }
      }
    }
  }

  /** Put an item on the canvas, above those that are there. */
  atlas.lay = function (drawn) {
    drawn.options.renderer = page.sheet;
    drawn.addTo(page.map);
    if (drawn.item.clickable !== false) {
      atlas.pointer.watch(drawn);
    }
  };

  /** Make one item; one that cannot be made is reported and does not take the others along. */
  atlas.made = function (item, layerId) {
    try {
      return atlas.drawn(item, layerId);
    } catch (error) {
      atlas.fail(`${layerId}/${item.id} cannot be drawn: ${error}`);
      return null;
    }
  };

  /**
   * Names are measured on a canvas, which loads no font by itself: ask for those of the language on
   * show (the Japanese one is large), then place anew.
   */
  atlas.loadFonts = function () {
    const latin = ['500 14px "Noto Sans"', 'italic 500 14px "Noto Sans"'];
    const wanted = page.language === "ja" ? [...latin, '500 14px "Noto Sans JP"'] : latin;
    Promise.all(wanted.map((font) => document.fonts.load(font, "Aあ"))).then(() => {
      atlas.forgetStamps();
      if (page.sheet) {
        page.sheet.redraw();
        atlas.labels.request();
      }
    }, atlas.fail);
  };

  /** What is on show, for tests. */
  atlas.state = function () {
    const centre = page.map.getCenter();
    return {
      center: [centre.lng, centre.lat],
      zoom: page.map.getZoom(),
      parts: [...page.parts].sort(),
      selected: [...page.selected],
      glowing: [...page.glowing],
      language: page.language,
      theme: page.theme,
      labels: atlas.labelBoxes().length,
      arrows: atlas.arrows.texts(),
      flying: Boolean(atlas.camera.flight),
    };
  };
})((window.atlas = window.atlas || {}));
