// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0

/** Milliseconds within which the letter must follow `g`. */
const PAUSE = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

function closeOpenThings(): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.kt-menu[open]")) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
  document.querySelector(".kt-side.is-open")?.classList.remove("is-open");
  document.dispatchEvent(new CustomEvent("kuangtu:close"));
}

/** `/` goes to the search, `g` and a letter to a section, Esc closes what is open. */
export function listenToKeys(): void {
  let goingSince = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      if (isTyping(event.target)) (event.target as HTMLElement).blur();
      closeOpenThings();
      return;
    }
    if (isTyping(event.target)) return;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector<HTMLInputElement>("#search")?.select();
      return;
    }
    const isSecond = event.timeStamp - goingSince < PAUSE;
    goingSince = event.key === "g" ? event.timeStamp : 0;
    if (isSecond) {
      const wanted = `[data-letter="${CSS.escape(event.key.toLowerCase())}"]`;
      document.querySelector<HTMLAnchorElement>(`.kt-nav ${wanted}`)?.click();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.kt-menu[open]")) {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    }
  });
}
