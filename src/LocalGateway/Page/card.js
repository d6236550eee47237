import { copyButton, element } from "./dom.js";
import { curl } from "./curl.js";
import { evidenceSwitch } from "./evidence.js";
import { latency } from "./latency.js";
import { bytes, percent } from "./numbers.js";

const shown = 5;

const doubts = {
  "low-score": "the best score is low",
  ambiguous: "it may as well be the second label",
  "unlike-training": "unlike the photos that the model was calibrated with",
};

/** The card of one photo: picture and name at once, the answer or what went wrong when it is there. */
export class Card {
  constructor(photo, config, actions) {
    this.photo = photo;
    this.config = config;
    this.actions = actions;
    this.meta = element("p", { class: "muted meta" });
    this.result = element("div", { class: "result" });
    this.root = element(
      "li",
      { class: "card", tabindex: "-1" },
      this.picture(),
      element(
        "div",
        { class: "card-body" },
        element("h3", { class: "card-name", title: photo.name }, photo.name),
        this.meta,
        this.result,
      ),
    );
    this.wait("Waiting");
  }

  picture() {
    if (this.photo.address !== undefined)
      return element(
        "div",
        { class: "picture placeholder" },
        element("span", {}, "Fetched by the function, not by this page"),
      );
    const image = element("img", { src: this.photo.preview, alt: "" });
    this.layers = element("div", { class: "layers" }, image);
    const frame = element("div", { class: "picture" }, this.layers);
    image.addEventListener("error", () => {
      this.layers = null;
      frame.classList.add("placeholder");
      frame.replaceChildren(element("span", {}, "No preview"));
    });
    return frame;
  }

  wait(text) {
    this.result.replaceChildren(
      element("p", { class: "waiting" }, element("span", { class: "spinner", "aria-hidden": "true" }), text + "…"),
    );
  }

  describe(width, height) {
    const { blob, shrunkFrom } = this.photo;
    const parts = [];
    if (width) parts.push(`${width} × ${height}`);
    if (blob) parts.push(bytes(blob.size));
    this.meta.replaceChildren(parts.join(", "));
    if (shrunkFrom) {
      this.meta.append(
        element(
          "span",
          { class: "shrunk" },
          `Shrunk here from ${shrunkFrom.width} × ${shrunkFrom.height}, ${bytes(shrunkFrom.bytes)}, which is more than an invocation takes. `,
          element("a", { href: this.photo.sentUrl, download: this.photo.sentName }, "Save the smaller photo"),
        ),
      );
    }
  }

  answered({ answer, stages, elapsed }) {
    this.describe(answer.photo?.width, answer.photo?.height);
    const predictions = answer.predictions;
    const rest = predictions.slice(shown);
    this.layers?.querySelector(".map")?.remove();
    this.result.replaceChildren(
      bars(predictions.slice(0, shown)),
      answer.confident === false
        ? element("p", { class: "note doubt" }, `Not confident: ${doubts[answer.reason] ?? answer.reason}.`)
        : "",
      rest.length > 0
        ? element("details", {}, element("summary", {}, `All ${predictions.length} labels`), bars(rest, shown))
        : "",
      this.layers ? evidenceSwitch(this.config, this.photo, answer.label, this.layers) : "",
      latency(stages, elapsed, answer.coldStart === true, answer.model),
      this.more(),
    );
  }

  failed(problem) {
    this.describe();
    this.result.replaceChildren(
      element(
        "div",
        { class: "problem" },
        element("p", { class: "problem-title" }, problem.title),
        element("p", {}, problem.message),
        problem.requestId ? element("p", { class: "note" }, `Request ${problem.requestId}`) : null,
      ),
      element(
        "div",
        { class: "row-start" },
        element("button", { type: "button", onclick: () => this.actions.again(this) }, "Try again"),
      ),
      problem.local ? "" : this.more(),
    );
  }

  more() {
    const command = curl(this.config, this.photo);
    return element(
      "details",
      { class: "curl" },
      element("summary", {}, "The same request as curl"),
      element("pre", { tabindex: "0", role: "region", "aria-label": `curl command for ${this.photo.name}` }, command),
      element(
        "div",
        { class: "row-start" },
        copyButton(() => command, `the curl command for ${this.photo.name}`),
        element(
          "button",
          { type: "button", class: "quiet", onclick: () => this.actions.test(this.photo) },
          "Open in the test",
        ),
      ),
    );
  }
}

function bars(predictions, offset = 0) {
  return element(
    "ol",
    { class: "bars", role: "list", start: String(offset + 1) },
    predictions.map(({ label, score }, i) => {
      const bar = element("span", { class: "bar-fill" });
      bar.style.setProperty("--share", String(Math.min(1, Math.max(0, score))));
      return element(
        "li",
        { class: i + offset === 0 ? "best" : null },
        element("span", { class: "bar-label", title: label }, label),
        element("span", { class: "bar", "aria-hidden": "true" }, bar),
        element("span", { class: "bar-score" }, percent(score)),
      );
    }),
  );
}
