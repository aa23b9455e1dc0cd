/** <thutuc-search> and its combobox; manual: docs/widget.md; Apache-2.0 */
export const WORDS = {
  vi: {
    label: "Tìm thủ tục hành chính",
    button: "Tìm",
    list: "Gợi ý",
    kind: { procedure: "Thủ tục", agency: "Cơ quan", field: "Lĩnh vực" },
    found: (n) => `${n} gợi ý.`,
    keys: "Dùng phím mũi tên để chọn.",
    touch: "Vuốt sang phải để nghe.",
    none: "Không có gợi ý.",
    loading: "Đang tìm gợi ý…",
    failed: "Chưa có gợi ý. Bạn vẫn tìm được bằng nút bên cạnh.",
  },
  en: {
    label: "Find a procedure",
    button: "Search",
    list: "Suggestions",
    kind: { procedure: "Procedure", agency: "Agency", field: "Field" },
    found: (n) => `${n} suggestion${n > 1 ? "s" : ""}.`,
    keys: "Use the arrow keys to choose.",
    touch: "Swipe right to hear them.",
    none: "No suggestions.",
    loading: "Looking for suggestions…",
    failed: "No suggestions now. The search button still works.",
  },
};

const APPLE = /^(Mac|iP)/.test(navigator.platform);

