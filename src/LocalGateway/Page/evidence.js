import { predict, Problem } from "./api.js";
import { announce, element } from "./dom.js";

// matplotlib's viridis, whose lightness rises evenly: as the pictures of `clothes predict --explain`.
const stops = [
  [0x44, 0x01, 0x54],
  [0x47, 0x2d, 0x7b],
  [0x3b, 0x52, 0x8b],
  [0x2c, 0x72, 0x8e],
  [0x21, 0x90, 0x8c],
  [0x27, 0xad, 0x81],
  [0x5d, 0xc8, 0x63],
  [0xaa, 0xdc, 0x32],
  [0xfd, 0xe7, 0x25],
];
const pixelsACell = 16;
const usualStrength = 60;

/**
 * A switch that lays a map over the photo of a card: where in it the logit of the label comes from. The API is asked for it
 * when it is first switched on.
 * @param {Element} frame holds the photo; the map goes on top of it
 */
export function evidenceSwitch(config, photo, label, frame) {
  const box = element("input", { type: "checkbox", role: "switch" });
  const strength = element("input", { type: "range", min: "0", max: "100", step: "5", value: String(usualStrength) });
  const low = element("span");
  const high = element("span");
  const note = element("p", { class: "note", hidden: true });
  const details = element(
    "div",
    { class: "evidence-details", hidden: true },
    element("label", { class: "strength" }, "Strength of the map", strength),
    element("p", { class: "evidence-scale note" }, low, element("span", { class: "ramp", "aria-hidden": "true" }), high),
    element(
      "p",
      { class: "note" },
      "What each place adds to the label's logit. It says which places were used, not whether the label is right.",
    ),
  );
  let map = null;

  const show = () => {
    if (map !== null) map.hidden = !box.checked;
    details.hidden = !box.checked || map === null;
  };
  const fade = () => {
    if (map !== null) map.style.opacity = String(strength.value / 100);
    strength.setAttribute("aria-valuetext", `${strength.value} %`);
  };
  const load = async () => {
    box.disabled = true;
    note.hidden = false;
    note.textContent = "Asking the API…";
    try {
      const { answer } = await predict(config, photo, () => {}, "?explain=true");
      if (!answer.evidence) throw new Problem("No map", "The API gives no evidence.");
      const { values } = answer.evidence;
      const range = rangeOf(values);
      low.textContent = signed(range.low);
      high.textContent = signed(range.high);
      map = draw(answer.evidence, range);
      frame.append(map);
      note.hidden = true;
    } catch (error) {
      if (!(error instanceof Problem)) console.error(error);
      box.checked = false;
      note.textContent = error instanceof Problem ? error.message : "Something went wrong in this page.";
      announce(note.textContent);
    } finally {
      const lost = document.activeElement === document.body;
      box.disabled = false;
      // A control that is disabled loses the focus.
      if (lost) box.focus();
    }
  };
  box.addEventListener("change", async () => {
    if (box.checked && map === null) await load();
    show();
    fade();
    if (map !== null) announce(box.checked ? `${map.getAttribute("aria-label")}.` : "The map is off.");
  });
  strength.addEventListener("input", fade);
  fade();
  return element(
    "div",
    { class: "evidence" },
    element("label", { class: "switch" }, box, `Show what speaks for ${label}`),
    note,
    details,
  );
}

function rangeOf(values) {
  const all = values.flat();
  return { low: Math.min(0, ...all), high: Math.max(0, ...all) };
}

function draw({ label, rows, columns, values }, { low, high }) {
  const [width, height] = [columns * pixelsACell, rows * pixelsACell];
  const canvas = element("canvas", {
    class: "map",
    width: String(width),
    height: String(height),
    role: "img",
    "aria-label": `Map of what speaks for ${label}: most of it ${place(values, rows, columns)}`,
  });
  const context = canvas.getContext("2d");
  const picture = context.createImageData(width, height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      const value = between(values, (y + 0.5) / pixelsACell - 0.5, (x + 0.5) / pixelsACell - 0.5);
      picture.data.set([...color(high > low ? (value - low) / (high - low) : 0), 255], at);
    }
  context.putImageData(picture, 0, 0);
  return canvas;
}

// Between the centres of the cells around, so that no edges show that are none.
function between(values, row, column) {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const cell = (r, c) => {
    const line = values[Math.min(Math.max(r, 0), values.length - 1)];
    return line[Math.min(Math.max(c, 0), line.length - 1)];
  };
  const mix = (from, to, share) => from + (to - from) * share;
  return mix(
    mix(cell(top, left), cell(top, left + 1), column - left),
    mix(cell(top + 1, left), cell(top + 1, left + 1), column - left),
    row - top,
  );
}

function color(share) {
  const position = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const index = Math.min(Math.floor(position), stops.length - 2);
  return stops[index].map((from, i) => Math.round(from + (stops[index + 1][i] - from) * (position - index)));
}

// In words, for who does not see the map.
function place(values, rows, columns) {
  const all = values.flat();
  const strongest = all.indexOf(Math.max(...all));
  const third = (position, count) => Math.min(2, Math.floor(((position + 0.5) / count) * 3));
  const row = ["at the top", "in the middle", "at the bottom"][third(Math.floor(strongest / columns), rows)];
  const column = [" left", "", " right"][third(strongest % columns, columns)];
  return row + column;
}

const signed = (value) => (value > 0 ? "+" : "") + value.toFixed(2);
