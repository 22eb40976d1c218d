// A passkey's button works once its scripts have come, and says so when the browser refuses.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-passkey]")) button.disabled = false;
});
document.addEventListener("allauth.error", () => {
  for (const note of document.querySelectorAll("[data-passkey-problem]")) note.hidden = false;
});
