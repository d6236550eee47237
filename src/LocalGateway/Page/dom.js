/** Makes an element. Text is always text, never markup: nothing that an API or a file name says is run. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (attribute.startsWith("on")) made.addEventListener(attribute.slice(2), value);
    else made.setAttribute(attribute, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export const byId = (id) => document.getElementById(id);

/** Says something to a screen reader. */
export function announce(text) {
  byId("announcer").textContent = text;
}

export function copyButton(text, what) {
  const button = element("button", { type: "button", class: "quiet", "aria-label": `Copy ${what}` }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
      announce("Copied.");
    } catch {
      button.textContent = "Not allowed";
      announce("The browser does not allow copying; select the text instead.");
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  return button;
}
