/* The banner above the map: what a limit changed, said in a few lines that can be read from afar. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const WIDEST = 560;
  const NARROWEST = 260;
  const EDGE = 12;
  const LARGEST_SHARE = 0.42;
  const ARRANGED_SHARE = 0.62;
  const SMALLEST_PART = 0.72;
  const banner = (atlas.banner = {});
  let card = null;

  banner.start = function () {
    card = atlas.element("div", "atlas-banner atlas-card atlas-obstacle", "", { role: "status", tabindex: "-1" });
    card.hidden = true;
    const container = page.map.getContainer();
    container.append(card);
    L.DomEvent.disableClickPropagation(card);
    L.DomEvent.disableScrollPropagation(card);
    page.map.on("resize", lay);
    const sizes = new ResizeObserver(() => atlas.soon(lay)); // what is observed must not change while it is told
    container.querySelectorAll(".atlas-legend, .atlas-buttons").forEach((element) => sizes.observe(element));
    watchTitle(container);
  };

  /** Make room for the title card of a scene, which is made when there first is a title. */
  function watchTitle(container) {
    const arrivals = new MutationObserver(() => {
      const title = container.querySelector(".atlas-heading");
      if (title) {
        arrivals.disconnect();
        new MutationObserver(lay).observe(title, { attributes: true, childList: true });
        lay();
      }
    });
    arrivals.observe(container, { childList: true });
  }

  /** Show what a ShowBanner command says; without lines and notes it goes. */
  banner.show = function (message) {
    const lines = message.lines.map((line, index) => atlas.element("p", index ? "atlas-banner-line" : "atlas-banner-head", line));
    const notes = message.notes.map((note) => atlas.element("p", "atlas-banner-note", note));
    card.hidden = !lines.length && !notes.length;
    card.replaceChildren(...lines, ...notes);
    card.scrollTop = 0;
    lay();
    atlas.labels.request();
    atlas.arrows.request();
  };

  banner.lay = lay;

  /** Return how far down the banner reaches into the map, in pixels; 0 while there is none. */
  banner.bottom = () => (card.offsetHeight ? card.offsetTop + card.offsetHeight : 0);

  /** Lay it in the middle of the map, or of what legend and buttons leave; where that is too little, below the legend. */
  function lay() {
    if (card.hidden) {
      return;
    }
    const container = page.map.getContainer();
    const size = { x: container.clientWidth, y: container.clientHeight };
    const legend = container.querySelector(".atlas-legend");
    const buttons = container.querySelector(".atlas-buttons");
    const right = Math.min((buttons.offsetWidth ? buttons.offsetLeft : size.x) - EDGE, size.x - atlas.layout.right);
    let left = legend.offsetLeft + legend.offsetWidth + EDGE;
    let top = EDGE;
    if (right - left < NARROWEST && legend.offsetHeight < size.y / 4) {
      left = EDGE;
      top = legend.offsetTop + legend.offsetHeight + 8;
    }
    card.style.maxWidth = `${Math.max(120, Math.min(WIDEST * atlas.look.cardScale(), right - left))}px`;
    card.style.maxHeight = `${Math.round(Math.min(layoutRoom(size.y), atlas.layout.floor - top))}px`;
    shrink();
    const width = card.offsetWidth;
    const wanted = Math.max(left, Math.min((size.x - width) / 2, right - width));
    card.style.left = `${Math.round(wanted)}px`;
    card.style.top = `${top}px`;
    card.style.top = `${Math.max(top, belowTitle(container))}px`;
    atlas.labels.request();
  }

  /** The audience cannot scroll: what has no room is written smaller for them. */
  function shrink() {
    card.style.removeProperty("--banner-part");
    for (let part = 1; atlas.look.isStaged && atlas.look.isProjector() && card.scrollHeight > card.clientHeight + 1 && part > SMALLEST_PART; ) {
      part -= 0.05;
      card.style.setProperty("--banner-part", part.toFixed(2));
    }
  }

  /** Return how tall it may be: where the cards are arranged for an audience, which cannot scroll, taller. */
  function layoutRoom(height) {
    return height * (atlas.layout.isNeeded() ? ARRANGED_SHARE : LARGEST_SHARE);
  }

  /** Return how far down the scene's title card reaches where the banner would lie on it, else 0. */
  function belowTitle(container) {
    const title = container.querySelector(".atlas-heading:not(.is-slide)");
    if (!title || !title.offsetHeight) {
      return 0;
    }
    const [one, other] = [title.getBoundingClientRect(), card.getBoundingClientRect()];
    const isApart = one.right < other.left || one.left > other.right || one.top > other.bottom || one.bottom < other.top;
    return isApart ? 0 : one.bottom - container.getBoundingClientRect().top + 8;
  }
})((window.atlas = window.atlas || {}));
