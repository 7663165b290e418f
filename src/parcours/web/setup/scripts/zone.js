/* The browser's zone is suggested, and what the country of a zone suggests follows it until it is chosen. */
for (const zone of document.querySelectorAll("[data-suggest]")) {
  const form = zone.form;
  const chosen = new Set();
  const follow = () => {
    const known = zone.list?.querySelector(`option[value="${CSS.escape(zone.value)}"]`);
    if (!known) return;
    const suggested = { currency: known.dataset.currency, first_weekday: known.dataset.week };
    for (const [name, value] of Object.entries(suggested)) {
      if (value && !chosen.has(name)) form.elements[name].value = value;
    }
  };
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (here && here !== "UTC") zone.value = here;
  follow();
  zone.addEventListener("change", follow);
  for (const name of ["currency", "first_weekday"]) {
    form.elements[name].addEventListener("change", () => chosen.add(name));
  }
}
