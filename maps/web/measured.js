/* What is written on the page, measured: where each name and card lies, how large its letters are, how well they stand out. */
(function (atlas) {
  "use strict";

  const CARDS = ["heading", "legend", "passage", "banner", "strip"];
  const LEAST_PX = 1;
  const ASIDE = ".atlas-passage-meta, .atlas-heading-lines";

  /** Return a colour as [red, green, blue, alpha], 0 to 255 and 0 to 1. */
  function parsed(text) {
    const numbers = (text.match(/[\d.]+(?:e-?\d+)?/g) || []).map(Number);
    const scale = text.startsWith("color(srgb") ? 255 : 1;
    return [numbers[0] * scale || 0, numbers[1] * scale || 0, numbers[2] * scale || 0, numbers.length > 3 ? numbers[3] : 1];
  }

  function over(top, ground) {
    return [0, 1, 2].map((at) => top[at] * top[3] + ground[at] * (1 - top[3])).concat(1);
  }

  function luminance(colour) {
    const [red, green, blue] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** Return the contrast of a colour on a ground that may let the worst possible map shine through. */
  function contrast(colour, ground) {
    const behind = [[0, 0, 0, 1], [255, 255, 255, 1]];
    return Math.min(
      ...behind.map((map) => {
        const full = over(ground, map);
        const [light, dark] = [luminance(over(colour, full)), luminance(full)].sort((one, other) => other - one);
        return (light + 0.05) / (dark + 0.05);
      }),
    );
  }

  /** Return the colour that an element's letters stand on: that of the nearest ancestor that has one. */
  function groundOf(element) {
    for (let at = element; at; at = at.parentElement) {
      const ground = parsed(getComputedStyle(at).backgroundColor);
      if (ground[3] > 0) {
        return ground;
      }
    }
    return [255, 255, 255, 0];
  }

  /** Yield the elements in a card that hold letters themselves and are seen. */
  function* writtenIn(card) {
    const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node.textContent.trim() && element.getClientRects().length && element.checkVisibility({ visibilityProperty: true })) {
        yield element;
      }
    }
  }

  function rowOf(kind, text, element, size, stands, home) {
    const box = element.getBoundingClientRect();
    const isCut = element.scrollHeight > element.clientHeight + 2 && getComputedStyle(element).overflowY === "hidden";
    return { kind, text, left: box.left - home.left, top: box.top - home.top, width: box.width, height: box.height, size, contrast: stands, isCut };
  }

  function names(home) {
    return [...document.querySelectorAll(".atlas-label")].map((element) => {
      const style = getComputedStyle(element);
      const stands = contrast(parsed(style.color), parsed(style.webkitTextStrokeColor));
      return rowOf("name", element.textContent, element, parseFloat(style.fontSize), stands, home);
    });
  }

  function cards(home) {
    const found = [];
    for (const kind of CARDS) {
      for (const element of document.querySelectorAll(`.atlas-${kind}`)) {
        const written = [...writtenIn(element)];
        if (written.length && element.getBoundingClientRect().width > LEAST_PX) {
          const styles = written.map((each) => [getComputedStyle(each), groundOf(each)]);
          const read = written.filter((each) => !each.closest(ASIDE));
          const size = Math.min(...(read.length ? read : written).map((each) => parseFloat(getComputedStyle(each).fontSize)));
          const stands = Math.min(...styles.map(([style, ground]) => contrast(parsed(style.color), ground)));
          found.push(rowOf(element.classList.contains("is-slide") ? "slide" : kind, "", element, size, stands, home));
        }
      }
    }
    return found;
  }

  /** Return everything written, a list for each property; under a slide only the slide. */
  atlas.measured = function () {
    const home = atlas.page.map.getContainer().getBoundingClientRect();
    const found = [...cards(home), ...names(home)];
    const slide = found.filter((row) => row.kind === "slide");
    const rows = slide.length ? slide : found;
    const list = (name) => rows.map((row) => row[name]);
    const size = atlas.page.map.getSize();
    return {
      width: size.x, height: size.y,
      kinds: list("kind"), texts: list("text"),
      lefts: list("left"), tops: list("top"), widths: list("width"), heights: list("height"),
      sizes: list("size"), contrasts: list("contrast"), cuts: rows.map((row) => (row.isCut ? 1 : 0)),
    };
  };
})((window.atlas = window.atlas || {}));
