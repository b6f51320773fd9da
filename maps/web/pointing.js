/* The speaker's pointer as the audience sees it: a dot on the map, or a spot of light with all else in the shade. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const mercator = atlas.mercator;
  const pointing = (atlas.pointing = { kind: "" });
  let place = null;
  let dot = null;
  let spot = null;
  let shade = null;

  function begin() {
    if (dot) {
      return;
    }
    const { map } = page;
    const pane = map.createPane("atlas-dot");
    pane.style.zIndex = 660;
    pane.style.pointerEvents = "none";
    dot = atlas.element("div", "atlas-dot leaflet-zoom-animated", "", { "aria-hidden": "true" });
    pane.append(dot);
    spot = atlas.element("div", "atlas-spot", "", { "aria-hidden": "true" });
    shade = atlas.element("div", "atlas-spot-shade");
    spot.append(shade);
    map.getContainer().append(spot);
    map.on("move zoom viewreset resize zoomend", () => put(false));
    map.on("zoomanim", (event) => {
      put(true, event.center, event.zoom);
    });
  }

  /** Show the pointer of a kind at a position, or none. */
  pointing.show = function ({ kind, lon, lat }) {
    begin();
    pointing.kind = kind;
    place = [mercator.x(lon), mercator.y(lat)];
    dot.hidden = kind !== "dot";
    spot.hidden = kind !== "spot";
    put(false);
  };

  /** Put it on its place; with ``isGliding`` where it will be at the end of an animated zoom. */
  function put(isGliding, center, zoom) {
    if (!place || !pointing.kind) {
      return;
    }
    const { map } = page;
    const scale = 2 ** (isGliding ? zoom : map.getZoom());
    const origin = isGliding ? map._getNewPixelOrigin(center, zoom) : map.getPixelOrigin();
    const at = L.point(place[0] * scale - origin.x, place[1] * scale - origin.y);
    if (pointing.kind === "dot") {
      L.DomUtil.setPosition(dot, at);
      return;
    }
    const pane = L.DomUtil.getPosition(map.getPane("mapPane")) || L.point(0, 0);
    shade.classList.toggle("is-gliding", isGliding);
    shade.style.transform = `translate(${at.x + pane.x}px, ${at.y + pane.y}px)`;
  }

  /** What is shown, for tests. */
  pointing.state = () => ({ kind: pointing.kind, dot: Boolean(dot && !dot.hidden), spot: Boolean(spot && !spot.hidden) });
})((window.atlas = window.atlas || {}));
