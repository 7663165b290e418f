/* Passkeys need a script and a browser that knows them: what offers them is hidden until both are there. */
if (window.PublicKeyCredential) {
  for (const offer of document.querySelectorAll("[data-passkey]")) offer.hidden = false;
}

/* The library tells of a passkey that was not given, or of one that nobody knows here. */
document.addEventListener("allauth.error", (event) => {
  const notice = document.querySelector("[data-passkey-refused]");
  if (!notice) return;
  event.preventDefault();
  notice.hidden = false;
  notice.focus();
});
