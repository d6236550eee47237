import { predict, Problem } from "./api.js";
import { Card } from "./card.js";
import { announce, byId, element } from "./dom.js";
import { startInputs } from "./inputs.js";
import { readKey } from "./key.js";
import { percent } from "./numbers.js";
import { fit } from "./photos.js";
import { refreshRecent, startRecent } from "./recent.js";
import { openTest, startTest } from "./test.js";

const atATime = 3;
const waiting = [];
let working = 0;
let config;

readKey();
start();

async function start() {
  try {
    const response = await fetch("/_local/config", { cache: "no-store" });
    config = await response.json();
    // The path alone: the page may have been opened as localhost where the server says 127.0.0.1.
    config.predictPath = new URL(config.predictUrl, location.origin).pathname;
  } catch {
    byId("empty").textContent = "The server cannot be reached. Is it still running? Load this page again when it is.";
    return;
  }
  byId("key-form").hidden = !config.apiKeyRequired;
  byId("about").textContent = `Function ${config.functionName}, stage ${config.stage}, on this machine`;
  showSamples(config.samples ?? []);
  startInputs(addFiles, addAddress);
  startTest(config);
  startRecent();
  byId("clear").addEventListener("click", clear);
  document.documentElement.dataset.ready = "true";
}

function showSamples(samples) {
  byId("samples").hidden = samples.length === 0;
  byId("sample-list").replaceChildren(
    ...samples.map((address) => {
      const name = decodeURIComponent(address.split("/").at(-1));
      const title = name.replace(/\.[a-z]+$/i, "").replaceAll("_", " ");
      const button = element(
        "button",
        { type: "button", class: "sample", "aria-label": `Classify the sample ${title}`, title },
        element("img", { src: address, alt: "", loading: "lazy" }),
      );
      button.addEventListener("click", () => addSample(address, name));
      return element("li", {}, button);
    }),
  );
}

async function addSample(address, name) {
  try {
    const response = await fetch(new URL(address, location.origin).pathname);
    const blob = await response.blob();
    addFiles([new File([blob], name, { type: blob.type })]);
  } catch {
    announce("The sample cannot be loaded. Is the server still running?");
  }
}

function addFiles(files) {
  add(
    [...files].map((file) => ({
      name: file.name || "pasted photo",
      original: file,
      preview: URL.createObjectURL(file),
    })),
  );
}

const addAddress = (address) => add([{ name: address, address }]);

function add(photos) {
  if (photos.length === 0) return;
  const cards = photos.map((photo) => new Card(photo, config, { again: enqueue, test: openTest }));
  byId("cards").append(...cards.map((card) => card.root));
  byId("empty").hidden = true;
  byId("clear").hidden = false;
  announce(photos.length === 1 ? `Sending ${photos[0].name}.` : `Sending ${photos.length} photos.`);
  cards[0].root.scrollIntoView({ block: "nearest" });
  cards.forEach(enqueue);
}

function enqueue(card) {
  card.wait("Waiting");
  waiting.push(card);
  work();
}

// A few at a time: a browser would send six, more than a small usage plan likes.
async function work() {
  if (working >= atATime || waiting.length === 0) return;
  working++;
  const card = waiting.shift();
  try {
    await answer(card);
  } finally {
    working--;
    work();
    refreshRecent();
  }
}

async function answer(card) {
  const { photo } = card;
  try {
    if (photo.original !== undefined && photo.blob === undefined) await prepare(card);
    card.wait("Asking the API");
    const result = await predict(config, photo, () => card.wait("Waiting for the usage plan"));
    card.answered(result);
    const { label, score } = result.answer;
    announce(`${photo.name}: ${label}, ${percent(score)}.`);
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    const problem = error instanceof Problem ? error : new Problem("Something went wrong in this page", String(error));
    card.failed(problem);
    announce(`${photo.name}: ${problem.message}`);
  }
}

async function prepare(card) {
  const { photo } = card;
  await checkReadable(photo.original);
  const limit = config.maxPayloadBytes;
  if (photo.original.size > limit) card.wait("Shrinking");
  try {
    const { blob, shrunkFrom } = await fit(photo.original, limit);
    photo.blob = blob;
    photo.shrunkFrom = shrunkFrom;
    photo.sentName = shrunkFrom ? photo.name.replace(/(\.[^.]*)?$/, "-smaller.jpg") : photo.name;
    photo.sentUrl = shrunkFrom ? URL.createObjectURL(blob) : photo.preview;
  } catch (error) {
    if (error.message !== "too-large") throw error;
    const problem = new Problem(
      "Too large",
      `The photo has ${(photo.original.size / 1e6).toFixed(1)} MB, an invocation takes ${(limit / 1e6).toFixed(1)} MB, and this browser cannot shrink it. Send it as a smaller JPEG.`,
    );
    problem.local = true;
    throw problem;
  }
}

// A dropped folder looks like a file until it is read.
async function checkReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    const problem = new Problem("Not readable", "The browser cannot read this. If it is a folder, drop the photos in it.");
    problem.local = true;
    throw problem;
  }
}

function clear() {
  waiting.length = 0;
  for (const image of byId("cards").querySelectorAll("img")) URL.revokeObjectURL(image.src);
  byId("cards").replaceChildren();
  byId("empty").hidden = false;
  byId("clear").hidden = true;
  byId("choose").focus();
  announce("Cleared.");
}
