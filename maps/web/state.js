/* What the page shows: the drawing, the language, the theme, what is visible and what is marked. */
(function (atlas) {
  "use strict";

  const state = (atlas.page = {
    map: null,
    basemap: null,
    sheet: null,
    drawing: null,
    language: "en",
    theme: "light",
    parts: new Set(),
    selected: new Set(),
    glowing: new Set(),
    hidden: new Set(),
    tool: "",
    items: new Map(),
  });

  /** Colours of the page itself, as far as the canvas needs them; the rest is in atlas.css. */
  const COLOURS = {
    light: {
      accent: "#0b57d0", glow: "#f2a100", paper: "#ffffff", ink: "#1b1f27",
      hollow: "#ffffff", shadow: "rgba(20, 24, 32, 0.85)",
      first: "#006636", second: "#14171d", closed: "#8f959e", broken: "#c8102e", water: "#1a659c",
    },
    dark: {
      accent: "#8ab4ff", glow: "#ffca55", paper: "#10151d", ink: "#eef1f6",
      hollow: "#cfd5de", shadow: "rgba(238, 241, 246, 0.9)",
      first: "#3ddba0", second: "#f7f9fc", closed: "#7b8594", broken: "#ff5d67", water: "#6fc0f2",
    },
  };

  atlas.colours = function () {
    return COLOURS[state.theme] || COLOURS.light;
  };

  /** Return a text of the page in the language on show, with {name} places filled in. */
  atlas.text = function (key, values) {
    const texts = (state.drawing && state.drawing.texts) || {};
    const text = (texts[state.language] || {})[key] || (texts.en || {})[key] || "";
    return text.replace(/\{(\w+)\}/g, (place, name) => (values && name in values ? values[name] : place));
  };

  /** Return one of several names in the language on show. */
  atlas.nameOf = function (names) {
    return (names && (names[state.language] || names.en)) || "";
  };

  /** Return a number as it is written in the language on show. */
  atlas.number = function (value) {
    return new Intl.NumberFormat(state.language).format(value);
  };

  const NO_STYLE = Object.freeze({});

  /** Return a style in the theme on show; an unknown name is drawn plainly. */
  atlas.styleOf = function (name) {
    const style = state.drawing && state.drawing.styles[name];
    return (style && (style[state.theme] || style.light)) || NO_STYLE;
  };

  /** Return a symbol in the theme on show: {shape, letter, fill, ink}. */
  atlas.symbolOf = function (name) {
    const symbol = state.drawing && state.drawing.symbols[name];
    if (!symbol) {
      return { shape: "circle", letter: "", fill: "#6b7280", ink: "#ffffff" };
    }
    const theme = state.theme;
    return { shape: symbol.shape, letter: symbol.letter, fill: symbol.fill[theme], ink: symbol.ink[theme] };
  };

  /** Call once soon: in the next frame, or a little later where no frames are drawn (a hidden window). */
  atlas.soon = function (call) {
    let done = false;
    const once = () => {
      if (!done) {
        done = true;
        call();
      }
    };
    requestAnimationFrame(once);
    setTimeout(once, 250);
  };

  /** Make an element with a class, a text and attributes; text never becomes HTML. */
  atlas.element = function (tag, className, text, attributes) {
    const made = document.createElement(tag);
    if (className) {
      made.className = className;
    }
    if (text) {
      made.textContent = text;
    }
    for (const [name, value] of Object.entries(attributes || {})) {
      made.setAttribute(name, value);
    }
    return made;
  };
})((window.atlas = window.atlas || {}));
