// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { csrfToken } from "./csrf";

/** After this long an unanswered form may be sent again: the network has lost it. */
const GIVE_UP_MS = 60_000;

/** A form is sent once, however often its button is pressed. */
export function submitOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // Not `form.method`: a field of that name (开采方式) would stand in its place.
    if (!(form instanceof HTMLFormElement) || form.getAttribute("method") !== "post") return;
    if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    takeNewestToken(form);
    // A file comes and the page stays: the form may be sent again at once.
    if (form.hasAttribute("data-download")) {
      form.closest("details")?.removeAttribute("open");
      return;
    }
    form.setAttribute("aria-busy", "true");
    // Not before the browser has collected the fields, the pressed button among them.
    window.setTimeout(() => hold(form), 0);
    window.setTimeout(() => release(form), GIVE_UP_MS);
  });
  // Back from the next page: the form stands as it was left, and may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[aria-busy]")) release(form);
  });
}

/** Signing in again in another tab changes the token; the cookie has the one that counts. */
function takeNewestToken(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  const token = csrfToken();
  if (field && token) field.value = token;
}

function buttons(form: HTMLFormElement): HTMLButtonElement[] {
  return [...form.querySelectorAll<HTMLButtonElement>("button:not([type=button])")];
}

function hold(form: HTMLFormElement): void {
  for (const button of buttons(form)) button.disabled = true;
}

function release(form: HTMLFormElement): void {
  form.removeAttribute("aria-busy");
  for (const button of buttons(form)) button.disabled = false;
}

/** Requests of fragments carry the token too. */
export function signFragments(): void {
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = (event as CustomEvent<{ ctx: { request: { headers: Record<string, string> } } }>)
      .detail;
    ctx.request.headers["X-CSRFToken"] = csrfToken();
  });
}

/** Selects of a filter bar take effect at once; the button stays for those without script. */
export function submitOnChange(): void {
  document.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const form = event.target.form;
    if (form?.matches(".kt-filters")) form.requestSubmit();
  });
}
