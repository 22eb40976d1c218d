/* One box chooses all; long work goes on by itself. Both have a way without this file. */
"use strict";

(() => {
  for (const all of document.querySelectorAll("input[data-all]")) {
    const others = () => all.form.querySelectorAll("tbody input[type=checkbox]");
    all.addEventListener("change", () => {
      for (const box of others()) box.checked = all.checked;
    });
  }
  document.querySelector("form[data-goes-on]")?.requestSubmit();
})();