/** An http(s) URL; null for anything else, such as javascript: */
function webAddress(address, base) {
  try {
    const url = new URL(address, base);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A new element; text stays text. */
function make(tag, attributes, ...children) {
  const element = set(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

function set(element, attributes) {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
}

/** Items of the API; throws an Error with `status` and `wait` (seconds). */
export async function suggest(site, params, prefix, signal) {
  const url = new URL("/api/v1/suggest?" + new URLSearchParams(params), site);
  const answer = await fetch(url, { signal, credentials: "omit", referrerPolicy: "origin" });
  if (!answer.ok) throw Object.assign(Error(), { status: answer.status, wait: +answer.headers.get("Retry-After") || 0 });
  return (await answer.json()).items.flatMap((item) => {
    const url = webAddress(item.url, site);
    if (url) url.pathname = prefix + url.pathname;
    return url ? { ...item, url } : [];
  });
}

/** ARIA 1.2, on an input of a form; options: words, target, ask(text, signal), choose(item, event), fail(error) */
export class Combobox {
  #input; #options; #list; #status; #request; #typing; #saying;
  #answers = new Map();
  #active = -1;
  #turn = 0;
  #blocked = 0;

  constructor(input, options) {
    const id = input.id + "-list", { form } = input;
    this.#input = input;
    this.#options = options;
    this.#list = make("div", { id, role: "listbox", class: "suggestions", part: "list", "aria-label": options.words.list });
    this.#status = make("p", { role: "status", class: "told" });
    input.after(this.#list); // where VoiceOver looks for it
    form.append(this.#status);
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, autocomplete: "off" });
    this.#open(false);
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    form.addEventListener("submit", () => this.close());
    form.addEventListener("focusout", (event) => this.#list.contains(event.relatedTarget) || this.close());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the input
  }

  close() {
    this.#forget();
    this.#open(false);
    this.#say("");
  }

  clear() {
    this.#input.value = "";
    this.#typed();
  }

  #typed() {
    this.#forget();
    // Also while composing: half a syllable finds, and some keyboards hold whole words.
    const text = this.#input.value.normalize("NFC").trim();
    if (text.length > 1) this.#typing = setTimeout(() => this.#ask(text), 150);
    else {
      this.#list.replaceChildren();
      this.close();
    }
  }

  /** What is under way comes too late. */
  #forget() {
    this.#turn++;
    this.#request?.abort();
    clearTimeout(this.#typing);
    clearTimeout(this.#saying);
    this.#activate(-1);
  }

  async #ask(text) {
    const turn = this.#turn;
    if (this.#answers.has(text)) return this.#show(this.#answers.get(text));
    if (Date.now() < this.#blocked) return this.#fail();
    const request = (this.#request = new AbortController());
    const patience = setTimeout(() => request.abort(), 4000);
    this.#say(this.#options.words.loading);
    try {
      const items = await this.#options.ask(text, request.signal);
      if (turn !== this.#turn) return;
      this.#show(items);
      if (this.#answers.size > 49) this.#answers.clear();
      this.#answers.set(text, items);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#blocked = Date.now() + (error.wait ?? 0) * 1000;
      this.#fail();
      this.#options.fail?.(error);
    } finally {
      clearTimeout(patience);
    }
  }

  #fail() {
    this.#list.replaceChildren();
    this.#open(false);
    this.#say(this.#options.words.failed);
  }

  #show(items) {
    const { none, found, keys, touch } = this.#options.words, { length } = items;
    this.#activate(-1);
    this.#list.replaceChildren(...items.map((item, at) => this.#option(item, at)));
    this.#open(length > 0);
    this.#say(length ? `${found(length)} ${matchMedia("(hover: none)").matches ? touch : keys}` : none);
  }

  #option(item, at) {
    const { words, target, choose } = this.#options, { title } = item;
    const name = make("span", { lang: "vi" });
    let end = 0;
    for (const [from, to] of item.marks ?? []) {
      name.append(title.slice(end, from), make("mark", {}, title.slice(from, to)));
      end = to;
    }
    name.append(title.slice(end));
    const about = make("small", {}, words.kind[item.kind] ?? "", item.agency ? " · " + item.agency : "");
    const link = make("a", { id: `${this.#list.id}-${at}`, role: "option", part: "option", tabindex: -1, href: item.url, target }, name, " ", about);
    link.addEventListener("click", (event) => {
      choose?.(item, event);
      this.close();
    });
    return link;
  }

  #pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const { key } = event, at = this.#active, count = this.#list.children.length;
    if (key === "ArrowDown" && count) this.#activate((at + 1) % count);
    else if (key === "ArrowUp" && count) this.#activate((at < 1 ? count : at) - 1);
    else if (key === "Enter" && at >= 0) this.#list.children[at].click();
    else if (key === "Escape" && (!this.#list.hidden || this.#input.value)) {
      this.#list.hidden ? this.clear() : this.close();
      event.stopPropagation();
    } else {
      if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(key)) this.#activate(-1); // back to the text
      return;
    }
    event.preventDefault();
  }

  #activate(at) {
    const { children } = this.#list;
    children[this.#active]?.removeAttribute("aria-selected");
    this.#input.removeAttribute("aria-activedescendant");
    this.#active = at;
    if (at < 0) return;
    const option = children[at];
    this.#open(true);
    this.#input.setAttribute("aria-activedescendant", option.id);
    option.setAttribute("aria-selected", true);
    option.scrollIntoView({ block: "nearest" });
    if (APPLE) this.#say(`${option.textContent}, ${at + 1}/${children.length}`); // VoiceOver does not
  }

  #open(open) {
    this.#list.hidden = !open;
    this.#input.setAttribute("aria-expanded", open);
  }

  /** Tells a state once it has settled, unless another comes first. */
  #say(text) {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      if (this.#status.textContent !== text) this.#status.textContent = text;
      this.#status.classList.toggle("failed", text === this.#options.words.failed); // shown, too
    }, text && 400);
  }
}

// A test computes the contrast.
const LIGHT = "color-scheme: light; --fg: #1b1f24; --bg: #ffffff; --muted: #4a5561; --accent: #0b5394; --hover: #e6eef6;";
const DARK = "color-scheme: dark; --fg: #e8ebee; --bg: #14181d; --muted: #b3bcc6; --accent: #8ec4ff; --hover: #263340;";
const CSS = `
:host { ${LIGHT} display: block; font-family: var(--thutuc-font, inherit); }
:host([theme=dark]) { ${DARK} }
@media (prefers-color-scheme: dark) { :host([theme=auto]) { ${DARK} } }
* { box-sizing: border-box; font: inherit; color: inherit; border-radius: var(--thutuc-radius, 6px); }
form { padding: .5rem; background: var(--thutuc-bg, var(--bg)); color: var(--thutuc-fg, var(--fg)); }
label, mark { font-weight: 700; }
div { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .4rem; position: relative; }
input, button { min-height: 44px; padding: .4rem .8rem; font-size: max(16px, 1em); border: 2px solid var(--thutuc-border, var(--thutuc-muted, var(--muted))); }
input { flex: 1 1 11rem; min-width: 0; background: var(--thutuc-bg, var(--bg)); }
button { background: var(--thutuc-accent, var(--accent)); color: var(--thutuc-on-accent, var(--thutuc-bg, var(--bg))); cursor: pointer; }
:focus-visible, [aria-selected] { outline: 3px solid var(--thutuc-focus, var(--thutuc-accent, var(--accent))); outline-offset: 2px; }
.suggestions { display: block; position: absolute; inset: 100% 0 auto; z-index: var(--thutuc-z, 10); max-height: min(60vh, 26rem); overflow: auto; background: var(--thutuc-bg, var(--bg)); border: 2px solid var(--thutuc-border, var(--thutuc-muted, var(--muted))); }
[hidden], :host([hidden]) { display: none; }
a { display: block; min-height: 44px; padding: .4rem .8rem; text-decoration: none; overflow-wrap: anywhere; }
a:hover, [aria-selected] { background: var(--thutuc-hover, var(--hover)); outline-offset: -3px; }
mark { background: none; text-decoration: underline; }
small { display: block; color: var(--thutuc-muted, var(--muted)); }
p { margin: .4rem 0 0; }
p:not(.failed) { position: absolute; clip-path: inset(50%); }`;

let sheet;

class ThutucSearch extends HTMLElement {
  static observedAttributes = ["api", "lang", "agency", "field", "limit", "target"];
  #box;
  #input;

  connectedCallback() {
    if (!this.shadowRoot) this.#attach();
    this.#build();
    document.addEventListener("keydown", this.#shortcut);
  }

  disconnectedCallback() {
    this.#box?.close();
    document.removeEventListener("keydown", this.#shortcut);
  }

  attributeChangedCallback() {
    if (this.isConnected && this.shadowRoot) this.#build();
  }

  clear() {
    this.#box?.clear();
  }

  #attach() {
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    // Shortcuts of the page would fire while somebody types.
    const stop = (event) => event.key?.length === 1 && !event.ctrlKey && !event.metaKey && event.stopPropagation();
    for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, stop);
  }

  #build() {
    const attribute = (name) => this.getAttribute(name) ?? "";
    const site = webAddress(attribute("api"), import.meta.url);
    const words = /^en/i.test(this.closest("[lang]")?.lang) ? WORDS.en : WORDS.vi;
    const prefix = words === WORDS.en ? "/en" : "", target = attribute("target");
    const plain = this.querySelector("input:not([type=hidden])");
    const text = (this.#input ?? plain)?.value ?? "";
    const filters = ["agency", "field"].flatMap((name) => (attribute(name).match(/[\w-]+/g) ?? []).map((value) => [name, value]));
    this.#box?.close();
    this.#box = this.#input = null;
    if (!site) return this.shadowRoot.replaceChildren(make("slot")); // shows it
    const input = (this.#input = make("input", { id: "q", name: "q", type: "search", maxlength: 1200, part: "input" }));
    const label = plain?.labels[0]?.textContent || words.label;
    const form = make(
      "form",
      { role: "search", "aria-label": label, action: new URL(prefix + "/tim-kiem", site), target },
      make("label", { for: "q" }, label),
      make("div", {}, input, make("button", { part: "button" }, this.querySelector("button")?.textContent || words.button)),
      ...filters.map(([name, value]) => make("input", { type: "hidden", name, value })),
    );
    input.value = text;
    this.shadowRoot.replaceChildren(form);
    this.#box = new Combobox(input, {
      words,
      target,
      ask: (q, signal) => suggest(site, [["q", q], ["limit", +attribute("limit") || 8], ...filters], prefix, signal),
      choose: (item, event) => this.#tell("select", { ...item, url: item.url.href }, event),
      fail: ({ status, wait }) => this.#tell("error", { status, wait }),
    });
    form.addEventListener("submit", (event) => this.#tell("submit", { q: input.value, url: `${form.action}?${new URLSearchParams(new FormData(form))}` }, event));
  }

  #tell(name, detail, cause) {
    const event = new CustomEvent("thutuc-" + name, { detail, bubbles: true, composed: true, cancelable: true });
    if (!this.dispatchEvent(event)) cause?.preventDefault();
  }

  #shortcut = (event) => {
    const held = APPLE ? event.metaKey : event.ctrlKey;
    if (!held || this.getAttribute("shortcut") !== `mod+${event.key}`.toLowerCase()) return;
    event.preventDefault();
    this.focus();
  };
}

if (!customElements.get("thutuc-search")) customElements.define("thutuc-search", ThutucSearch);
