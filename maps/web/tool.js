/* Tools that take the clicks on the map: measuring. */
(function (atlas) {
  "use strict";

  const tool = (atlas.tool = {});

  /** Let clicks serve a tool, or select features again. */
  tool.set = function (name) {
    atlas.page.tool = name;
  };

  /** Draw what was measured. */
  tool.draw = function () {};
})((window.atlas = window.atlas || {}));
