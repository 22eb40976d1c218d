/* What is typed into a form with data-keep is kept in this tab until it is sent, and put back. */
"use strict";

(() => {
  const kept = (form) => `keep:${form.dataset.keep}`;
  // What is ticked has a value of its own, which must stay.
  const unkept = ["hidden", "submit", "checkbox", "radio"];
  const fields = (form) =>
    [...form.elements].filter((field) => field.name && !unkept.includes(field.type));

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const stored = JSON.parse(sessionStorage.getItem(kept(form)) ?? "null");
    const changed = stored ? fields(form).filter((field) => stored[field.name] !== undefined && stored[field.name] !== field.value) : [];
    for (const field of changed) field.value = stored[field.name];
    if (changed.length) {
      const note = form.querySelector("[data-kept-note]");
      if (note) note.hidden = false;
      note?.querySelector("button")?.addEventListener("click", () => {
        sessionStorage.removeItem(kept(form));
        location.reload();
      });
    }
    form.addEventListener("input", () => {
      const values = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
      sessionStorage.setItem(kept(form), JSON.stringify(values));
    });
    form.addEventListener("submit", () => sessionStorage.setItem("keep-sent", kept(form)));
  }

  /* A form that was sent and is not shown again has been taken in. */
  const sent = sessionStorage.getItem("keep-sent");
  const shownAgain = [...document.querySelectorAll("form[data-keep]")].some((form) => kept(form) === sent);
  if (sent && !shownAgain) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem("keep-sent");
  }
})();
