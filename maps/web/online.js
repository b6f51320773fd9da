/*
 * Street tiles between the built-in map and the layers. The page asks the program's own scheme for them; what does not
 * come is simply not there, and the built-in map is seen.
 *
 * While any tile is in sight, what would cover the streets or say twice what they say is left out.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const TILES = "online/{z}/{x}/{y}.png";
  const EVENTS = "tileload tileerror tileunload load";
  const HIGHEST_ZOOM = 19;
  /** Fills over the streets, by style: how much of each is left. */
  const FILLS = { veil: 0, "focus-country": 0, "other-country": 0.5, water: 0 };
  const online = (atlas.online = { isShown: false });
  let layer = null;
  let asked = { on: false, credit: "", address: "", licence: "", attempt: 0 };
  let line = null;

  /** Show tiles as they come, or none any more; another attempt asks again for what did not come. */
  online.show = function (message) {
    const isAgain = asked.attempt !== message.attempt;
    asked = message;
    if (message.on && !layer) {
      layer = L.tileLayer(TILES, {
        className: "atlas-streets",
        maxNativeZoom: HIGHEST_ZOOM,
        zIndex: 5,
        keepBuffer: 1,
        updateWhenIdle: true,
        updateWhenZooming: false,
      });
      layer.on(EVENTS, look);
      layer.addTo(page.map);
    } else if (!message.on && layer) {
      layer.off(EVENTS, look);
      layer.remove();
      layer = null;
    } else if (layer && isAgain) {
      askAgain();
    }
    look();
  };

  /** Ask again for the tiles that are wanted and did not come. */
  function askAgain() {
    for (const { el, current, loaded } of Object.values(layer._tiles)) {
      if (current && loaded && !isThere(el)) {
        el.src = `${el.src.split("?")[0]}?${asked.attempt}`;
      }
    }
  }

  const isThere = (image) => image.classList.contains("leaflet-tile-loaded");

  /** Find out whether any tile is in sight; between two zoom levels there may be none for a moment. */
  function look() {
    const isAny = Boolean(layer) && Object.values(layer._tiles).some(({ el }) => isThere(el));
    if (isAny === online.isShown || (!isAny && layer && layer.isLoading())) {
      return;
    }
    online.isShown = isAny;
    document.documentElement.classList.toggle("has-streets", isAny);
    online.retext();
    page.sheet.redraw();
    atlas.labels.request();
  }

  /** Say whose tiles are in sight, in the language on show; nothing while there are none. */
  online.retext = function () {
    if (!line && online.isShown) {
      line = atlas.element("p", "atlas-credit atlas-online");
      document.querySelector(".atlas-strip").append(line);
    }
    if (!line) {
      return;
    }
    line.hidden = !online.isShown;
    const link = atlas.element("a", "", asked.credit, { href: asked.address });
    line.replaceChildren(link, ` (${asked.licence})  ·  ${atlas.text("streets")}`);
  };

  /** Return the share of a style's fill that is left. */
  online.fillOf = (style) => (online.isShown && style in FILLS ? FILLS[style] : 1);

  /** What is on show, for tests. */
  online.state = function () {
    const tiles = layer ? Object.values(layer._tiles) : [];
    return {
      on: Boolean(layer),
      isShown: online.isShown,
      isLoading: Boolean(layer && layer.isLoading()),
      asked: tiles.length,
      there: tiles.filter(({ el }) => isThere(el)).length,
      credit: line && !line.hidden ? line.textContent : "",
    };
  };
})((window.atlas = window.atlas || {}));
