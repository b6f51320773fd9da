/* Plain Leaflet with the program's tiles and items: one canvas, L.geoJSON for all that is on at the start. */
"use strict";

const FLIGHT_S = 1.6;
const canvas = L.canvas();
const map = L.map("map", {
  zoomSnap: 0.25,
  renderer: canvas,
  fadeAnimation: false, // as the program's map: fading tiles would cost frames
  zoomControl: false,
  attributionControl: false,
});
const tiles = L.tileLayer("tiles/{z}/{x}/{y}", { minZoom: 1, maxZoom: 11, minNativeZoom: 2, maxNativeZoom: 7 });

/** Return Leaflet's style for an item: an area, a line, or the circle that stands for a point. */
function styleOf(drawing, item) {
  const style = (drawing.styles[item.style] || {}).light || {};
  const symbol = drawing.symbols[item.symbol];
  const fill = symbol ? symbol.fill.light : style.fill;
  return {
    renderer: canvas,
    stroke: Boolean(style.stroke && style.width),
    color: style.stroke,
    weight: style.width,
    opacity: style.opacity ?? 1,
    dashArray: style.dash && style.dash.length ? style.dash : null,
    fill: Boolean(fill && style.fill_opacity !== 0),
    fillColor: fill,
    fillOpacity: style.fill_opacity ?? 1,
    radius: style.radius,
  };
}

/** Return the items that are seen at the start as GeoJSON. */
function features(drawing) {
  const kinds = { area: "MultiPolygon", line: "MultiLineString", point: "Point" };
  const found = [];
  for (const layer of drawing.layers) {
    const off = new Set(layer.parts.filter((part) => !part.on).map((part) => part.id));
    for (const item of layer.items) {
      if (kinds[item.kind] && !off.has(item.part) && (item.min_zoom || 0) <= map.getZoom()) {
        found.push({ type: "Feature", properties: item, geometry: { type: kinds[item.kind], coordinates: item.coordinates } });
      }
    }
  }
  return found;
}

/** Fly to an area given as west, south, east, north. */
function flyTo([west, south, east, north]) {
  map.flyToBounds([[south, west], [north, east]], { duration: FLIGHT_S });
}

/** Draw the whole canvas anew. */
function redraw() {
  canvas._redrawBounds = null;
  canvas._redraw();
}

async function start() {
  const drawing = await (await fetch("drawing.json")).json();
  const [west, south, east, north] = drawing.home;
  map.fitBounds([[south, west], [north, east]]);
  L.geoJSON(features(drawing), {
    style: (feature) => styleOf(drawing, feature.properties),
    pointToLayer: (feature, position) => L.circleMarker(position),
  }).addTo(map);
  tiles.once("load", () => requestAnimationFrame(() => requestAnimationFrame(() => (document.title = "drawn"))));
  tiles.addTo(map);
}

start();
