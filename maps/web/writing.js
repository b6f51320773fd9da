/* How names are written: size, weight and spacing by kind, and how wide that makes a text. */
(function (atlas) {
  "use strict";

  const FAMILY = '"Noto Sans", "Noto Sans JP", sans-serif';
  const WIDE_PX = 1100;

  /** How each kind of name is written: sizes by zoom [zoom, px], weight, spacing in em, slant, capitals. */
  const WRITING = {
    "country-focus": { sizes: [[3, 11.5], [4, 14.5], [5, 18.5], [6.5, 23]], weight: 700, spacing: 0.14, caps: true },
    country: { sizes: [[3, 10.5], [4, 12], [5, 14], [6.5, 18]], weight: 600, spacing: 0.12, caps: true },
    "country-small": { sizes: [[4, 10], [5.5, 12], [7, 15]], weight: 600, spacing: 0.08, caps: true },
    sea: { sizes: [[3, 11], [4, 13], [5, 15.5], [6.5, 20]], weight: 500, spacing: 0.06, italic: true },
    lake: { sizes: [[4.5, 11], [6, 13], [8, 16]], weight: 500, spacing: 0.02, italic: true },
    capital: { sizes: [[3, 11], [4.5, 12.5], [6, 15], [8, 17]], weight: 700, spacing: 0 },
    port: { sizes: [[3, 11], [4.5, 12], [6, 14], [8, 16]], weight: 600, spacing: 0 },
    hub: { sizes: [[4, 10.5], [6, 12.5], [8, 15]], weight: 500, spacing: 0 },
    deposit: { sizes: [[6, 12], [8, 14]], weight: 500, spacing: 0 },
    event: { sizes: [[2, 12], [5, 14]], weight: 700, spacing: 0 },
  };
  WRITING.water = WRITING.lake;

  const pen = document.createElement("canvas").getContext("2d");
  const writing = (atlas.writing = {});

  writing.of = function (style) {
    return WRITING[style] || WRITING.hub;
  };

  /** Return the font size at a zoom; wide windows, read from farther away, get larger names. */
  writing.size = function (kind, zoom, windowWidth) {
    const steps = kind.sizes;
    let size = steps[0][1];
    for (let index = 1; index < steps.length; index += 1) {
      const [from, small] = steps[index - 1];
      const [to, large] = steps[index];
      size = zoom <= from ? size : small + (large - small) * Math.min(1, (zoom - from) / (to - from));
    }
    return atlas.look.label(Math.round(size * Math.max(1, Math.min(1.3, Math.sqrt(windowWidth / WIDE_PX))) * 2) / 2);
  };

  /** Return the width of a text in pixels. */
  writing.width = function (text, kind, size) {
    pen.font = `${kind.italic ? "italic " : ""}${kind.weight} ${size}px ${FAMILY}`;
    pen.letterSpacing = `${(kind.spacing * size).toFixed(2)}px`;
    return Math.ceil(pen.measureText(text).width) + 2;
  };
})((window.atlas = window.atlas || {}));
