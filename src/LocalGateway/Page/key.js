import { byId } from "./dom.js";

const storage = "clothes-api-key";

/** The API key: from the address's fragment, which no server sees, or typed. Kept for this tab only, and never shown. */
export function readKey() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (fragment.has("key")) {
    sessionStorage.setItem(storage, fragment.get("key"));
    // Out of the address bar, the history and every copied link.
    history.replaceState(null, "", location.pathname + location.search);
  }
  const field = byId("key");
  field.value = currentKey();
  field.addEventListener("input", () => sessionStorage.setItem(storage, field.value.trim()));
  byId("key-form").addEventListener("submit", (event) => event.preventDefault());
}

export const currentKey = () => sessionStorage.getItem(storage) ?? "";

/** Text that is shown: where the API repeats the key, dots stand in its place. */
export const withoutKey = (text) => (currentKey() === "" ? text : text.replaceAll(currentKey(), "•••"));
