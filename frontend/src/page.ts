// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { t } from "./language";

/** A short message that goes away by itself. */
export function toast(words: string): void {
  const box = document.createElement("div");
  box.className = "kt-toast";
  box.setAttribute("role", "status");
  box.textContent = words;
  document.body.append(box);
  // Long sentences take longer to read.
  window.setTimeout(() => box.remove(), Math.max(3500, words.length * 120));
}

/** The navigation folds away on a phone. */
export function openSideOnPhones(): void {
  const button = document.querySelector<HTMLButtonElement>(".kt-menu-button");
  const side = document.querySelector<HTMLElement>("#side");
  if (!button || !side) return;
  const show = (open: boolean): void => {
    side.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
    if (open) side.querySelector<HTMLElement>("a")?.focus();
  };
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    show(!side.classList.contains("is-open"));
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !side.contains(event.target)) show(false);
  });
}

/** Buttons that copy: `data-copy` holds the words, empty means the address of the page. */
export function copyOnClick(): void {
  document.addEventListener("click", async (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>("[data-copy]");
    if (!button) return;
    await copyWords(button.dataset["copy"] || location.href);
  });
}

/** Copy words and say so, or that the browser does not let us. */
export async function copyWords(words: string, told = t("已复制", "Copied")): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    toast(told);
  } catch {
    toast(t("浏览器不允许复制，请手工选取", "The browser does not allow copying; select by hand"));
  }
}

/** Buttons that print the page as its print style lays it out. */
export function printOnClick(): void {
  document.addEventListener("click", (event) => {
    if ((event.target as Element | null)?.closest("[data-print]")) window.print();
  });
}
