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

/** The text of a range file, whether it was saved as UTF-8 or, as many surveyors do, as GBK. */
async function textOf(file: File): Promise<string> {
  const content = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return new TextDecoder("gb18030").decode(content);
  }
}

/** A text file dropped on a range box is written into its field, to be seen before it is used. */
export function acceptRangeDrops(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-range-drop]")) {
    const field = box.querySelector("textarea");
    if (!field) continue;
    box.addEventListener("dragover", (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    });
    box.addEventListener("dragleave", () => box.classList.remove("is-over"));
    box.addEventListener("drop", async (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      box.classList.remove("is-over");
      field.value = await textOf(file);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
