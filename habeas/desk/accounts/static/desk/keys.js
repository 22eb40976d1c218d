/* One key each: an element says which by data-key="a" or "j ArrowDown". Pages do not need it. */
"use strict";

(() => {
  const typing = (element) =>
    element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  /* The same key on a Cyrillic keyboard: where the letter is not Latin, its place counts. */
  const keyOf = (event) =>
    /^[^\x00-\x7f]$/.test(event.key) && /^Key[A-Z]$/.test(event.code)
      ? event.code.slice(3).toLowerCase()
      : event.key;

  const open = (details) => {
    for (const other of document.querySelectorAll("details[data-key][open]")) other.open = other === details;
    details.open = true;
    const field = details.querySelector("[data-first], select, textarea, input:not([type=hidden])");
    field?.focus();
    field?.select?.();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") {
      const details = event.target.closest("details[open]");
      if (!details) return;
      details.open = false;
      details.querySelector("summary").focus();
      return;
    }
    if (typing(event.target) || document.querySelector("[role=dialog]:not([aria-hidden=true])")) return;
    if (event.key.startsWith("Arrow") && event.target.closest("[data-scrolls]")) return;
    const target = document.querySelector(`[data-key~="${CSS.escape(keyOf(event))}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("details")) open(target);
    else target.click();
  });

  /* A key held down sends a form once. */
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  const current = document.querySelector("[data-current]");
  const pane = current?.closest("[data-scrolls]");
  if (pane && pane.scrollHeight > pane.clientHeight) {
    const middle = current.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += middle - pane.clientHeight / 3;
  }
})();
