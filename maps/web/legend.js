/* The legend card: a row per layer and part that shows or hides it, and rows that only explain. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const LOW_WINDOW = 520;
  const legend = (atlas.legend = {});
  let card = null;
  let head = null;
  let body = null;
  let rows = [];
  let isOpen = true;

  legend.start = function () {
    card = atlas.element("section", "atlas-legend atlas-card atlas-obstacle");
    head = atlas.element("button", "atlas-legend-head", "", { type: "button", "aria-controls": "atlas-legend-body" });
    body = atlas.element("div", "atlas-legend-body", "", { id: "atlas-legend-body" });
    head.addEventListener("click", () => open(!isOpen));
    card.append(head, body);
    page.map.getContainer().prepend(card);
    L.DomEvent.disableClickPropagation(card);
    L.DomEvent.disableScrollPropagation(card);
    isOpen = page.map.getSize().y >= LOW_WINDOW;
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
    body.replaceChildren(...[...page.drawing.layers].reverse().filter(isListed).map(group));
    body.scrollTop = at;
    const again = rows.find((row) => row.element.dataset.part === focused);
    if (again && focused) {
      again.element.focus();
    }
    open(isOpen);
    legend.refresh();
  };

  function isListed(layer) {
    return layer.parts.length > 0 || layer.keys.length > 0;
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
      layer.parts.forEach((part) => box.append(row(part.id, [part.id], part.title, part.swatch, part.count, "")));
    } else {
      box.append(atlas.element("div", "atlas-row atlas-row-layer", atlas.nameOf(layer.title)));
    }
    box.append(...keys);
    return box;
  }

  function row(id, ids, title, swatch, count, className) {
    const element = atlas.element("button", `atlas-row ${className}`, "", { type: "button", "data-part": id });
    const name = atlas.nameOf(title);
    element.append(atlas.element("span", "atlas-check", "", { "aria-hidden": "true" }));
    if (swatch) {
      element.append(atlas.swatch(swatch));
    }
    element.append(atlas.element("span", "atlas-row-name", name));
    if (count) {
      element.append(atlas.element("span", "atlas-row-count", atlas.number(count)));
    }
    element.setAttribute("aria-label", count ? `${name}, ${atlas.number(count)}` : name);
    element.title = atlas.text("show_hide");
    element.addEventListener("click", (event) => atlas.send("PartClicked", { part: id, alone: event.altKey }));
    rows.push({ element, ids });
    return element;
  }

  function key({ title, swatch }) {
    const element = atlas.element("div", "atlas-row atlas-row-key");
    element.append(atlas.swatch(swatch), atlas.element("span", "atlas-row-name", atlas.nameOf(title)));
    return element;
  }

  /** Set the pressed state of all rows from the parts on show. */
  legend.refresh = function () {
    for (const { element, ids } of rows) {
      const on = ids.filter((id) => page.parts.has(id)).length;
      element.setAttribute("aria-pressed", on === 0 ? "false" : on === ids.length ? "true" : "mixed");
    }
    for (const box of body.children) {
      const first = box.querySelector(".atlas-row-layer");
      box.classList.toggle("is-off", Boolean(first) && first.getAttribute("aria-pressed") === "false");
    }
  };
})((window.atlas = window.atlas || {}));
