/*
 * Where names go: greedily by priority, never over another name, a symbol or the page's controls.
 *
 * Works on plain boxes [left, top, right, bottom] in pixels of the window; knows no DOM.
 */
(function (atlas) {
  "use strict";

  const GAP = 3;
  const EDGE = 5;

  function meet(one, other) {
    return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
  }

  /** Boxes by cells of the window, so that few are compared. */
  class Taken {
    constructor() {
      this.cells = new Map();
    }

    *near(box) {
      for (let column = box[0] >> 7; column <= box[2] >> 7; column += 1) {
        for (let row = box[1] >> 7; row <= box[3] >> 7; row += 1) {
          yield `${column}/${row}`;
        }
      }
    }

    add(box) {
      for (const cell of this.near(box)) {
        if (!this.cells.has(cell)) {
          this.cells.set(cell, []);
        }
        this.cells.get(cell).push(box);
      }
    }

    isFree(box) {
      for (const cell of this.near(box)) {
        if ((this.cells.get(cell) || []).some((other) => meet(box, other))) {
          return false;
        }
      }
      return true;
    }
  }

  /** Return the offsets of a name's box from its point: right, left, above, below, the diagonals; then the same farther off. */
  function around(width, height, reach, fars) {
    return fars.flatMap((far) => {
      const side = reach + GAP + far;
      const slant = reach * 0.6 + 2 + far * 0.7;
      return [
        [side, -height / 2],
        [-side - width, -height / 2],
        [-width / 2, -side - height + 2],
        [-width / 2, side - 2],
        [slant, -slant - height + 4],
        [slant, slant - 4],
        [-slant - width, -slant - height + 4],
        [-slant - width, slant - 4],
      ];
    });
  }

  /**
   * Place names in a window of ``size``. Each wish: {id, priority, forms: [{width, height}, …] from
   * the preferred to the smallest, at: [[x, y], …] centres to try or one point, reach: half the size
   * of its symbol or null for centred names, fars: how much
   * farther off it may stand, spare: (form, beyond) => further centres, last: index of the
   * offset used last time}. Returns a map id -> {x, y, form, choice}, the upper left corner in pixels.
   */
  atlas.placeNames = function (wishes, obstacles, size) {
    const taken = new Taken();
    obstacles.forEach((box) => taken.add(box));
    const placed = new Map();
    const ordered = [...wishes].sort((one, other) => other.priority - one.priority);
    const fits = (x, y, form) => {
      const box = [x - 1, y, x + form.width + 1, y + form.height];
      const inside = box[0] >= EDGE && box[1] >= EDGE && box[2] <= size.x - EDGE && box[3] <= size.y - EDGE;
      return inside && taken.isFree(box) ? box : null;
    };
    for (const wish of ordered) {
      const found = wish.reach === null ? centred(wish, fits) : beside(wish, fits);
      if (found) {
        taken.add(found.box);
        placed.set(wish.id, found);
      }
    }
    return placed;
  };

  function beside(wish, fits) {
    const [px, py] = wish.at[0];
    const [form] = wish.forms;
    const offsets = around(form.width, form.height, wish.reach, wish.fars).map((offset, choice) => ({ offset, choice }));
    if (wish.last > 0 && wish.last < offsets.length) {
      offsets.unshift(offsets.splice(wish.last, 1)[0]);
    }
    for (const { offset, choice } of offsets) {
      const x = Math.round(px + offset[0]);
      const y = Math.round(py + offset[1]);
      const box = fits(x, y, form);
      if (box) {
        return { x, y, form, choice, box };
      }
    }
    return null;
  }

  /** Try the listed centres, then others inside, in ever smaller writing; only then those beyond the edge. */
  function centred(wish, fits) {
    const spare = wish.spare || (() => []);
    const tries = [
      ...wish.forms.flatMap((form) => [() => [form, wish.at], () => [form, spare(form, false)]]),
      ...wish.forms.map((form) => () => [form, spare(form, true)]),
    ];
    for (const attempt of tries) {
      const [form, centres] = attempt();
      for (const [cx, cy] of centres) {
        const x = Math.round(cx - form.width / 2);
        const y = Math.round(cy - form.height / 2);
        const box = fits(x, y, form);
        if (box) {
          return { x, y, form, choice: 0, box };
        }
      }
    }
    return null;
  }
})((window.atlas = window.atlas || {}));
