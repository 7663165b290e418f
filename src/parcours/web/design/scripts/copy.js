/* Fields to copy from: the button is there only where the browser lets us. */
function prepare(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}
document.addEventListener("click", async (event) => {
  const field = event.target.closest("[data-copy]")?.closest(".copy");
  if (!field) return;
  await navigator.clipboard.writeText(field.querySelector("input").value);
  const said = field.querySelector("[data-done]");
  said.textContent = said.dataset.done;
});
document.addEventListener("htmx:after:swap", () => prepare(document));
prepare(document);
