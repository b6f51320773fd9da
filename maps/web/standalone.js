/*
 * The page as a file of its own: no Python to tell it what to show, so that it replays what Python told beforehand.
 *
 * Scenes and steps with keys and buttons, clicks on the map and on the legend, relief from the file itself. The reader beside
 * the map is standalone-reader.js.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const content = read("atlas-content");
  const relief = read("atlas-relief");
  const FLIGHT_MS = 900;
  const NEXT_KEYS = new Set(["ArrowRight", "PageDown", " "]);
  const BACK_KEYS = new Set(["ArrowLeft", "PageUp"]);
  const alone = (atlas.alone = { content, scene: 0, step: 0, language: content.language, feature: "", failed: [] });
  const last = new Map();

  window.atlasDrawing = read("atlas-drawing");

  alone.text = (key, values) => (content.texts[alone.language][key] || "").replace(/\{(\w+)\}/g, (place, name) => (values && name in values ? values[name] : place));
  alone.in = (names) => (names && (names[alone.language] || names.en)) || "";
  alone.now = () => content.scenes[alone.scene];

  /** Do what a command says, unless the last of its kind said the same. */
  function tell(message) {
    const text = JSON.stringify(message);
    if (last.get(message.type) !== text) {
      last.set(message.type, text);
      atlas.receive(text);
    }
  }

  /** Show a scene after some of its steps; a flight only where the map has been before. */
  alone.show = function (scene, step, isFirst) {
    const wanted = Math.max(0, Math.min(content.scenes.length - 1, scene));
    alone.scene = wanted;
    alone.step = Math.max(0, Math.min(alone.now().steps.length - 1, step));
    alone.feature = "";
    last.delete("Select");
    last.delete("ShowParts");
    last.delete("MoveCamera");
    retell(isFirst ? 0 : alone.step ? FLIGHT_MS : alone.now().flight);
    atlas.reader.write();
  };

  function retell(flight) {
    const told = alone.now().steps[alone.step].told[alone.language].map((at) => content.commands[at]);
    const without = ["ColourAreas", "DrawWays", "ShowBanner"].filter((type) => last.has(type) && !told.some((message) => message.type === type));
    without.forEach((type) => tell(empty(type)));
    told.forEach((message) => tell(message.type === "MoveCamera" ? { ...message, duration_ms: flight } : message));
  }

  /** Return the command of a kind that ends what the last one showed. */
  function empty(type) {
    const message = JSON.parse(last.get(type));
    return Object.fromEntries(Object.entries(message).map(([key, value]) => [key, key === "type" ? value : Array.isArray(value) ? [] : ""]));
  }

  alone.next = () => (alone.step + 1 < alone.now().steps.length ? alone.show(alone.scene, alone.step + 1) : alone.scene + 1 < content.scenes.length && alone.show(alone.scene + 1, 0));
  alone.back = () => (alone.step ? alone.show(alone.scene, alone.step - 1) : alone.scene && alone.show(alone.scene - 1, content.scenes[alone.scene - 1].steps.length - 1));

  /** Speak another language; the map stays where it is. */
  alone.speak = function (language) {
    alone.language = language;
    const camera = last.get("MoveCamera");
    const kept = { parts: [...page.parts], selected: [...page.selected] };
    last.clear();
    const told = alone.now().steps[alone.step].told[language].map((at) => content.commands[at]);
    told.filter(({ type }) => type !== "MoveCamera").forEach(tell);
    last.set("MoveCamera", camera);
    tell({ type: "ShowParts", parts: kept.parts });
    tell({ type: "Select", items: kept.selected });
    atlas.reader.write();
  };

  /** Mark what words or a name stand for, switch on what it needs, and fly there. */
  alone.go = function ({ items, parts, area }, feature) {
    alone.feature = feature || "";
    const on = new Set(page.parts);
    parts.filter((each) => !each.some((part) => on.has(part))).forEach((each) => each.forEach((part) => on.add(part)));
    tell({ type: "ShowParts", parts: [...on] });
    tell({ type: "Select", items });
    if (area) {
      const [west, south, east, north] = area;
      last.delete("MoveCamera");
      tell({ type: "MoveCamera", west, south, east, north, clear: true, duration_ms: FLIGHT_MS });
    }
  };

  const heard = {
    PartClicked({ part, alone: isAlone }) {
      const layer = page.drawing.layers.find(({ id }) => id === part);
      const ids = layer && !layer.parts.some(({ id }) => id === part) ? layer.parts.map(({ id }) => id) : [part];
      const on = new Set(isAlone ? [] : page.parts);
      const isOn = ids.every((id) => page.parts.has(id)) && !isAlone;
      ids.forEach((id) => (isOn ? on.delete(id) : on.add(id)));
      tell({ type: "ShowParts", parts: [...on] });
    },
    FeatureClicked({ item }) {
      const feature = item.split("/")[0];
      const known = content.features[feature];
      if (known) {
        alone.go({ ...known, area: null }, feature);
        atlas.reader.open(feature);
      }
    },
    FeatureHovered({ item }) {
      atlas.reader.glow(item.split("/")[0]);
    },
    BackgroundClicked() {
      alone.feature = "";
      tell({ type: "Select", items: [] });
      atlas.reader.write();
    },
    HomeClicked() {
      alone.go({ items: [...page.selected], parts: [], area: content.home }, alone.feature);
    },
    PageFailed({ text }) {
      alone.failed.push(text);
      console.error(text);
    },
    Ready() {
      content.start.forEach(tell);
      alone.show(0, 0, true);
      document.addEventListener("keydown", pressed);
    },
  };

  atlas.send = (type, fields) => heard[type] && heard[type](fields);

  function pressed(event) {
    const isField = event.target.closest("input, select, textarea");
    const isOnButton = event.key === " " && event.target.closest("button, a, summary, [role=button]");
    if (isField || isOnButton || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const moves = event.key === "Home" ? () => alone.show(0, 0) : event.key === "End" ? () => alone.show(content.scenes.length - 1, 0) : NEXT_KEYS.has(event.key) ? alone.next : BACK_KEYS.has(event.key) ? alone.back : null;
    if (moves) {
      event.preventDefault();
      event.stopPropagation();
      moves();
    }
  }

  /** A tile that the file has, else a piece of a coarser one. */
  L.TileLayer.include({
    createTile(coords, done) {
      const across = 2 ** this._getZoomForUrl();
      const [zoom, column, row] = [this._getZoomForUrl(), ((coords.x % across) + across) % across, coords.y];
      let up = 0;
      while (up < zoom && !relief[`${zoom - up}/${column >> up}/${row >> up}`]) {
        up += 1;
      }
      const data = relief[`${zoom - up}/${column >> up}/${row >> up}`];
      const image = new Image();
      image.alt = "";
      if (!data) {
        setTimeout(done, 0, null, image);
        return image;
      }
      const tile = up ? atlas.element("canvas", "leaflet-tile") : image;
      image.onload = () => {
        if (up) {
          cut(tile, image, column, row, up);
        }
        done(null, tile);
      };
      image.onerror = () => done(new Error("tile"), tile);
      image.src = `data:image/webp;base64,${data}`;
      return tile;
    },
  });

  function cut(tile, image, column, row, up) {
    tile.width = tile.height = 256;
    const size = 256 / 2 ** up;
    const mask = 2 ** up - 1;
    tile.getContext("2d").drawImage(image, (column & mask) * size, (row & mask) * size, size, size, 0, 0, 256, 256);
  }

  /** Arrows turn pages here; the map has its buttons, the wheel and fingers. */
  L.Map.mergeOptions({ keyboard: false });
})((window.atlas = window.atlas || {}));
