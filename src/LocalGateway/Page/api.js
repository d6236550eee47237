import { currentKey } from "./key.js";

const patience = 60_000;
const retries = 4;
// API Gateway's words for a usage plan that is used up until its period ends.
const quotaMessage = "Limit Exceeded";

/** What a photo's request looks like; curl.js writes the same one. */
export function requestOf(photo) {
  if (photo.address !== undefined)
    return { contentType: "application/json", body: JSON.stringify({ url: photo.address }) };
  // Whatever the file says it is: the function looks at the bytes.
  const type = photo.blob.type.startsWith("image/") ? photo.blob.type : "application/octet-stream";
  return { contentType: type, body: photo.blob };
}

/**
 * Sends a photo, with a query such as "?explain=true"; again after a while where the usage plan's rate is exceeded, as a folder full of photos does.
 * @returns {Promise<{answer: object, stages: object, elapsed: number}>}
 * @throws {Problem}
 */
export async function predict(config, photo, waiting, query = "") {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(config, photo, query);
    } catch (problem) {
      if (!problem.throttled || attempt === retries) throw problem;
      waiting();
      const backoff = 500 * 2 ** attempt * (0.75 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, Math.max(backoff, problem.retryAfter * 1000)));
    }
  }
}

async function send(config, photo, query) {
  const { contentType, body } = requestOf(photo);
  const headers = { "content-type": contentType, accept: "application/json" };
  const key = currentKey();
  if (!isHeaderValue(key)) throw new Problem("The key", "The API key holds characters that no key has; enter it again.");
  if (key !== "") headers["x-api-key"] = key;
  const started = performance.now();
  let response, text;
  try {
    response = await fetch(config.predictPath + query, {
      method: "POST",
      headers,
      body,
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(patience),
    });
    text = await response.text();
  } catch (error) {
    throw new Problem(
      "No answer",
      error.name === "TimeoutError"
        ? "The server took longer than a minute. Try again."
        : "The server cannot be reached. Is it still running?",
    );
  }
  const elapsed = performance.now() - started;
  const json = parse(text);
  if (!response.ok || json === null || !Array.isArray(json.predictions)) throw problemOf(response, json, key);
  return { answer: json, stages: readStages(response.headers.get("server-timing")), elapsed };
}

/** What went wrong, in words for the person who sent the photo. */
export class Problem extends Error {
  constructor(title, detail, requestId) {
    super(detail);
    this.title = title;
    this.requestId = requestId;
  }
}

function problemOf(response, json, key) {
  const problem = inWords(response, json, key);
  const after = Number(response.headers.get("retry-after"));
  problem.throttled = response.status === 429 && json?.message !== quotaMessage;
  problem.retryAfter = Number.isFinite(after) ? Math.min(after, 30) : 0;
  return problem;
}

function inWords(response, json, key) {
  const requestId = json?.requestId ?? response.headers.get("x-amzn-requestid");
  if (json?.detail) return new Problem(json.title ?? `Status ${response.status}`, json.detail, requestId);
  const message = json?.message ?? response.statusText;
  return new Problem(`${response.status} ${message}`, hint(response.status, message, key), requestId);
}

// API Gateway's own answers are two words; these say what to do.
function hint(status, message, key) {
  if (status === 403 && message === "Forbidden")
    return key === ""
      ? "The API wants a key. The terminal in which the server was started shows it; enter it at the top of this page."
      : "The API refuses this key. The terminal in which the server was started shows the right one.";
  if (status === 403) return "There is no such path at this stage.";
  if (status === 413) return "The photo is larger than the API takes. Send a smaller version.";
  if (status === 429)
    return message === quotaMessage
      ? "The key's quota is used up until its period ends."
      : "More requests than the usage plan allows. Wait a moment and try again.";
  if (status === 502) return "The function ended, or gave an answer that API Gateway cannot read. The server's log says which.";
  if (status === 504) return "The function did not answer in the time that API Gateway allows. Try again.";
  return status < 400 ? "This is not an answer of the API." : "The request was refused.";
}

/** Server-Timing (https://www.w3.org/TR/server-timing/) as milliseconds by name. */
export function readStages(header) {
  const stages = {};
  for (const metric of (header ?? "").split(",")) {
    const [name, ...parameters] = metric.split(";").map((part) => part.trim());
    const duration = parameters.find((parameter) => parameter.startsWith("dur="));
    const value = duration === undefined ? NaN : Number(duration.slice(4).replaceAll('"', ""));
    if (name !== "" && Number.isFinite(value)) stages[name] = value;
  }
  return stages;
}

const isHeaderValue = (text) => /^[\x21-\x7e]*$/.test(text);

function parse(text) {
  try {
    const json = JSON.parse(text);
    return typeof json === "object" ? json : null;
  } catch {
    return null;
  }
}
