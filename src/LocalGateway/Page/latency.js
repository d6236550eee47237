import { element } from "./dom.js";
import { milliseconds } from "./numbers.js";

const names = { fetch: "fetch photo", decode: "decode", resize: "resize", model: "model" };

/** Where the time went: the function's stages from Server-Timing, and the way there and back. */
export function latency(stages, elapsed, cold, model) {
  const parts = Object.entries(names)
    .filter(([stage]) => stages[stage] !== undefined)
    .map(([stage, name]) => ({ stage, name, value: stages[stage] }));
  const inStages = parts.reduce((sum, part) => sum + part.value, 0);
  const total = stages.total ?? inStages;
  if (total - inStages > 0.05) parts.push({ stage: "rest", name: "rest of function", value: total - inStages });
  if (elapsed > total)
    parts.push({ stage: "way", name: cold ? "start, gateway and network" : "gateway and network", value: elapsed - total });
  const strip = element("div", { class: "strip", "aria-hidden": "true" });
  for (const { stage, value } of parts) {
    const piece = element("span", { class: `stage-${stage}` });
    piece.style.flexGrow = String(value / elapsed);
    strip.append(piece);
  }
  return element(
    "div",
    { class: "latency" },
    element(
      "p",
      { class: "latency-head" },
      element("span", {}, `Answered in ${milliseconds(elapsed)}`),
      element("span", { class: cold ? "badge cold" : "badge" }, cold ? "cold start" : "warm"),
      element("span", { class: "note model" }, `Model ${model?.name ?? "unknown"} ${model?.version ?? ""}`),
    ),
    strip,
    element(
      "ul",
      { class: "legend", role: "list" },
      parts.map(({ stage, name, value }) =>
        element("li", {}, element("span", { class: `dot stage-${stage}`, "aria-hidden": "true" }), `${name} ${milliseconds(value)}`),
      ),
    ),
  );
}
