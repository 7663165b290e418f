/* Django asks every form for proof that it is ours; htmx sends it as a header. */
document.addEventListener("htmx:config:request", (event) => {
  const proof = document.querySelector("input[name=csrfmiddlewaretoken]");
  const method = event.detail.ctx?.request?.method ?? "GET";
  if (proof && method !== "GET") event.detail.ctx.request.headers["X-CSRFToken"] = proof.value;
});
