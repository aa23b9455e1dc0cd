/**
 * Files go up at once, one a request, with progress, a way to stop and to try again. The server answers with the
 * block of the place (templates/journey/_files.html), which takes the place of the old one. Without this script the
 * form of the page does the same.
 */
const REFUSED = 422;
const queue = [];
let busy = false;

for (const block of document.querySelectorAll("[data-upload]")) {
  const line = document.createElement("div");
  line.className = "uploading";
  block.after(line);
  block.addEventListener("change", (event) => {
    if (event.target.type !== "file") return;
    for (const file of event.target.files) add(block, line, file);
    event.target.value = "";
  });
  dress(block);
}

/** The button is for pages without scripts. */
function dress(block) {
  const button = block.querySelector('button[name="attach"]');
  if (button) button.hidden = true;
}

function add(block, line, file) {
  const row = document.createElement("div");
  row.setAttribute("role", "status");
  line.append(row);
  if (file.size > Number(block.dataset.most)) tell(row, block.dataset.large, file, "error");
  else enqueue({ block, line, file, row });
}

function enqueue(one) {
  queue.push(one);
  if (!busy) next();
}

async function next() {
  busy = true;
  while (queue.length > 0) await send(queue.shift());
  busy = false;
}

/** A sentence with the name of the file, and a button where something can be done. */
function tell(row, words, file, kind = "hint", label = "", act = null, percent = "") {
  const text = document.createElement("p");
  text.className = kind;
  text.textContent = words.replace("{name}", file.name).replace("{percent}", percent);
  row.replaceChildren(text);
  if (!act) return text;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = label;
  button.addEventListener("click", act);
  row.append(button);
  return text;
}

function send(one) {
  const { block, file, row } = one;
  const { sending, cancel } = block.dataset;
  const place = block.dataset.place;
  const request = new XMLHttpRequest();
  const text = tell(row, sending, file, "hint", cancel, () => request.abort(), "0");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-hidden", "true");
  row.append(bar);
  let told = 0;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.floor((100 * event.loaded) / event.total);
    // Spoken by screen readers: by quarters, not by every step.
    if (bar.value - told < 25) return;
    told = bar.value;
    text.textContent = sending.replace("{name}", file.name).replace("{percent}", told);
  });
  return new Promise((done) => {
    request.addEventListener("loadend", () => {
      finish(one, request);
      done();
    });
    request.open("POST", block.dataset.upload);
    request.setRequestHeader("accept", "text/html");
    request.send(content(block, place, file));
  });
}

function content(block, place, file) {
  const body = new FormData();
  body.set("csrf_token", block.closest("form").elements.csrf_token.value);
  body.set("fragment", "1");
  body.set("attach", place);
  body.set(`file.${place}`, file, file.name);
  return body;
}

function finish(one, request) {
  const { block, line, file, row } = one;
  const words = block.dataset;
  const signedOut = request.responseURL.includes("/tai-khoan/"); // led to the page that signs in
  if (!signedOut && (request.status === 200 || request.status === REFUSED)) {
    replace(block, request.responseText, request.status === REFUSED);
    tell(row, request.status === REFUSED ? words.refused : words.attached, file);
    return;
  }
  const again = () => {
    row.remove();
    const fresh = document.createElement("div");
    fresh.setAttribute("role", "status");
    line.append(fresh);
    enqueue({ block, line, file, row: fresh });
  };
  tell(row, reason(request.status, words), file, "error", words.retry, again);
}

function reason(status, words) {
  if (status === 0) return words.failed;
  if (status === 413) return words.large;
  return status >= 500 ? words.storeDown : words.signedOut;
}

function replace(block, html, refused) {
  const had = block.contains(document.activeElement);
  block.innerHTML = html; // our own template, escaped there
  block.classList.toggle("wrong", refused);
  dress(block);
  const input = block.querySelector('input[type="file"]');
  if (had && input) input.focus();
}
