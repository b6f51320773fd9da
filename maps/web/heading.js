/*
 * The scene's title and caption over the map: a card at one of nine places, or a slide that covers the map.
 *
 * Also which of the page's own overlays are on show: legend, footnotes, banner.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const heading = (atlas.heading = {});
  const ROW_GAP_PX = 12;
  /** Columns and share of the size in which a long list is tried, until all of it is seen. */
  const TRIES = [[2, 1], [3, 1], [3, 0.9], [4, 0.84], [4, 0.76], [5, 0.7], [5, 0.62]];
  let card = null;

  function begin() {
    if (card) {
      return;
    }
    card = atlas.element("section", "atlas-heading atlas-obstacle", "", { "aria-live": "polite" });
    card.hidden = true;
    page.map.getContainer().append(card);
    L.DomEvent.disableClickPropagation(card);
    page.map.on("resize", fit);
  }

  /** Let a long list be seen whole: more columns, then smaller; of what is still too long, the count is said. */
  function fit() {
    const list = card.querySelector(".is-long");
    if (!list) {
      return;
    }
    list.removeAttribute("style");
    list.querySelectorAll(".is-rest").forEach((line) => line.remove());
    const lines = [...list.children];
    lines.forEach((line) => line.classList.remove("is-cut"));
    const size = parseFloat(getComputedStyle(list).fontSize);
    const isWhole = ([columns, share]) => {
      list.style.columns = `${columns}`;
      list.style.fontSize = `${size * share}px`;
      return list.scrollHeight <= list.clientHeight + 1 && list.scrollWidth <= list.clientWidth + 1;
    };
    if (!TRIES.some(isWhole)) {
      const rest = atlas.element("li", "is-rest");
      list.append(rest);
      for (let kept = lines.length - 1; kept > 0 && !isWhole(TRIES.at(-1)); kept -= 1) {
        lines[kept].classList.add("is-cut");
        rest.textContent = `… +${lines.length - kept}`;
      }
    }
  }

  /** Show a title with its caption and perhaps lines below it; an empty title hides the card. */
  heading.show = function ({ title, caption, lines, at, is_slide: isSlide, first }) {
    begin();
    card.hidden = !(title || caption || lines.length);
    card.className = `atlas-heading ${isSlide ? "is-slide" : "atlas-card atlas-obstacle"}`;
    card.dataset.at = at;
    document.documentElement.classList.toggle("has-slide", Boolean(isSlide) && !card.hidden);
    const parts = [];
    if (title) {
      parts.push(atlas.element("h1", "atlas-heading-title", title));
    }
    if (caption) {
      parts.push(atlas.element("p", "atlas-heading-caption", caption));
    }
    if (lines.length) {
      const list = atlas.element("ol", "atlas-heading-lines", "", { start: first });
      list.append(...lines.map((line) => atlas.element("li", "", line)));
      list.classList.toggle("is-long", lines.length > 9);
      parts.push(list);
    }
    card.replaceChildren(...parts);
    fit();
    atlas.labels.request();
  };

  /** Show exactly these of the page's own overlays. */
  heading.overlays = function ({ legend, footnotes, banner, controls }) {
    const classes = document.documentElement.classList;
    classes.toggle("hides-legend", !legend);
    classes.toggle("hides-footnotes", !footnotes);
    classes.toggle("hides-banner", !banner);
    classes.toggle("hides-controls", !controls);
    atlas.labels.request();
  };

  /** Return how many pixels the card takes at the top and at the bottom of the map. */
  heading.room = function () {
    if (!card || card.hidden || card.classList.contains("is-slide")) {
      return [0, 0];
    }
    const height = card.offsetHeight + ROW_GAP_PX;
    const { at } = card.dataset;
    return [at.startsWith("top") ? height : 0, at.startsWith("bottom") ? height : 0];
  };

  /** What is on show, for tests. */
  heading.state = function () {
    const text = (selector) => (card && card.querySelector(selector) ? card.querySelector(selector).textContent : "");
    return {
      title: text(".atlas-heading-title"),
      caption: text(".atlas-heading-caption"),
      lines: card ? [...card.querySelectorAll("li")].map((line) => line.textContent) : [],
      at: card ? card.dataset.at : "",
      isShown: Boolean(card && !card.hidden),
      isSlide: Boolean(card && card.classList.contains("is-slide")),
    };
  };
})((window.atlas = window.atlas || {}));
