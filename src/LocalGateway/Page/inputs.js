import { announce, byId } from "./dom.js";

/** The ways in which photos come: dropped, chosen, photographed, pasted, or as an address. */
export function startInputs(addFiles, addAddress) {
  for (const [button, input] of [
    ["choose", "files"],
    ["photograph", "camera"],
  ]) {
    byId(button).addEventListener("click", () => byId(input).click());
    byId(input).addEventListener("change", () => {
      addFiles(byId(input).files);
      // The same photo can be chosen again.
      byId(input).value = "";
    });
  }
  startDrop(addFiles, addAddress);
  startPaste(addFiles);
  byId("address-form").addEventListener("submit", (event) => {
    event.preventDefault();
    submitAddress(addAddress);
  });
  byId("address").addEventListener("input", () => addressError(null));
}

function submitAddress(addAddress) {
  const address = byId("address").value.trim();
  if (!isAddress(address)) {
    addressError("Enter an address that begins with https:// or http://");
    byId("address").focus();
    return;
  }
  addressError(null);
  byId("address").value = "";
  addAddress(address);
}

function addressError(text) {
  const error = byId("address-error");
  error.hidden = text === null;
  error.textContent = text ?? "";
  byId("address").setAttribute("aria-invalid", String(text !== null));
  if (text !== null) announce(text);
}

// The whole window takes drops: a photo dropped beside the box would otherwise replace the page.
function startDrop(addFiles, addAddress) {
  let depth = 0;
  const mark = (on) => byId("drop").classList.toggle("over", on);
  addEventListener("dragenter", () => mark(++depth > 0));
  addEventListener("dragleave", () => mark(--depth > 0));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    mark((depth = 0) > 0);
    const address = event.dataTransfer.getData("text/uri-list").split("\n")[0].trim();
    if (event.dataTransfer.files.length > 0) addFiles(event.dataTransfer.files);
    else if (isAddress(address)) addAddress(address);
  });
}

function startPaste(addFiles) {
  addEventListener("paste", (event) => {
    if (event.clipboardData.files.length > 0) {
      event.preventDefault();
      addFiles(event.clipboardData.files);
      return;
    }
    if (event.target.closest?.("input, textarea")) return;
    const text = event.clipboardData.getData("text/plain").trim();
    if (isAddress(text)) {
      event.preventDefault();
      byId("address").value = text;
      byId("address").focus();
      announce("Address pasted; press Enter to have it classified.");
    }
  });
}

const isAddress = (text) => /^https?:\/\//i.test(text) && URL.canParse(text);
