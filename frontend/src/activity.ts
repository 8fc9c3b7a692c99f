// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0

/** Typing into a long form is activity too: the session must not end under it. */
export function keepSessionWhileTyping(): void {
  const address = document.body.dataset["alive"];
  const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value;
  const pause = Number(document.body.dataset["aliveEvery"]) * 1000;
  if (!address || !token || !pause) return;
  let last = Date.now();
  const tell = (): void => {
    if (Date.now() - last < pause) return;
    last = Date.now();
    // A sign of life that is lost is repeated at the next letter.
    void fetch(address, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {
      last = 0;
    });
  };
  document.addEventListener("input", tell);
  document.addEventListener("pointerdown", tell);
}
