/* The legend card: a row per layer and part that shows or hides it, and rows that only explain. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const LEAST_WINDOW = { x: 1000, y: 520 };
  const OPEN_AT_FIRST = ["corridors-middle", "deposits"];
  const legend = (atlas.legend = {});
  let card = null;
  let head = null;
  let body = null;
  let rows = [];
  let isOpen = true;
  const unfolded = new Set(OPEN_AT_FIRST);

  legend.start = function () {
    card = atlas.element("section", "atlas-legend atlas-card atlas-obstacle");
    head = atlas.element("button", "atlas-legend-head", "", { type: "button", "aria-controls": "atlas-legend-body" });
    body = atlas.element("div", "atlas-legend-body", "", { id: "atlas-legend-body" });
    head.addEventListener("click", () => open(!isOpen));
    card.append(head, body, atlas.waykey.box, atlas.colouring.key);
    page.map.getContainer().prepend(card);
    L.DomEvent.disableClickPropagation(card);
    L.DomEvent.disableScrollPropagation(card);
    const size = page.map.getSize();
    isOpen = size.x >= LEAST_WINDOW.x && size.y >= LEAST_WINDOW.y;
  };

  /** Return how far the open card reaches into the map, in pixels. */
  legend.width = function () {
    return isOpen ? card.offsetLeft + card.offsetWidth : 0;
  };

  function open(wanted) {
    isOpen = wanted;
    head.setAttribute("aria-expanded", String(isOpen));
    body.hidden = !isOpen;
    atlas.labels.request();
    atlas.arrows.request();
  }

  /** Make all rows anew, in the language and theme on show. */
  legend.retext = function () {
    const at = body.scrollTop;
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.part : "";
    head.replaceChildren(atlas.element("span", "", atlas.text("legend")), atlas.element("span", "atlas-chevron", "", { "aria-hidden": "true" }));
    rows = [];
    body.replaceChildren(...inOrder().filter(isListed).map(group));
    body.scrollTop = at;
    const again = rows.find((row) => row.element.dataset.part === focused);
    if (again && focused) {
      again.element.focus();
    }
    open(isOpen);
    legend.refresh();
  };

  /** Return the layers as the legend lists them: what a briefing asks for comes first. */
  function inOrder() {
    const byId = new Map(page.drawing.layers.map((layer) => [layer.id, layer]));
    return page.drawing.legend.map((id) => byId.get(id)).filter(Boolean);
  }

  function isListed(layer) {
    return (layer.parts.length > 0 || layer.keys.length > 0) && (layer.id !== "own" || atlas.own.isAny());
  }

  function group(layer) {
    const box = atlas.element("div", "atlas-legend-group", "", { role: "group", "aria-label": atlas.nameOf(layer.title) });
    const ids = layer.parts.map((part) => part.id);
    const keys = layer.keys.filter((one) => one.swatch || atlas.nameOf(one.title)).map(key);
    if (layer.parts.length === 1) {
      const [part] = layer.parts;
      box.append(row(part.id, ids, part.title, keys.length ? "" : part.swatch, 0, "atlas-row-layer"));
    } else if (layer.parts.length) {
      const total = layer.parts.reduce((sum, part) => sum + (part.count || 0), 0);
      box.append(row(layer.id, ids, layer.title, "", total, "atlas-row-layer"));
    } else {
      box.append(atlas.element("div", "atlas-row atlas-row-layer", atlas.nameOf(layer.title)));
    }
    const several = layer.parts.length > 1 ? layer.parts : [];
    const details = [...several.map((part) => row(part.id, [part.id], part.title, part.swatch, part.count, "")), ...keys];
    if (details.length) {
      box.firstElementChild.classList.add("atlas-fold-row");
      box.append(...fold(layer, details));
    }
    return box;
  }

  /** Return a layer's further rows and the button that folds them away. */
  function fold(layer, details) {
    const name = atlas.nameOf(layer.title);
    const button = atlas.element("button", "atlas-fold", "", { type: "button", "aria-label": atlas.text("details", { name }) });
    const box = atlas.element("div", "atlas-legend-details");
    button.append(atlas.element("span", "atlas-chevron", "", { "aria-hidden": "true" }));
    box.append(...details);
    const show = () => {
      box.hidden = !unfolded.has(layer.id);
      button.setAttribute("aria-expanded", String(!box.hidden));
    };
    button.addEventListener("click", () => {
      unfolded[unfolded.has(layer.id) ? "delete" : "add"](layer.id);
      show();
      atlas.labels.request();
    });
    show();
    return [button, box];
  }

  function row(id, ids, title, swatch, count, className) {
    const element = atlas.element("button", `atlas-row ${className}`, "", { type: "button", "data-part": id });
    const name = atlas.nameOf(title);
    element.append(atlas.element("span", "atlas-check", "", { "aria-hidden": "true" }));
    if (swatch) {
      element.append(atlas.swatch(swatch));
    }
    element.append(atlas.element("span", "atlas-row-name", name));
    const number = count ? element.appendChild(atlas.element("span", "atlas-row-count")) : null;
    element.setAttribute("aria-label", name);
    element.title = atlas.text("show_hide");
    element.addEventListener("click", (event) => atlas.send("PartClicked", { part: id, alone: event.altKey }));
    rows.push({ element, ids, name, number });
    return element;
  }

  function key({ title, swatch }) {
    const element = atlas.element("div", "atlas-row atlas-row-key");
    element.append(atlas.swatch(swatch), atlas.element("span", "atlas-row-name", atlas.nameOf(title)));
    return element;
  }

  /** Write into each row that counts how many of its items no filter hides. */
  function count() {
    const left = new Map();
    page.items.forEach(({ item }, id) => page.hidden.has(id) || left.set(item.part, (left.get(item.part) || 0) + 1));
    for (const { element, ids, name, number } of rows.filter((row) => row.number)) {
      const shown = ids.reduce((sum, id) => sum + (left.get(id) || 0), 0);
      number.textContent = atlas.number(shown);
      element.setAttribute("aria-label", `${name}, ${number.textContent}`);
      element.classList.toggle("is-empty", shown === 0);
    }
  }

  /** Mark the rows of what is selected: the legend, the map, the table and the reader share one selection. */
  legend.mark = function () {
    const parts = new Set([...page.selected].map((id) => page.items.get(id).item.part));
    for (const { element, ids } of rows) {
      element.classList.toggle("is-selected", ids.some((id) => parts.has(id)));
    }
  };

  /** Set the pressed state of all rows from the parts on show, and their counts. */
  legend.refresh = function () {
    atlas.waykey.explain();
    count();
    for (const { element, ids } of rows) {
      const on = ids.filter((id) => page.parts.has(id)).length;
      element.setAttribute("aria-pressed", on === 0 ? "false" : on === ids.length ? "true" : "mixed");
    }
    legend.mark();
    for (const box of body.children) {
      const first = box.querySelector(".atlas-row-layer");
      box.classList.toggle("is-off", Boolean(first) && first.getAttribute("aria-pressed") === "false");
    }
  };
})((window.atlas = window.atlas || {}));
