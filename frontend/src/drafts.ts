// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
/**
 * What was typed survives a session that ran out, a reload and a lost network. 草稿。
 * It is kept in this tab only, under the officer's own name, and goes when the form was accepted.
 */

type Draft = { fields: [string, string][]; sent: boolean };

const PAUSE_MS = 300;
const OWN = "csrfmiddlewaretoken";

function keyOf(name: string): string {
  return `kuangtu:draft:${name}`;
}

function read(name: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function write(name: string, draft: Draft): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // A draft too large for the browser is not kept; the form itself is unharmed.
  }
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === "string" && field[0] !== OWN,
  );
}

function fill(form: HTMLFormElement, fields: [string, string][]): void {
  const typed = new Map<string, string[]>();
  for (const [name, value] of fields) typed.set(name, [...(typed.get(name) ?? []), value]);
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && control.type === "checkbox") {
      control.checked = typed.get(control.name)?.includes(control.value) ?? false;
    } else if (
      control instanceof HTMLInputElement ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
    ) {
      const value = typed.get(control.name)?.[0];
      if (value !== undefined && control.type !== "file") control.value = value;
    }
  }
  for (const area of form.querySelectorAll("textarea")) {
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function offer(form: HTMLFormElement, name: string, draft: Draft): void {
  const note = document.querySelector<HTMLElement>(`[data-draft-note="${CSS.escape(name)}"]`);
  if (!note) return;
  note.hidden = false;
  note.querySelector("[data-draft-take]")?.addEventListener("click", () => {
    fill(form, draft.fields);
    note.hidden = true;
  });
  note.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    sessionStorage.removeItem(keyOf(name));
    note.hidden = true;
  });
}

/** Forms with `data-draft` keep what is typed and offer it again. */
export function keepDrafts(): void {
  forgetAccepted();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    const name = form.dataset["draft"] ?? "";
    const draft = read(name);
    const before = JSON.stringify(fieldsOf(form));
    if (draft && !form.hasAttribute("data-filled") && JSON.stringify(draft.fields) !== before) {
      offer(form, name, draft);
    }
    const keep = (sent: boolean): void => write(name, { fields: fieldsOf(form), sent });
    let timer = 0;
    form.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => keep(false), PAUSE_MS);
    });
    form.addEventListener("htmx:after:request", (event) => {
      const { ctx } = (event as CustomEvent<{ ctx: { response?: { status: number } } }>).detail;
      if (ctx.response?.status === 200) sessionStorage.removeItem(keyOf(name));
    });
    form.addEventListener("submit", () => {
      window.clearTimeout(timer);
      keep(true);
    });
  }
}

/** The page that follows a form that was accepted names its draft. */
function forgetAccepted(): void {
  for (const done of document.querySelectorAll<HTMLElement>("[data-draft-done]")) {
    const name = done.dataset["draftDone"] ?? "";
    if (read(name)?.sent) sessionStorage.removeItem(keyOf(name));
  }
}
