/* Buttons, scale bar, footnotes and attribution. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const SCALE_PX = 110;
  const BUTTONS_PX = 46;
  /** With the passage on show, legend and passage together may keep the area from this share of the width; of the height title and banner. */
  const LARGEST_SHARE = 0.62;
  const controls = (atlas.controls = { lines: [] });
  const parts = {};

  controls.start = function () {
    const container = page.map.getContainer();
    container.tabIndex = 0;
    parts.buttons = buttons();
    parts.foot = foot();
    container.append(parts.buttons, parts.foot);
    for (const element of [parts.buttons, parts.foot]) {
      L.DomEvent.disableClickPropagation(element);
      L.DomEvent.disableScrollPropagation(element);
    }
  };

  function buttons() {
    const box = atlas.element("div", "atlas-buttons atlas-card atlas-obstacle");
    const zoom = (step) => () => {
      atlas.camera.land();
      atlas.camera.byUser = true;
      page.map.setZoom(page.map.getZoom() + step);
    };
    const named = [
      ["zoom_in", "M8 3v10M3 8h10", zoom(1)],
      ["zoom_out", "M3 8h10", zoom(-1)],
      ["home", "M2.5 8 8 3l5.5 5M4.5 7v6h7V7", () => atlas.send("HomeClicked", {})],
    ];
    for (const [key, path, act] of named) {
      const button = atlas.element("button", "atlas-button", "", { type: "button", "data-text": key });
      button.append(icon(path));
      button.addEventListener("click", act);
      box.append(button);
    }
    return box;
  }

  /** Return a small drawn icon. */
  function icon(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const stroke = document.createElementNS("http://www.w3.org/2000/svg", "path");
    stroke.setAttribute("d", path);
    svg.append(stroke);
    return svg;
  }

  function foot() {
    const box = atlas.element("div", "atlas-foot");
    parts.scale = atlas.element("div", "atlas-scale atlas-obstacle", "", { "aria-hidden": "true" });
    parts.scaleText = atlas.element("span", "atlas-scale-text");
    parts.scaleBar = atlas.element("span", "atlas-scale-bar");
    parts.scale.append(parts.scaleText, parts.scaleBar);
    parts.strip = atlas.element("div", "atlas-strip atlas-obstacle");
    parts.notes = atlas.element("p", "atlas-notes");
    parts.credit = atlas.element("p", "atlas-credit");
    parts.strip.append(parts.notes, parts.credit);
    box.append(parts.scale, parts.strip);
    return box;
  }

  /** Write everything in the language on show. */
  controls.retext = function () {
    page.map.getContainer().setAttribute("aria-label", atlas.text("map"));
    for (const button of parts.buttons.children) {
      const text = atlas.text(button.dataset.text);
      button.setAttribute("aria-label", text);
      button.title = text;
    }
    const credit = [atlas.text("attribution"), atlas.text("borders")].filter(Boolean).join("  ·  ");
    parts.credit.textContent = credit;
    parts.credit.title = credit;
    atlas.online.retext();
    controls.footnotes(controls.lines);
    controls.rescale();
  };

  /**
   * Return what the cards may take from the map, each as pixels at the left, top, right and bottom, the best first.
   *
   * A passage in the corner takes the right side or the bottom, whichever leaves more of the area on show; the last
   * choice lets the legend lie over the map, for maps that would have too little left.
   */
  controls.rooms = function () {
    const size = page.map.getSize();
    const legend = atlas.legend.width();
    const [head, foot] = atlas.heading.room();
    const left = legend < 0.3 * size.x || (atlas.look.isProjector() && legend < 0.33 * size.x) ? legend : 0;
    const below = parts.foot.offsetHeight;
    const banner = 6 + atlas.banner.bottom();
    const isLow = atlas.layout.isNeeded() && Math.max(8 + head, banner) + below + foot > LARGEST_SHARE * size.y;
    const top = isLow ? 8 + head : Math.max(8 + head, banner);
    const [wide, tall] = atlas.passage.room();
    const beside = [left, top, Math.max(BUTTONS_PX, wide), below + foot];
    const above = [left, top, BUTTONS_PX, Math.max(below + foot, tall)];
    const over = [0, top, BUTTONS_PX, below + foot];
    return { clear: wide ? [above, beside] : [beside], over };
  };

  /** Show source lines, numbered from 1, in one line. */
  controls.footnotes = function (lines) {
    controls.lines = lines;
    const notes = lines.map((line, index) => {
      const note = atlas.element("span", "atlas-note");
      note.append(atlas.element("b", "", `${index + 1}`), ` ${line}`);
      return note;
    });
    parts.notes.replaceChildren(...notes);
    parts.notes.hidden = !lines.length;
    parts.notes.title = lines.map((line, index) => `${index + 1} ${line}`).join("\n");
    parts.notes.setAttribute("aria-label", atlas.text("sources"));
  };

  /** Set the scale bar: a round number of kilometres at the map's middle. */
  controls.rescale = function () {
    const map = page.map;
    const size = map.getSize();
    const middle = size.y / 2;
    const metres = map.distance(map.containerPointToLatLng([size.x / 2 - SCALE_PX / 2, middle]), map.containerPointToLatLng([size.x / 2 + SCALE_PX / 2, middle]));
    const power = 10 ** Math.floor(Math.log10(metres));
    const round = [5, 2, 1].find((step) => step * power <= metres) * power;
    const isKm = round >= 1000;
    parts.scaleText.textContent = `${atlas.number(isKm ? round / 1000 : round)} ${isKm ? atlas.text("km") || "km" : "m"}`;
    parts.scaleBar.style.width = `${Math.round((SCALE_PX * round) / metres)}px`;
  };
})((window.atlas = window.atlas || {}));
