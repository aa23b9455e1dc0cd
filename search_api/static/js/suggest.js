/** Suggestions in the search boxes of the site itself: the widget's combobox, and what was searched before in this tab. */
const version = new URL(import.meta.url).search; // the same fingerprint for both files
const { Combobox, WORDS, suggest } = await import(`../widget/thutuc-search.js${version}`);

const LABEL = { vi: "Đã tìm", en: "Searched before" };
const KEY = "thutuc-earlier", KEPT = 10, SHOWN = 2;
const lang = document.documentElement.lang === "en" ? "en" : "vi";
const PREFIX = lang === "en" ? "/en" : ""; // of the pages that suggestions lead to
const words = { ...WORDS[lang], kind: { ...WORDS[lang].kind, earlier: LABEL[lang] } };

/** Letters without marks, small: how people type. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** Queries of this tab, the latest first; gone when it is closed, since people share computers. */
function earlier() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return []; // no storage here, or not ours
  }
}

function remember(text) {
  try {
    const texts = [text, ...earlier().filter((one) => fold(one) !== fold(text))];
    sessionStorage.setItem(KEY, JSON.stringify(texts.slice(0, KEPT)));
  } catch {
    // searching works without
  }
}

function searchedBefore(text, form) {
  const begun = earlier().filter((one) => fold(one).startsWith(fold(text)) && one !== text);
  return begun.slice(0, SHOWN).map((title) => {
    const url = new URL(form.action);
    url.search = new URLSearchParams({ q: title });
    return { kind: "earlier", title, marks: [], url };
  });
}

for (const form of document.querySelectorAll("form[role=search]:not(thutuc-search form)")) {
  const input = form.elements.q;
  input.parentElement.classList.add("suggesting"); // what the list is laid out by
  new Combobox(input, {
    words,
    target: form.target,
    ask: async (text, signal) => [
      ...searchedBefore(text, form),
      ...(await suggest(location.origin, [["q", text]], PREFIX, signal)),
    ],
  });
  form.addEventListener("submit", () => {
    const text = input.value.normalize("NFC").trim();
    if (text) remember(text);
  });
}
