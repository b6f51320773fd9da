/* Plain Leaflet with the program's tiles and items: one canvas, L.geoJSON for all that is on at the start. */
"use strict";

const SYMBOL_RADIUS = 10;
const FLIGHT_S = 1.6;
const canvas = L.canvas();
const map = L.map("map", { zoomSnap: 0.25, renderer: canvas, zoomControl: false, attributionControl: false });
const tiles = L.tileLayer("tiles/{z}/{x}/{y}", { minZoom: 1, maxZoom: 11, minNativeZoom: 2, maxNativeZoom: 7 });

/** Return Leaflet's style for an item. */
function styleOf(drawing, item) {
  const style = (drawing.styles[item.style] || {}).light || {};
  return {
    renderer: canvas,
    stroke: Boolean(style.stroke),
    color: style.stroke,
    weight: style.width,
    opacity: style.opacity ?? 1,
    dashArray: style.dash || null,
    fill: Boolean(style.fill),
    fillColor: style.fill,
    fillOpacity: style.fill_opacity ?? 1,
  };
}

/** Return the marker of a point. */
function markerOf(drawing, item, position) {
  const symbol = drawing.symbols[item.symbol];
  const style = styleOf(drawing, item);
  const own = symbol ? { fill: true, fillColor: symbol.fill.light, stroke: true, color: "#fff", weight: 1 } : {};
  return L.circleMarker(position, { ...style, ...own, radius: symbol ? SYMBOL_RADIUS : 4 });
}

/** Return the items that are on at the start as GeoJSON. */
function features(drawing) {
  const kinds = { area: "MultiPolygon", line: "MultiLineString", point: "Point" };
  const found = [];
  for (const layer of drawing.layers) {
    const off = new Set(layer.parts.filter((part) => !part.on).map((part) => part.id));
    for (const item of layer.items) {
      if (kinds[item.kind] && !off.has(item.part)) {
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
    pointToLayer: (feature, position) => markerOf(drawing, feature.properties, position),
  }).addTo(map);
  tiles.once("load", () => requestAnimationFrame(() => requestAnimationFrame(() => (document.title = "drawn"))));
  tiles.addTo(map);
}

start();
