"""Measure how fast a figure follows a slider, inside the page, for any way of drawing.

A *draw* is whatever changes pixels: a canvas call, a changed SVG path, a loaded image. All draws
between two animation frames count as one frame.
"""

from __future__ import annotations

import statistics
import time

# Installed before the page's own scripts run.
PROBE = """
(() => {
  const probe = window.__probe = { frames: [], input: 0, answered: [], open: false, tick: 0 };
  const drawn = () => {
    const now = performance.now();
    if (probe.open) { probe.answered.push(now - probe.input); probe.open = false; }
    if (probe.last !== probe.tick) { probe.last = probe.tick; probe.frames.push(now); }
  };
  const loop = () => { probe.tick += 1; requestAnimationFrame(loop); };
  requestAnimationFrame(loop);
  const context = CanvasRenderingContext2D.prototype;
  for (const name of ['stroke', 'fill', 'drawImage', 'putImageData']) {
    const plain = context[name];
    context[name] = function (...args) {
      const result = plain.apply(this, args);
      if (this.canvas.isConnected) drawn();
      return result;
    };
  }
  const started = (event) => {
    if (event.type === 'keydown' && !event.key.startsWith('Arrow')) return;
    probe.input = performance.now(); probe.open = true;
  };
  addEventListener('keydown', started, true);
  addEventListener('load', (e) => {
    if (e.target.tagName === 'IMG' && e.target.closest('.jp-OutputArea')) drawn(); }, true);
  addEventListener('DOMContentLoaded', () => new MutationObserver((changes) => {
    for (const c of changes) {
      if (c.type === 'attributes' ? c.attributeName === 'd' && c.target.closest('svg')
          : [...c.addedNodes].some((n) => n.querySelector && (n.matches('path')
            || n.querySelector('svg path.js-line, svg path.line')))) { drawn(); return; }
    }
  }).observe(document.documentElement,
    { subtree: true, childList: true, attributes: true, attributeFilter: ['d'] }));
})();
"""


def steps(page, handle, count: int = 20, wait: float = 2.0) -> list[float]:
    """Press an arrow key `count` times on `handle`; milliseconds from key to draw, each."""
    handle.focus()
    page.evaluate("() => { __probe.answered = []; __probe.open = false; }")
    for _ in range(count):
        page.keyboard.press("ArrowRight")
        deadline = time.monotonic() + wait
        while page.evaluate("() => __probe.open") and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.05)
    return page.evaluate("() => __probe.answered")


def drag(page, handle, track, *, sweeps: int = 3, moves: int = 90) -> dict[str, float]:
    """Take `handle` along `track` and back: frames a second, and how long it moves on after."""
    box = track.bounding_box()
    left, width, y = box["x"] + 4, box["width"] - 8, box["y"] + box["height"] / 2
    held = handle.bounding_box()
    page.mouse.move(held["x"] + held["width"] / 2, held["y"] + held["height"] / 2)
    page.mouse.down()
    page.mouse.move(left, y)
    page.evaluate("() => { __probe.frames = []; __probe.began = performance.now(); }")
    for sweep in range(sweeps):
        for i in range(moves):
            share = i / (moves - 1)
            page.mouse.move(left + width * (share if sweep % 2 == 0 else 1 - share), y)
    ended = page.evaluate("() => performance.now() - __probe.began")
    page.mouse.up()
    page.wait_for_timeout(1500)
    times = page.evaluate("() => __probe.frames.map(t => t - __probe.began)")
    during = [t for t in times if t <= ended]
    return {
        "frames_per_second": 1000 * len(during) / ended,
        "moves_on_ms": max([t - ended for t in times if t > ended], default=0.0),
        "moves_per_second": 1000 * sweeps * moves / ended,
    }


def measure(page, handle, track) -> dict[str, float]:
    """Median step in milliseconds, and frames a second of a drag."""
    answered = steps(page, handle)
    if not answered:
        raise RuntimeError("no draw followed any key press: is the figure alive?")
    return {
        "step_ms": statistics.median(answered),
        "steps_seen": len(answered),
        **drag(page, handle, track),
    }
