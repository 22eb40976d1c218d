/* Long work goes a stretch at a time; the page asks for the next one by itself. It needs not. */
"use strict";

document.querySelector("form[data-continue]")?.requestSubmit();
