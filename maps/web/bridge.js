/*
 * The one door between Python and the page: a handler per command, ``send`` for events.
 *
 * Command and event are JSON with ``type`` and the fields of maps/messages.py. Without Qt
 * (the page as a file of its own) events go nowhere and the page works all the same.
 */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const CALM_FRAMES = 5;
  const waiting = [];
  /** What Python wants marked; own places may come later than that. */
  const asked = { Select: [], Glow: [] };
  let bridge = null;
  let hasQt = true;

  /** Tell whether Python is (or may be) there. */
  atlas.hasQt = () => hasQt;

  /** Send an event to Python; what is sent before the channel stands waits for it. */
  atlas.send = function (type, fields) {
    const text = JSON.stringify({ type, ...fields });
    if (bridge) {
      bridge.receive(text);
    } else if (hasQt) {
      waiting.push(text);
    }
  };

  /** Report a failure of a script. */
  atlas.fail = function (error) {
    const text = error && error.stack ? error.stack : String(error);
    atlas.send("PageFailed", { text: text.slice(0, 2000) });
  };

  window.addEventListener("error", (event) => atlas.fail(event.error || `${event.message} (${event.filename}:${event.lineno})`));
  window.addEventListener("unhandledrejection", (event) => atlas.fail(event.reason));

  /** Keep of a list of ids those that are drawn. */
  function known(ids) {
    return new Set((ids || []).filter((id) => page.items.has(id)));
  }

  function redraw() {
    page.sheet.redraw();
    atlas.labels.request();
    atlas.arrows.request();
  }

  const handlers = {
    MoveCamera(message) {
      atlas.labels.isAwaited = true;
      atlas.camera.show(message.west, message.south, message.east, message.north, message.clear, message.duration_ms);
    },

    ShowParts(message) {
      page.parts = new Set(message.parts);
      atlas.legend.refresh();
      redraw();
    },

    Hide(message) {
      page.hidden = new Set(message.items);
      atlas.legend.refresh();
      redraw();
    },

    ColourAreas(message) {
      atlas.colouring.show(message);
    },

    SetTool(message) {
      atlas.tool.set(message.tool);
    },

    DrawMeasure(message) {
      atlas.tool.draw(message);
    },

    DrawWays(message) {
      atlas.ways.show(message);
      redraw();
    },

    DrawPlaces(message) {
      atlas.own.show(message.items);
      page.selected = known(asked.Select);
      page.glowing = known(asked.Glow);
      atlas.legend.mark();
      redraw();
    },

    ShowBanner(message) {
      atlas.banner.show(message);
    },

    Select(message) {
      asked.Select = message.items;
      page.selected = known(message.items);
      atlas.legend.mark();
      redraw();
    },

    Glow(message) {
      asked.Glow = message.items;
      page.glowing = known(message.items);
      redraw();
    },

    SetLanguage(message) {
      if (!page.drawing.languages.includes(message.language)) {
        throw new Error(`unknown language ${message.language}`);
      }
      page.language = message.language;
      document.documentElement.lang = message.language;
      atlas.loadFonts();
      atlas.controls.retext();
      atlas.legend.retext();
      redraw();
    },

    SetTheme(message) {
      page.theme = message.theme === "dark" ? "dark" : "light";
      document.documentElement.dataset.theme = page.theme;
      atlas.legend.retext();
      redraw();
    },

    SetFootnotes(message) {
      atlas.controls.footnotes(message.lines || []);
      atlas.labels.request();
    },

    ShowHeading(message) {
      atlas.heading.show(message);
      atlas.layout.arrange();
    },

    ShowOverlays(message) {
      atlas.heading.overlays(message);
      atlas.look.stage(!message.controls);
      atlas.layout.arrange();
    },

    ShowPassage(message) {
      atlas.passage.show(message);
    },

    SetLook(message) {
      atlas.look.set(message);
    },

    SetMirror(message) {
      atlas.mirror.set(message.on);
    },

    FollowView(message) {
      atlas.mirror.follow(message);
    },

    DrawInk(message) {
      atlas.ink.show(message);
    },

    PointAt(message) {
      atlas.pointing.show(message);
    },

    ShowStreets(message) {
      atlas.online.show(message);
    },

    Ping(message) {
      atlas.send("Pong", { number: message.number });
    },

    AskLabels(message) {
      whenIdle().then(() => atlas.send("LabelsMeasured", { number: message.number, ...atlas.measured() }));
    },

    AskIdle(message) {
      atlas.send("Taken", { number: message.number });
      whenIdle().then(() => atlas.send("Idle", { number: message.number }));
    },
  };
  atlas.handlers = handlers;

  /** Do what a command asks. A failure is reported and goes no further. */
  atlas.receive = function (text) {
    try {
      const message = JSON.parse(text);
      if (!Object.hasOwn(handlers, message.type)) {
        throw new Error(`unknown command ${message.type}`);
      }
      handlers[message.type](message);
    } catch (error) {
      atlas.fail(error);
    }
  };

  function isIdle() {
    return !(
      atlas.camera.isMoving() ||
      atlas.camera.isResizing ||
      page.basemap.isLoading() ||
      page.sheet.isPending() ||
      atlas.labels.pending ||
      atlas.arrows.pending ||
      document.fonts.status !== "loaded" ||
      document.getAnimations().some((animation) => animation.playState === "running")
    );
  }

  function nextFrame() {
    return new Promise((resolve) => atlas.soon(resolve));
  }

  /**
   * Resolve once all is drawn and shown. A frame without a change passes at once, while the one
   * before may still be on its way to the screen: a dot that changes makes each of them count.
   */
  async function whenIdle() {
    const beat = atlas.element("div", "atlas-beat", "", { "aria-hidden": "true" });
    page.map.getContainer().append(beat);
    let calm = 0;
    while (calm < CALM_FRAMES) {
      beat.style.opacity = calm % 2 ? "0.02" : "0";
      await nextFrame();
      calm = isIdle() ? calm + 1 : 0;
    }
    beat.remove();
  }
  atlas.whenIdle = whenIdle;

  /** Open the channel to Python, if there is one. */
  atlas.connect = function () {
    return new Promise((resolve) => {
      if (typeof qt === "undefined" || !qt.webChannelTransport || typeof QWebChannel === "undefined") {
        hasQt = false;
        waiting.length = 0;
        resolve();
        return;
      }
      new QWebChannel(qt.webChannelTransport, (channel) => {
        bridge = channel.objects.bridge;
        bridge.sent.connect(atlas.receive);
        waiting.splice(0).forEach((text) => bridge.receive(text));
        resolve();
      });
    });
  };
})((window.atlas = window.atlas || {}));
