// What is nicer with a script; nothing needs it.
"use strict";
document.documentElement.classList.add("scripted");

// A picture is brought into view without moving the page.
document.querySelectorAll(".thumbs a").forEach((link) => {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const view = document.querySelector(link.hash);
    view.parentElement.scrollTo({ left: view.offsetLeft - view.parentElement.offsetLeft, behavior: "smooth" });
  });
});

// A choice that stands alone is sent at once.
document.querySelectorAll("[data-submits]").forEach((choice) => {
  choice.addEventListener("change", () => choice.form.requestSubmit());
});

// What must happen once is sent once; the shop itself knows, too.
document.querySelectorAll("form.once").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
});
// A page that comes back from the browser's memory can be sent again.
addEventListener("pageshow", () => document.querySelectorAll("form.once").forEach((form) => delete form.dataset.sent));
