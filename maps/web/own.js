/* Own places of the briefing: they come and go while the page lives; the rest of the drawing stays. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const LAYER = "own";
  const ABOVE = { area: "line", line: "point" };
  const own = (atlas.own = {});
  const shown = new Set();

  own.isAny = () => shown.size > 0;

  /** Draw exactly these items in place of those before. */
  own.show = function (items) {
    const hadAny = own.isAny();
    for (const id of shown) {
      const { drawn } = page.items.get(id) || {};
      page.items.delete(id);
      page.selected.delete(id);
      page.glowing.delete(id);
      if (drawn) {
        drawn.remove();
      }
    }
    shown.clear();
    items.forEach(add);
    if (own.isAny() !== hadAny) {
      atlas.legend.retext();
    }
  };

  function add(item) {
    const drawn = page.items.has(item.id) ? null : atlas.made(item, LAYER);
    if (drawn) {
      page.items.set(item.id, { item, drawn });
      shown.add(item.id);
      atlas.lay(drawn);
      lower(drawn);
    }
  }

  /** A click goes to the highest item: an area lies below all lines, a line below all points, as they are painted. */
  function lower(drawn) {
    const above = ABOVE[drawn.item.kind];
    const ranks = ["area", "line", "point"];
    const least = ranks.indexOf(above);
    const order = drawn._order;
    let next = page.sheet._drawFirst;
    while (above && next && next !== order && ranks.indexOf(next.layer.item.kind) < least) {
      next = next.next;
    }
    if (!above || !next || next === order) {
      return;
    }
    order.prev.next = null;
    page.sheet._drawLast = order.prev;
    order.prev = next.prev;
    order.next = next;
    if (next.prev) {
      next.prev.next = order;
    } else {
      page.sheet._drawFirst = order;
    }
    next.prev = order;
  }
})((window.atlas = window.atlas || {}));
