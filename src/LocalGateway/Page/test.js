import { requestOf } from "./api.js";
import { announce, byId, copyButton, element } from "./dom.js";
import { currentKey, withoutKey } from "./key.js";
import { bytes, milliseconds } from "./numbers.js";
import { refreshRecent } from "./recent.js";

let photoBody = null;

/** The test of API Gateway's console, on this machine. */
export function startTest(config) {
  const sample = config.samples?.[0];
  if (sample) byId("body").value = JSON.stringify({ url: new URL(sample, location.origin).href }, null, 2);
  byId("test-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await run();
    refreshRecent();
  });
  byId("body-photo-clear").addEventListener("click", () => setPhoto(null));
  byId("method").addEventListener("change", showBody);
}

/** Fills the form with the request of a photo. */
export async function openTest(photo) {
  const { contentType, body } = requestOf(photo);
  byId("method").value = "POST";
  byId("path").value = "/predict";
  byId("headers").value = `content-type: ${contentType}`;
  if (typeof body === "string") {
    setPhoto(null);
    byId("body").value = body;
  } else {
    setPhoto({ name: photo.name, size: body.size, base64: await base64(body) });
  }
  byId("test").open = true;
  byId("test").scrollIntoView({ block: "start" });
  byId("send-test").focus();
}

function setPhoto(photo) {
  photoBody = photo;
  byId("body-photo").hidden = photo === null;
  if (photo !== null) byId("body-photo-text").textContent = `${photo.name}, ${bytes(photo.size)}, sent as base64. `;
  showBody();
}

function showBody() {
  const without = ["GET", "OPTIONS"].includes(byId("method").value);
  byId("body").disabled = photoBody !== null || without;
}

async function run() {
  const result = byId("test-result");
  const request = readForm();
  if (typeof request === "string") {
    result.replaceChildren(element("p", { class: "problem" }, request));
    announce(request);
    return;
  }
  result.replaceChildren(element("p", { class: "waiting" }, element("span", { class: "spinner", "aria-hidden": "true" }), "Sending…"));
  try {
    const response = await fetch("/_local/test", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(60_000),
    });
    const json = await response.json();
    if (!response.ok) throw new Error(json.detail ?? json.message ?? `Status ${response.status}`);
    show(result, json);
  } catch (error) {
    const text =
      error.name === "TypeError" || error.name === "SyntaxError"
        ? "The server cannot be reached, or does not offer tests. Is it still running?"
        : error.message;
    result.replaceChildren(element("p", { class: "problem" }, text));
    announce(text);
  }
}

function readForm() {
  const headers = {};
  for (const line of byId("headers").value.split("\n").filter((text) => text.trim() !== "")) {
    const colon = line.indexOf(":");
    if (colon < 1) return `"${line.trim()}" is not a header; write name: value.`;
    headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  if (currentKey() !== "" && !names.includes("x-api-key")) headers["x-api-key"] = currentKey();
  const without = ["GET", "OPTIONS"].includes(byId("method").value);
  return {
    method: byId("method").value,
    path: byId("path").value.trim(),
    headers,
    body: without ? null : (photoBody?.base64 ?? byId("body").value),
    isBase64Encoded: !without && photoBody !== null,
  };
}

function show(result, { request, response, latencyMs, coldStart, log, reason }) {
  const asked = (latencyMs?.function ?? 0) > 0;
  const times = ["function", "gateway", "init"]
    .filter((part) => latencyMs?.[part] > 0)
    .map((part) => `${part} ${milliseconds(latencyMs[part])}`);
  const head = `Status ${response.statusCode}, ${milliseconds(latencyMs?.total ?? 0)}`;
  const state = !asked ? "function not asked" : coldStart ? "cold start" : "warm";
  result.replaceChildren(
    element(
      "p",
      { class: "latency-head" },
      element("span", { class: response.statusCode < 400 ? "status good" : "status bad" }, head),
      element("span", { class: asked && coldStart ? "badge cold" : "badge" }, state),
      element("span", { class: "muted" }, times.join(", ")),
    ),
    reason ? element("p", { class: "problem" }, reason) : "",
    part(response.isBase64Encoded ? "Response body, as base64" : "Response body", pretty(response.body), true),
    part("Response headers", lines(response.headers), true),
    part("Request event", request ? JSON.stringify(shorten(request), null, 2) : "The request did not get as far as the function.", false),
    part("Log", (log ?? []).join("\n") || "Nothing was logged.", false),
  );
  announce(`${head}, ${state}.`);
}

function part(title, content, open) {
  const text = withoutKey(content);
  return element(
    "details",
    { open, class: "part" },
    element("summary", {}, title),
    element("pre", { tabindex: "0", role: "region", "aria-label": title }, text),
    copyButton(() => text, title.toLowerCase()),
  );
}

const lines = (headers) =>
  Object.entries(headers ?? {})
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : value}`)
    .join("\n");

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return String(body ?? "");
  }
}

// A photo's base64 would be megabytes of text on the page.
function shorten(event) {
  const longest = 2000;
  if (typeof event?.body !== "string" || event.body.length <= longest) return event;
  return { ...event, body: `${event.body.slice(0, longest)}… (${event.body.length} characters)` };
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}
