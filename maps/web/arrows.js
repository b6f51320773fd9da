/* Chips at the map's edge that point at what glows but is out of sight. */
(function (atlas) {
  "use strict";

  const page = atlas.page;
  const MOST = 6;
  const INSET = 14;
  const arrows = (atlas.arrows = { pending: false });
  let box = null;

  arrows.start = function () {
    box = atlas.element("div", "atlas-arrows", "", { "aria-hidden": "true" });
    page.map.getContainer().append(box);
    page.map.on("move zoomanim", () => {
      box.replaceChildren();
    });
  };

  arrows.request = function () {
    if (!arrows.pending) {
      arrows.pending = true;
      atlas.soon(() => {
        arrows.pending = false;
        draw();
      });
    }
  };

  /** Return the positions of an item in world units: of a point itself, of others their corners. */
  function strands(drawn) {
    return drawn.rings || drawn.strands || [[drawn.x, drawn.y]];
  }

  /** Tell whether any of an item is in sight. */
  function isInSight(drawn, sight) {
    if (!atlas.mercator.meet(drawn.bounds, sight)) {
      return false;
    }
    const middle = [(sight[0] + sight[2]) / 2, (sight[1] + sight[3]) / 2];
    if (drawn.rings && drawn.holds(...middle)) {
      return true;
    }
    return strands(drawn).some((flat) => {
      for (let index = 0; index < flat.length; index += 2) {
        const next = Math.min(index + 2, flat.length - 2);
        const piece = [
          Math.min(flat[index], flat[next]), Math.min(flat[index + 1], flat[next + 1]),
          Math.max(flat[index], flat[next]), Math.max(flat[index + 1], flat[next + 1]),
        ];
        if (atlas.mercator.meet(piece, sight)) {
          return true;
        }
      }
      return false;
    });
  }

  /** Return where to point: a point itself, an area's label, the corner of a line nearest to the centre. */
  function target(item, drawn, centre) {
    if (item.kind === "area" && item.label && item.label.at.length) {
      const [lon, lat] = item.label.at[0];
      return [atlas.mercator.x(lon), atlas.mercator.y(lat)];
    }
    let best = null;
    let least = Infinity;
    for (const flat of strands(drawn)) {
      for (let index = 0; index < flat.length; index += 2) {
        const far = Math.hypot(flat[index] - centre[0], flat[index + 1] - centre[1]);
        if (far < least) {
          least = far;
          best = [flat[index], flat[index + 1]];
        }
      }
    }
    return best;
  }

  function outOfSight() {
    const map = page.map;
    const scale = 2 ** map.getZoom();
    const bounds = map.getPixelBounds();
    const sight = [bounds.min.x / scale, bounds.min.y / scale, bounds.max.x / scale, bounds.max.y / scale];
    const centre = [(sight[0] + sight[2]) / 2, (sight[1] + sight[3]) / 2];
    const from = map.getCenter();
    const found = [];
    for (const id of page.glowing) {
      const { item, drawn } = page.items.get(id) || {};
      if (!drawn || isInSight(drawn, sight)) {
        continue;
      }
      const at = target(item, drawn, centre);
      const place = L.latLng(atlas.mercator.lat(at[1]), atlas.mercator.lon(at[0]));
      found.push({
        name: atlas.nameOf(item.names),
        km: L.CRS.Earth.distance(from, place) / 1000,
        dx: (at[0] - centre[0]) * scale,
        dy: (at[1] - centre[1]) * scale,
      });
    }
    return found.sort((one, other) => one.km - other.km);
  }

  function draw() {
    box.replaceChildren();
    if (!page.glowing.size || atlas.camera.isMoving()) {
      return;
    }
    const seen = new Set();
    const all = outOfSight().filter(({ name }) => name && !seen.has(name) && seen.add(name));
    const shown = all.slice(0, MOST);
    const taken = [...document.querySelectorAll(".atlas-obstacle")].map((element) => element.getBoundingClientRect());
    shown.forEach((one, index) => {
      const more = index === shown.length - 1 ? all.length - shown.length : 0;
      const chip = chipFor(one, more);
      box.append(chip);
      settle(chip, one, taken);
    });
  }

  function chipFor(one, more) {
    const chip = atlas.element("div", "atlas-arrow");
    const angle = Math.atan2(one.dy, one.dx);
    const head = atlas.element("span", "atlas-arrow-head");
    head.style.transform = `rotate(${angle.toFixed(3)}rad)`;
    const km = atlas.number(one.km < 100 ? Math.round(one.km) : Math.round(one.km / 10) * 10);
    const name = atlas.element("span", "atlas-arrow-name", one.name);
    const far = atlas.element("span", "atlas-arrow-far", `${km} ${atlas.text("km") || "km"}`);
    chip.append(head, name, far);
    if (more > 0) {
      chip.append(atlas.element("span", "atlas-arrow-more", `+${atlas.number(more)}`));
    }
    if (Math.cos(angle) > 0.3) {
      chip.append(head);
    }
    return chip;
  }

  /** Return the size of what is free above the strip of sources. */
  function roomFor() {
    const size = page.map.getSize();
    const strip = document.querySelector(".atlas-strip");
    return L.point(size.x, size.y - (strip ? strip.offsetHeight : 0));
  }

  /** Move a chip to the edge in its direction; where something is, slide along the edge. */
  function settle(chip, one, taken) {
    const size = roomFor();
    const home = page.map.getContainer().getBoundingClientRect();
    const width = chip.offsetWidth;
    const height = chip.offsetHeight;
    const roomX = size.x / 2 - INSET - width / 2;
    const roomY = size.y / 2 - INSET - height / 2;
    const share = Math.min(roomX / Math.max(1, Math.abs(one.dx)), roomY / Math.max(1, Math.abs(one.dy)));
    const alongX = roomY / Math.max(1, Math.abs(one.dy)) < roomX / Math.max(1, Math.abs(one.dx));
    const x = size.x / 2 + one.dx * share - width / 2;
    const y = size.y / 2 + one.dy * share - height / 2;
    const limit = alongX ? size.x : size.y;
    for (let slide = 0; slide < limit; slide = slide > 0 ? -slide : 6 - slide) {
      const left = Math.max(INSET, Math.min(size.x - INSET - width, x + (alongX ? slide : 0)));
      const top = Math.max(INSET, Math.min(size.y - INSET - height, y + (alongX ? 0 : slide)));
      const spot = { left: left + home.left, top: top + home.top, right: left + width + home.left, bottom: top + height + home.top };
      const isFree = !taken.some((other) => spot.left < other.right + 6 && spot.right > other.left - 6 && spot.top < other.bottom + 6 && spot.bottom > other.top - 6);
      if (isFree || Math.abs(slide) > limit - 12) {
        chip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
        taken.push(spot);
        return;
      }
    }
  }

  /** Return the texts of the chips on show. */
  arrows.texts = function () {
    return [...box.children].map((chip) => chip.textContent);
  };
})((window.atlas = window.atlas || {}));
