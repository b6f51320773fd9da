/*
 * Paper: the page of a handout, with the map in its upper part and below it what is to be read, and pages of text alone.
 *
 * What is written goes in the order of reading: heading, map, passage, notes, sources. It is made of texts only.
 */
(function (atlas) {
  "use strict";

  const SMALLEST_PART = 0.72;
  const STEP = 0.04;
  const paper = (atlas.paper = {});
  let parts = [];

  function section(kind, heading, ...content) {
    const box = atlas.element("section", `paper-part paper-${kind}`);
    if (heading) {
      box.append(atlas.element("h2", "", heading));
    }
    box.append(...content);
    return box;
  }

  function paragraphs(text) {
    return text.split(/\n{2,}/).filter((piece) => piece.trim()).map((piece) => atlas.element("p", "", piece.trim()));
  }

  /** Write a scene's page around the map; ``message`` is as ``ui/exports/paper.py`` makes it. */
  paper.show = function (message) {
    paper.clear();
    const root = document.documentElement;
    root.classList.add("has-paper");
    root.classList.toggle("has-slide", message.is_slide);
    const head = atlas.element("header", "paper-head");
    if (!message.is_slide) {
      head.append(atlas.element("span", "paper-number", String(message.number)), atlas.element("h1", "", message.title), atlas.element("p", "", message.caption));
    }
    const body = atlas.element("div", "paper-body");
    if (message.words || message.before || message.after) {
      const quote = atlas.element("blockquote", "");
      quote.append(message.before, ...(message.words ? [atlas.element("mark", "", message.words)] : []), message.after);
      body.append(section("passage", message.texts.passage, quote, atlas.element("p", "paper-meta", message.meta)));
    }
    if (message.notes) {
      body.append(section("notes", message.texts.notes, ...paragraphs(message.notes)));
    }
    if (message.sources.length) {
      body.append(section("sources", message.texts.sources, list(message.sources)));
    }
    root.classList.toggle("is-bare", !body.children.length);
    const foot = atlas.element("footer", "paper-foot");
    foot.append(...message.foot.map((text) => atlas.element("span", "", text)));
    const map = document.getElementById("map");
    map.before(head);
    map.after(body, foot);
    parts = [head, body, foot];
    [...body.children].forEach((column) => fit(column, message.texts.more));
  };

  function list(lines) {
    const made = atlas.element("ol", "");
    made.append(...lines.map((line) => atlas.element("li", "", line)));
    return made;
  }

  /** Write a column smaller, and then shorter, until it has room for its words. */
  function fit(column, more) {
    const isFull = () => column.scrollHeight > column.clientHeight + 1;
    for (let part = 1; isFull() && part > SMALLEST_PART; ) {
      part -= STEP;
      column.style.setProperty("--paper-part", part.toFixed(2));
    }
    const last = () => column.querySelector(":scope > ol > li:last-child, :scope > p:last-of-type:not(.paper-meta)");
    for (let element = last(), count = 0; isFull() && element && count < 400; element = last(), count += 1) {
      const words = element.textContent.replace(/…$/, "").trimEnd();
      const shorter = element.localName === "li" ? "" : words.slice(0, Math.floor(words.length * 0.94) - 1);
      if (shorter.length > 20) {
        element.textContent = `${shorter}…`;
      } else if (element.localName === "li") {
        const rest = column.querySelector(".paper-more") || column.appendChild(atlas.element("p", "paper-more", more));
        column.append(rest);
        element.remove();
      } else {
        element.remove();
      }
    }
  }

  /** Write pages of text without a map: a title, and sections of paragraphs or of lines. */
  paper.write = function ({ title, sections }) {
    paper.clear();
    document.documentElement.classList.add("has-paper", "is-text");
    const article = atlas.element("article", "paper-text");
    article.append(atlas.element("h1", "", title));
    for (const { heading, lines, is_list: isList } of sections) {
      article.append(section("text", heading, ...(isList ? [list(lines)] : lines.map((line) => atlas.element("p", "", line)))));
    }
    document.getElementById("map").after(article);
    parts = [article];
  };

  /** Take the paper away; the map fills the window again. */
  paper.clear = function () {
    document.documentElement.classList.remove("has-paper", "has-slide", "is-text", "is-bare");
    parts.splice(0).forEach((element) => element.remove());
  };
})((window.atlas = window.atlas || {}));
