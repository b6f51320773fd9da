/*
 * Where the cards over the map stand so that none lies on another: legend, title, banner and passage.
 *
 * With a passage on show, for an audience, or in another look than the plain one, the title and the banner move into what the
 * passage leaves free, and the legend ends above the title. Otherwise the style sheets alone say it.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const EDGE = 12;
  const BUTTONS_PX = 46;
  const LEAST_LEGEND_PX = 90;
  const SMALLEST_PART = 0.75;
  const STEP = 0.06;
  /** ``right`` is how many pixels the passage takes from the right edge, ``floor`` how far down the banner may reach. */
  const layout = (atlas.layout = { right: 0, floor: Infinity });
  let isArranging = false;
  let isAwaited = false;

  layout.start = function () {
    page.map.on("resize", layout.arrange);
    const container = page.map.getContainer();
    const sizes = new ResizeObserver(arrangeSoon);
    container.querySelectorAll(".atlas-legend, .atlas-foot, .atlas-scale, .atlas-banner").forEach((element) => sizes.observe(element));
  };

  /** An observer must not change the sizes that it is told of: the cards are arranged in the next frame. */
  function arrangeSoon() {
    if (!isAwaited && layout.isNeeded()) {
      isAwaited = true;
      atlas.soon(() => {
        isAwaited = false;
        layout.arrange();
      });
    }
  }

  layout.isNeeded = () => atlas.look.isStaged || atlas.passage.isShown() || document.documentElement.classList.contains("has-look");

  /** Arrange all cards anew. */
  layout.arrange = function () {
    if (isArranging) {
      return;
    }
    isArranging = true;
    try {
      const container = page.map.getContainer();
      container.classList.toggle("is-arranged", layout.isNeeded());
      Object.assign(layout, { right: 0, floor: Infinity });
      for (const name of ["--right-room", "--left-room", "--scale-room", "--legend-tallest", "--legend-part"]) {
        container.style.removeProperty(name);
      }
      if (layout.isNeeded()) {
        arrange(container);
      }
      atlas.banner.lay();
    } finally {
      isArranging = false;
    }
  };

  function arrange(container) {
    const title = container.querySelector(".atlas-heading:not(.is-slide, [hidden])");
    const legend = container.querySelector(".atlas-legend");
    const card = atlas.passage.isShown() ? atlas.passage.card() : null;
    const right = atlas.look.isStaged ? EDGE : EDGE + BUTTONS_PX;
    container.style.setProperty("--foot-room", `${footHeight(container)}px`);
    if (card) {
      card.style.setProperty("--passage-part", "1");
      layout.right = card.offsetWidth + right + EDGE;
      container.style.setProperty("--right-room", `${layout.right}px`);
      const scale = container.querySelector(".atlas-scale");
      container.style.setProperty("--scale-room", `${scale.offsetLeft + scale.offsetWidth}px`);
    }
    const at = title ? title.dataset.at : "";
    if ((at === "top-left" || at === "left") && legend.offsetWidth) {
      container.style.setProperty("--left-room", `${legend.offsetLeft + legend.offsetWidth}px`);
    }
    endLegend(container, legend, title);
    const box = title ? title.getBoundingClientRect() : null;
    layout.floor = (at.startsWith("bottom") ? box.top - container.getBoundingClientRect().top : container.offsetHeight - footHeight(container)) - EDGE;
    atlas.banner.lay();
    if (card) {
      const [top, bottom] = freeColumn(container, card, right, title);
      atlas.passage.lay(right, top, bottom);
    }
  }

  function footHeight(container) {
    return container.querySelector(".atlas-strip").offsetHeight;
  }

  /** End the legend above what stands below it: the title, or the foot. */
  function endLegend(container, legend, title) {
    if (!legend.offsetWidth) {
      return;
    }
    const one = legend.getBoundingClientRect();
    const home = container.getBoundingClientRect();
    const foot = container.querySelector(".atlas-foot").getBoundingClientRect();
    let end = foot.top;
    const other = title ? title.getBoundingClientRect() : null;
    if (other && other.left < one.right + EDGE && other.top > one.top + LEAST_LEGEND_PX) {
      end = Math.min(end, other.top);
    }
    const room = Math.min(end - one.top - EDGE, atlas.look.isStaged ? Infinity : 0.74 * home.height);
    container.style.setProperty("--legend-tallest", `${Math.max(LEAST_LEGEND_PX, Math.floor(room))}px`);
    shrinkLegend(container, legend);
  }

  /** The audience cannot scroll: a legend of many rows is written smaller for them. */
  function shrinkLegend(container, legend) {
    const body = legend.querySelector(".atlas-legend-body");
    for (let part = 1; atlas.look.isStaged && body.scrollHeight > body.clientHeight + 1 && part > SMALLEST_PART; ) {
      part -= STEP;
      container.style.setProperty("--legend-part", part.toFixed(2));
    }
  }

  /** Return from where to where the passage may reach in the right column: the larger part beside what stands there. */
  function freeColumn(container, card, right, title) {
    const home = container.getBoundingClientRect();
    const column = { left: home.width - right - card.offsetWidth - EDGE / 2, right: home.width - right };
    let [top, bottom] = [EDGE, home.height - footHeight(container) - EDGE];
    for (const element of [title, container.querySelector(".atlas-banner:not([hidden])")]) {
      const box = element && element.offsetHeight ? element.getBoundingClientRect() : null;
      if (!box || box.left - home.left > column.right || box.right - home.left < column.left) {
        continue;
      }
      const above = box.top - home.top - EDGE - top;
      const below = bottom - (box.bottom - home.top + EDGE);
      if (above > below) {
        bottom = box.top - home.top - EDGE;
      } else {
        top = box.bottom - home.top + EDGE;
      }
    }
    return [top, bottom];
  }
})((window.atlas = window.atlas || {}));
