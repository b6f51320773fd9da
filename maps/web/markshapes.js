/* The shapes of the marks along a way, on the map and in the legend alike; each is told by its shape. */
(function (atlas) {
  "use strict";

  const shapes = (atlas.markShapes = {});

  /** Draw the mark of a kind around a point; ``angle`` is the direction of the way there. */
  shapes.draw = function (ctx, kind, x, y, angle) {
    const draw = DRAW[kind];
    if (!draw) {
      return;
    }
    ctx.save();
    ctx.translate(x, y);
    ctx.lineJoin = "round";
    ctx.lineCap = "round";
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    draw(ctx, atlas.colours(), angle);
    ctx.restore();
  };

  /** Draw the cross of what is broken, with arms of a length around a point. */
  shapes.cross = function (ctx, x, y, arm) {
    ctx.save();
    ctx.translate(x, y);
    ctx.lineCap = "round";
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    const path = new Path2D(`M${-arm} ${-arm}L${arm} ${arm}M${-arm} ${arm}L${arm} ${-arm}`);
    lined(ctx, path, atlas.colours().broken, 3.4, 3.6);
    ctx.restore();
  };

  /** Stroke a path on a halo of paper. */
  function lined(ctx, path, colour, width, halo) {
    ctx.lineWidth = width + halo;
    ctx.strokeStyle = atlas.colours().paper;
    ctx.stroke(path);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke(path);
  }

  /** Fill a shape of radius 1, with an outline and a halo of paper. */
  function filled(ctx, shape, radius, fill, outline, width) {
    ctx.save();
    ctx.scale(radius, radius);
    for (const [colour, wide] of [[atlas.colours().paper, width + 3.4], [outline, width]]) {
      ctx.lineWidth = wide / radius;
      ctx.strokeStyle = colour;
      ctx.stroke(shape);
    }
    ctx.fillStyle = fill;
    ctx.fill(shape);
    ctx.restore();
  }

  function letter(ctx, text, size, y, colour) {
    ctx.font = `700 ${size}px "Noto Sans", sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colour;
    ctx.fillText(text, 0, y);
  }

  /** A pin whose tip is the place. */
  function pin(text) {
    return (ctx, colours) => {
      const path = new Path2D("M0 0L-6.6 -14.6A9.5 9.5 0 1 1 6.6 -14.6Z");
      lined(ctx, path, colours.ink, 1.6, 3);
      ctx.fillStyle = colours.ink;
      ctx.fill(path);
      letter(ctx, text, 13, -21, colours.paper);
    };
  }

  function ticks(...places) {
    const path = new Path2D(places.map((x) => `M${x} -8.5V8.5`).join(""));
    return (ctx, colours, angle) => {
      ctx.rotate(angle);
      lined(ctx, path, colours.ink, places.length > 1 ? 2.4 : 3.2, 3.6);
    };
  }

  const DRAW = {
    start: pin("A"),
    end: pin("B"),
    border: ticks(0),
    gauge: ticks(-3, 3),
    transfer(ctx, colours) {
      filled(ctx, atlas.symbols.shape("diamond"), 7.4, colours.paper, colours.ink, 4);
      const arrows = new Path2D("M-3.4 -1.4H3M1.4 -3L3 -1.4M3.4 1.8H-3M-1.4 3.4L-3 1.8");
      ctx.lineWidth = 1.2;
      ctx.strokeStyle = colours.ink;
      ctx.stroke(arrows);
    },
    hub(ctx, colours) {
      filled(ctx, atlas.symbols.shape("circle"), 6.6, colours.paper, colours.ink, 4.4);
      ctx.fillStyle = colours.ink;
      ctx.fill(new Path2D("M2.4 0A2.4 2.4 0 1 1 -2.4 0A2.4 2.4 0 1 1 2.4 0Z"));
    },
    bottleneck(ctx, colours) {
      filled(ctx, atlas.symbols.shape("triangle"), 8.6, "#ffc533", "#1b1f27", 3);
      letter(ctx, "!", 11, 1.6, "#1b1f27");
    },
    water(ctx, colours) {
      filled(ctx, atlas.symbols.shape("circle"), 8, colours.water, colours.paper, 1.6);
      ctx.lineWidth = 1.6;
      ctx.strokeStyle = colours.paper;
      ctx.stroke(new Path2D("M-5 2Q-2.5 -0.4 0 2T5 2M-4 5Q-2 3.2 0 5T4 5M0 -5.4V-1.4M-2 -3.2L0 -1.2L2 -3.2"));
    },
    broken(ctx) {
      shapes.cross(ctx, 0, 0, 6);
    },
  };
})((window.atlas = window.atlas || {}));
