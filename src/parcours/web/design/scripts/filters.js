/* A choice in a filter bar applies at once; without this, its button does. */
document.addEventListener("change", (event) => {
  if (event.target.matches(".filters select")) event.target.form.requestSubmit();
});
