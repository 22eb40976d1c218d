// Marks what a letter should be looked at again for. It runs in the page and has nobody to talk to.
"use strict";
(() => {
  const part = document.querySelector("[data-letter]");
  if (!part) return;
  const text = part.querySelector("textarea");
  const status = part.querySelector("[role=status]");
  const hints = Array.from(document.querySelectorAll("[data-words]"), (line) => [
    line,
    line.dataset.words.split(" ").filter(Boolean),
  ]);
  const isIn = (form, said) =>
    form.endsWith("*") ? said.some((word) => word.startsWith(form.slice(0, -1))) : said.includes(form);

  const look = () => {
    const said = text.value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    let found = 0;
    for (const [line, words] of hints) {
      const is = words.some((form) => isIn(form, said));
      line.classList.toggle("found", is);
      found += is;
    }
    status.textContent = said.length ? (found ? status.dataset.some : status.dataset.none) : "";
  };
  // Nothing that was typed is put back, by the browser's memory either.
  window.addEventListener("pageshow", () => { text.value = ""; look(); });
  text.addEventListener("input", look);
  part.hidden = false;
})();
