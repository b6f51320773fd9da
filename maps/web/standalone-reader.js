/* The reader beside (or, on a phone, below) the map: scenes, passages whose words lead to the map and back, search, sources. */
(function (atlas) {
  "use strict";

  const { alone, element } = atlas;
  const { content } = alone;
  const MOST_FOUND = 12;
  const reader = (atlas.reader = {});
  const part = (name) => document.getElementById(`reader-${name}`);

  /** Write everything anew for the scene and the language on show. */
  reader.write = function () {
    const scene = alone.now();
    document.title = alone.in(content.title);
    part("show").textContent = alone.in(content.title);
    part("language").setAttribute("aria-label", alone.text("language"));
    part("language").value = alone.language;
    const search = part("search");
    search.placeholder = alone.text("search");
    search.setAttribute("aria-label", alone.text("search"));
    part("body").setAttribute("aria-label", alone.text("passages"));
    steps(scene);
    const step = scene.steps[alone.step];
    const shown = step.excerpt ? content.articles.flatMap((article) => article.excerpts.map((one) => [article, one])).filter(([, one]) => one.id === step.excerpt) : [];
    const rest = content.articles.flatMap((article) => article.excerpts.map((one) => [article, one])).filter(([, one]) => one.id !== step.excerpt);
    const parts = [element("h2", "", alone.in(scene.title)), element("p", "reader-caption", alone.in(scene.caption))];
    parts.push(...shown.map(([article, one]) => passage(article, one, step.link)), ...card());
    if (scene.kind === "sources") {
      parts.push(sources());
    } else if (step.sources.length) {
      parts.push(folded("sources", [list(step.sources.map((title) => content.sources.find((one) => one.title === title) || { title }))]));
    }
    parts.push(folded("passages", rest.map(([article, one]) => passage(article, one, ""))));
    parts.push(element("p", "reader-foot", [content.credits, alone.in(content.borders), alone.in(content.made)].join(" · ")));
    part("body").replaceChildren(...parts);
    part("body").scrollTop = 0;
    found("");
  };

  function steps(scene) {
    const button = (key, mark, call) => {
      const made = element("button", "", mark, { type: "button", "aria-label": alone.text(key), title: alone.text(key) });
      made.addEventListener("click", call);
      return made;
    };
    const choice = element("select", "", "", { "aria-label": alone.text("scenes") });
    content.scenes.forEach((one, index) => choice.append(element("option", "", `${index + 1}. ${alone.in(one.title)}`, { value: index })));
    choice.value = String(alone.scene);
    choice.addEventListener("change", () => {
      alone.show(Number(choice.value), 0);
      part("steps").querySelector("select").focus();
    });
    const total = scene.steps.length - 1;
    const at = alone.text("at", { n: alone.scene + 1, total: content.scenes.length });
    const where = element("span", "", total ? `${at} · ${alone.text("step", { n: alone.step, total })}` : at, { "aria-live": "polite" });
    part("steps").replaceChildren(button("previous", "‹", alone.back), choice, button("next", "›", alone.next), where);
  }

  /** Return a passage; its linked words are buttons that break over lines like words. */
  function passage(article, excerpt, marked) {
    const figure = element("figure", "reader-passage");
    const quote = element("blockquote", "", "", { lang: alone.language });
    for (const [text, id] of excerpt.pieces[alone.language]) {
      quote.append(id ? words(excerpt, id, text, id === marked) : text);
    }
    const meta = [alone.in(excerpt.speaker), alone.in(article.meta), alone.language === article.language ? "" : alone.text("translation"), article.credit];
    figure.append(quote, element("figcaption", "", meta.filter(Boolean).join(" · ")));
    return figure;
  }

  function words(excerpt, id, text, isMarked) {
    const link = excerpt.links[id];
    const made = element("span", "reader-link", text, { role: "button", tabindex: "0", "data-targets": link.targets.join(" ") });
    made.classList.toggle("is-marked", isMarked);
    made.title = alone.in(link.addition);
    made.addEventListener("click", () => {
      unmark();
      made.classList.add("is-marked");
      alone.go(link, link.targets.length === 1 ? link.targets[0] : "");
    });
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        made.click();
      }
    });
    made.addEventListener("pointerenter", () => atlas.receive(JSON.stringify({ type: "Glow", items: link.items })));
    made.addEventListener("pointerleave", () => atlas.receive(JSON.stringify({ type: "Glow", items: [] })));
    return made;
  }

  function unmark() {
    document.querySelectorAll(".reader-link.is-marked").forEach((other) => other.classList.remove("is-marked"));
  }

  /** Return what is known of the feature on show, or nothing. */
  function card() {
    const known = content.features[alone.feature];
    if (!known) {
      return [];
    }
    const box = element("section", "reader-card", "", { "aria-live": "polite" });
    box.append(element("h3", "", alone.in(known.names)), ...known.lines[alone.language].map((line) => element("p", "", line)));
    return [box];
  }

  /** A feature was clicked on the map: its card, and the first passage whose words stand for it. */
  reader.open = function (feature) {
    reader.write();
    unmark();
    const link = [...document.querySelectorAll(".reader-link")].find((one) => one.dataset.targets.split(" ").includes(feature));
    reader.glow(feature);
    const box = document.querySelector(".reader-card");
    if (link) {
      const fold = link.closest("details");
      if (fold) {
        fold.open = true;
      }
      link.classList.add("is-marked");
    }
    (box || link || part("body")).scrollIntoView({ block: "nearest" });
  };

  /** Mark the words that stand for a feature under the pointer. */
  reader.glow = function (feature) {
    document.querySelectorAll(".reader-link").forEach((link) => link.classList.toggle("is-glowing", Boolean(feature) && link.dataset.targets.split(" ").includes(feature)));
  };

  function folded(key, inside) {
    const box = element("details", "");
    box.append(element("summary", "", `${alone.text(key)} (${inside.length === 1 && inside[0].children ? inside[0].children.length : inside.length})`), ...inside);
    return box;
  }

  function list(known) {
    const made = element("ol", "reader-sources");
    for (const { title, url, date } of known) {
      const line = element("li", "", date ? `${title} (${date})` : title);
      if (url) {
        line.append(" ", element("a", "", url, { href: url, rel: "noreferrer noopener", target: "_blank" }));
      }
      made.append(line);
    }
    return made;
  }

  function sources() {
    const box = element("section", "");
    box.append(list(content.sources), element("h3", "", alone.text("licences")), ...[content.credits, ...content.licences].map((line) => element("p", "", line)));
    box.append(element("h3", "", alone.text("borders_title")), element("p", "", alone.in(content.borders)));
    return box;
  }

  const folding = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  function found(typed) {
    const wanted = folding(typed.trim());
    const box = part("found");
    box.hidden = !wanted;
    if (!wanted) {
      box.replaceChildren();
      return;
    }
    const rank = ([, { names }]) => (folding(alone.in(names)).startsWith(wanted) ? 0 : 1);
    const hits = Object.entries(content.features).filter(([, { names }]) => Object.values(names).some((name) => folding(name).includes(wanted)));
    const rows = hits.sort((one, other) => rank(one) - rank(other)).slice(0, MOST_FOUND).map(([id, known]) => {
      const row = element("li", "");
      const button = element("button", "", alone.in(known.names), { type: "button" });
      button.addEventListener("click", () => {
        part("search").value = "";
        alone.go(known, id);
        reader.open(id);
      });
      row.append(button);
      return row;
    });
    box.replaceChildren(...(rows.length ? rows : [element("li", "", alone.text("nothing"))]));
  }

  part("search").addEventListener("input", (event) => found(event.target.value));
  part("search").addEventListener("keydown", (event) => {
    const first = part("found").querySelector("button");
    if (event.key === "Enter" && first) {
      first.click();
    } else if (event.key === "Escape") {
      event.target.value = "";
      found("");
    }
  });
  part("language").addEventListener("change", (event) => alone.speak(event.target.value));
})((window.atlas = window.atlas || {}));
