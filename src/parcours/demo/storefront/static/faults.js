// Breaks pages on purpose, as real scripts do: loaded only while such a fault is on.
"use strict";
const NARROW = "(max-width: 37.5rem)";

document.addEventListener("submit", (event) => {
  const isBroken = document.body.dataset.fault === "broken_mobile_step" && matchMedia(NARROW).matches;
  if (!isBroken || !event.target.closest("main")) return;
  event.preventDefault();
  throw new TypeError("Cannot read properties of undefined (reading 'method')");
});
document.addEventListener("DOMContentLoaded", () => {
  if (document.body.dataset.fault === "javascript_error") throw new ReferenceError("carousel is not defined");
});
