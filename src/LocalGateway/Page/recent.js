import { byId, element } from "./dom.js";
import { milliseconds } from "./numbers.js";

/** The last requests that the gateway answered, from this page, curl or anyone else: read anew while the list is open. */
export function startRecent() {
  byId("recent").addEventListener("toggle", refreshRecent);
}

export async function refreshRecent() {
  if (!byId("recent").open) return;
  let requests;
  try {
    const response = await fetch("/_local/recent", { cache: "no-store" });
    requests = (await response.json()).requests ?? [];
  } catch {
    byId("recent-empty").textContent = "The list cannot be read. Is the server still running?";
    requests = [];
  }
  byId("recent-empty").hidden = requests.length > 0;
  byId("recent-scroll").hidden = requests.length === 0;
  byId("recent-rows").replaceChildren(...requests.map(row));
}

function row({ time, method, path, status, latencyMs, coldStart, reason }) {
  return element(
    "tr",
    {},
    element("td", {}, new Date(time).toLocaleTimeString()),
    element("td", {}, `${method} ${path}`),
    element("td", { class: status < 400 ? "status good" : "status bad" }, String(status)),
    element("td", {}, milliseconds(latencyMs.total)),
    element("td", { class: "wide" }, reason ?? (latencyMs.function === 0 ? "not asked" : coldStart ? "cold start" : "warm")),
  );
}
