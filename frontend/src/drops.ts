// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0

/** A file dropped on a box becomes the file of the input inside it. */
export function acceptDrops(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-drop]")) {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    const name = box.querySelector<HTMLElement>("[data-file-name]");
    if (!input) continue;
    const say = (): void => {
      if (name) name.textContent = input.files?.[0]?.name ?? "";
    };
    input.addEventListener("change", say);
    box.addEventListener("dragover", (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    });
    box.addEventListener("dragleave", () => box.classList.remove("is-over"));
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      box.classList.remove("is-over");
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
