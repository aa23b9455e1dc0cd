/** The generator: the lines and the preview follow each choice, made by the server as without script; copy buttons. */
const form = document.querySelector("#embed-choices");
const told = document.querySelector("#embed-told");
let request;

function addCopyButtons() {
  for (const code of document.querySelectorAll(".embed-code")) {
    const button = document.createElement("button");
    button.textContent = told.dataset.copy;
    button.type = "button";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent.trim());
      told.textContent = told.dataset.copied;
    });
    code.after(button);
  }
}

/** Only what differs from the first choice stands in the address. */
function address() {
  const chosen = [...new FormData(form)].filter(([name, value]) => {
    const [first] = form.elements[name].options;
    return name === "limit" ? value !== "8" : value !== first.value;
  });
  const query = new URLSearchParams(chosen).toString();
  return query ? `${form.action}?${query}` : form.action;
}

async function renew() {
  request?.abort();
  request = new AbortController();
  try {
    const answer = await fetch(address(), { signal: request.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("#embed-made").replaceWith(document.adoptNode(page.querySelector("#embed-made")));
    history.replaceState(null, "", address());
    told.textContent = told.dataset.made;
    if (navigator.clipboard) addCopyButtons();
  } catch (error) {
    if (error.name !== "AbortError") form.submit(); // offline: the browser tells
  }
}

form.addEventListener("change", renew);
if (navigator.clipboard) addCopyButtons();
