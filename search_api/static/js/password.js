// A button beside each password that shows what was typed. Without JavaScript the field is as it ever was.

for (const input of document.querySelectorAll("input[type=password][data-show]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second show";
  button.textContent = input.dataset.show;
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
  input.after(button);
  // What is sent must not stay in the browser's list of what was typed in text fields.
  input.form?.addEventListener("submit", () => { input.type = "password"; });
}
