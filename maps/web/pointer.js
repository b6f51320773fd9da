/* Clicks and hovering on drawn items, reported by id; a small tag names what is under the pointer. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const TAG_DELAY_MS = 120;
  const pointer = (atlas.pointer = {});
  let hovered = "";
  let reported = "";
  let tag = null;
  let timer = 0;
  let at = null;

  pointer.start = function () {
    tag = atlas.element("div", "atlas-tag", "", { "aria-hidden": "true" });
    tag.hidden = true;
    page.map.getContainer().append(tag);
    page.map.on("click", (event) => atlas.tool.take(event) || atlas.tool.picks() || atlas.send("BackgroundClicked", {}));
    page.map.on("mousemove", (event) => {
      at = event.containerPoint;
      follow();
    });
    page.map.on("movestart zoomstart mouseout", hide);
  };

  /** Report what the pointer does on a drawn item. */
  pointer.watch = function (drawn) {
    const id = drawn.item.id;
    drawn.on("click", (event) => {
      if (atlas.tool.take(event, drawn.item)) {
        return;
      }
      const key = event.originalEvent || {};
      atlas.send("FeatureClicked", { item: id, extend: Boolean(key.ctrlKey || key.metaKey) });
    });
    drawn.on("mouseover", (event) => {
      at = event.containerPoint || at;
      hover(id);
    });
    drawn.on("mousemove", (event) => {
      at = event.containerPoint;
      follow();
    });
    drawn.on("mouseout", () => {
      if (hovered === id) {
        hover("");
      }
    });
  };

  /** From one item to the next there is no moment of none: the report waits for the end of the event. */
  function hover(id) {
    hovered = id;
    queueMicrotask(() => {
      if (hovered !== reported) {
        reported = hovered;
        atlas.send("FeatureHovered", { item: reported });
        atlas.ways.hover(reported);
        show(reported);
      }
    });
  }

  function show(id) {
    hide();
    const { item } = page.items.get(id) || {};
    page.map.getContainer().classList.toggle("is-over-area", Boolean(item) && item.kind === "area");
    if (!item || item.kind === "area") {
      return;
    }
    timer = setTimeout(() => {
      tag.textContent = atlas.nameOf(item.names);
      tag.hidden = !tag.textContent || atlas.camera.isMoving();
      follow();
    }, TAG_DELAY_MS);
  }

  function hide() {
    clearTimeout(timer);
    tag.hidden = true;
  }

  function follow() {
    if (!tag.hidden && at) {
      const size = page.map.getSize();
      const x = Math.min(at.x + 14, size.x - tag.offsetWidth - 6);
      const y = at.y + 18 + tag.offsetHeight > size.y ? at.y - 12 - tag.offsetHeight : at.y + 18;
      tag.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }
  }
})((window.atlas = window.atlas || {}));
