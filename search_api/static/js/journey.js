/** Pages of a dossier: saved while somebody types, questions that do not apply hidden, a button to print. */
const version = new URL(import.meta.url).search; // the same fingerprint for both files
const { holds } = await import(`./conditions.js${version}`);

const PAUSE = 1000; // milliseconds after the last change

/** A number, a day or a month as people type it, as it is kept; dossiers/notation.py tells the whole rule. */
function number(text) {
  let bare = text.replace(/\s*(đồng|đ)$/u, "").trim();
  if (/^[+-]?\d{1,3}([. \u00a0]\d{3})+$/.test(bare)) bare = bare.replace(/[. \u00a0]/g, "");
  bare = bare.replace(",", ".");
  return /^[+-]?\d{1,15}(\.\d{1,6})?$/.test(bare) ? Number(bare) : text;
}

const iso = (text) => text.split(/\s*[/.-]\s*/).reverse().map((part) => part.padStart(2, "0")).join("-");
const day = (text) => (/^\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}$/.test(text) ? iso(text) : text);
const month = (text) => (/^\d{1,2}\s*[/.-]\s*\d{4}$/.test(text) ? iso(text) : text);

const READ = { number, money: number, date: day, month, yes_no: (text) => ({ yes: true, no: false })[text] ?? text };

/** The answer in the fields of a question, undefined where there is none. */
function answer(data, name, type) {
  if (type === "choose_many") return data.getAll(name).length ? data.getAll(name) : undefined;
  if (type === "declaration") return data.get(name) === "yes" || undefined;
  if (type === "address" || type === "repeat") return part(data, name) || undefined;
  if (type === "file") return document.querySelector(`[data-place="form.${name}"] .attached`) ? ["file"] : undefined;
  const text = String(data.get(name) ?? "").normalize("NFC").replace(/\s+/g, " ").trim();
  return text === "" ? undefined : (READ[type] ?? String)(text);
}

/** Whether anything is typed in the parts of an address or the items of a repeat. */
const part = (data, name) => [...data].some(([field, text]) => field.startsWith(`${name}.`) && String(text).trim() !== "");

/** Hides questions whose condition does not hold; in an item of a repeat it looks at that item only. */
class Conditions {
  constructor(form) {
    this.form = form;
    this.facts = JSON.parse(form.dataset.facts);
    for (const hint of form.querySelectorAll(".only-if")) hint.hidden = true; // said to whoever has no script
    this.update();
  }

  update() {
    const data = new FormData(this.form);
    const items = new Map();
    for (const place of this.form.querySelectorAll("[data-show-if]")) {
      const item = place.closest(".item");
      if (!items.has(item)) items.set(item, this.answers(data, item));
      const answers = items.get(item);
      place.hidden = !holds(JSON.parse(place.dataset.showIf), answers, this.facts.today);
      // What is hidden has no answer for the questions behind it.
      if (place.hidden) for (const id of this.inside(place, item)) delete answers[id];
    }
  }

  /** Question -> answer, of the page or of one item. */
  answers(data, item) {
    const prefix = this.prefix(item);
    const found = item ? {} : { ...this.facts.answers };
    const below = item ? `${prefix.split(".")[0]}.` : "";
    for (const [name, type] of Object.entries(this.facts.types ?? {})) {
      const id = name.slice(below.length);
      if (!name.startsWith(below) || id.includes(".")) continue;
      const given = answer(data, prefix + id, type);
      if (given !== undefined) found[id] = given;
    }
    return found;
  }

  prefix(item) {
    return item ? item.querySelector("input[type=hidden]").name.replace(/_$/, "") : "";
  }

  inside(place, item) {
    const prefix = this.prefix(item);
    const names = [...place.querySelectorAll("[name]")].map((field) => field.name.slice(prefix.length).split(".")[0]);
    return new Set(names);
  }
}

/** Saves a form a moment after the last change; one request at a time, since each brings a new version. */
class Saver {
  constructor(form) {
    this.form = form;
    this.told = form.querySelector(".saved");
    this.failed = form.querySelector(".save-failed");
    this.running = null;
    this.changed = false;
    this.conflict = false;
    this.failed.querySelector("button").addEventListener("click", () => this.retry());
    form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.save(true));
  }

  touch() {
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    if (!this.changed || this.conflict || this.submitting) return;
    if (this.running) return; // what changed meanwhile is saved after it
    this.changed = false;
    this.running = this.send(leaving);
    await this.running;
    this.running = null;
    if (this.changed && this.failed.hidden) this.touch();
  }

  async send(leaving) {
    this.told.textContent = this.told.dataset.saving;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") body.append(name, value);
    const field = this.form.elements.version;
    body.delete("version");
    try {
      const response = await fetch(this.form.action, {
        method: "PUT",
        headers: { accept: "application/json", "if-match": `"${field.value}"` },
        body,
        keepalive: leaving && String(body).length < 60000, // what browsers let go on after a page is closed
        redirect: "manual",
        credentials: "same-origin",
      });
      if (response.ok) this.succeed(field, await response.json());
      else this.fail(response.type === "opaqueredirect" || response.status === 401 ? "session" : response.status === 409 ? "conflict" : "server");
    } catch {
      this.fail("network");
    }
  }

  succeed(field, saved) {
    field.value = saved.version;
    this.told.textContent = saved.saved;
    this.failed.hidden = true;
  }

  fail(why) {
    this.changed = true;
    this.conflict = why === "conflict";
    this.told.textContent = "";
    this.failed.querySelector("span").textContent = this.failed.dataset[why];
    this.failed.querySelector("a").hidden = why !== "session";
    this.failed.hidden = false;
  }

  retry() {
    if (this.conflict) {
      this.submitting = true;
      this.form.querySelector("[name=then][value=save]").click(); // the page that shows both versions
    } else {
      this.failed.hidden = true;
      this.save();
    }
  }

  /** A form that is sent while a save runs would come with the old version. */
  async submit(event) {
    clearTimeout(this.timer);
    if (!this.running) {
      this.submitting = true;
      return;
    }
    event.preventDefault();
    await this.running;
    this.submitting = true;
    this.form.requestSubmit(event.submitter);
  }
}

for (const form of document.querySelectorAll("form.journey")) {
  const conditions = new Conditions(form);
  const saver = form.querySelector(".save-failed") && new Saver(form); // forms of accounts are not saved half-done
  const changed = (event) => {
    if (event.target.type === "file") return; // sent by itself
    conditions.update();
    saver?.touch();
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // Back from another page: the browser shows what was typed then, the server may know more.
  if (saver) addEventListener("pageshow", (event) => event.persisted && location.reload());
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
