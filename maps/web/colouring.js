/* Countries filled by an indicator, with the classes explained in the legend. */
(function (atlas) {
  "use strict";

  const colouring = (atlas.colouring = { fills: new Map() });

  /** Fill areas as a ColourAreas command says; empty items end it. */
  colouring.show = function (message) {
    colouring.fills = new Map(message.items.map((id, index) => [id, message.colours[index]]));
    atlas.page.sheet.redraw();
  };
})((window.atlas = window.atlas || {}));
