// Works out the proof (ALTCHA, PBKDF2) that a form asks for while its petition is under attack.
"use strict";
(() => {
  const form = document.querySelector("form[data-proof]");
  if (!form || !window.crypto || !crypto.subtle) return;
  const field = form.elements.namedItem("proof");
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (buffer) =>
    Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const solve = async () => {
    const challenge = await (await fetch(form.dataset.proof)).json();
    const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
    const start = bytes(nonce);
    const password = new Uint8Array(start.length + 4);
    password.set(start);
    for (let counter = 0; ; counter += 1) {
      new DataView(password.buffer).setUint32(start.length, counter);
      const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
      const derivedKey = hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
      if (derivedKey.startsWith(keyPrefix)) {
        return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
      }
    }
  };

  // It is worked out while somebody writes, and each only once.
  let proof = null;
  const begin = () => (proof ??= solve().catch(() => ""));
  window.addEventListener("pageshow", () => { field.value = ""; proof = null; });
  form.addEventListener("focusin", begin);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    field.value = await begin();
    form.submit();
  });
})();
