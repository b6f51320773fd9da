/* Counts the frames that a page shows while its map moves. The same for every page that is measured. */
window.motions = (function () {
  "use strict";

  const PAN_S = 0.5;
  const PANS = [[420, 0], [0, 160], [-420, 0], [0, -160], [300, 120], [-300, -120]];
  const REDRAW_MS = 2000;
  let told = null;

  /** Count frames until ``stop`` is called. */
  function counting(eachFrame) {
    let frames = 0;
    let isOn = true;
    let last = performance.now();
    let longest = 0;
    const started = last;
    const step = () => {
      if (!isOn) {
        return;
      }
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      frames += 1;
      if (eachFrame) {
        eachFrame();
      }
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    return () => {
      isOn = false;
      told = { frames, ms: performance.now() - started, longest };
    };
  }

  /** Count from the next start of a movement to its end. */
  function watch(map) {
    told = null;
    map.once("movestart", () => map.once("moveend", counting()));
  }

  /** Pan to and fro, and count all the while. */
  function pan(map) {
    told = null;
    const stop = counting();
    const next = (at) => {
      if (at === PANS.length) {
        stop();
        return;
      }
      map.once("moveend", () => next(at + 1));
      map.panBy(PANS[at], { animate: true, duration: PAN_S });
    };
    next(0);
  }

  /** Draw everything anew in each frame for a while. */
  function redraw(draw) {
    told = null;
    setTimeout(counting(draw), REDRAW_MS);
  }

  return { watch, pan, redraw, told: () => told };
})();
