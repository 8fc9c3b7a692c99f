// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { t } from "./language";

/** Calls back with the files dropped on a box; the box shows that it would take them. */
export function onDrop(box: HTMLElement, taken: (files: FileList) => void): void {
  const hasFiles = (event: DragEvent): boolean => !!event.dataTransfer?.types.includes("Files");
  box.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return; // words dragged into a field are the browser's own business
    event.preventDefault();
    box.classList.add("is-over");
  });
  box.addEventListener("dragleave", (event) => {
    if (event.relatedTarget instanceof Node && box.contains(event.relatedTarget)) return;
    box.classList.remove("is-over");
  });
  box.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    box.classList.remove("is-over");
    const files = event.dataTransfer?.files;
    if (files?.length) taken(files);
  });
}

/** A file dropped on a box becomes the file of the input inside it; its name and faults are told. */
export function acceptDrops(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-drop]")) {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) continue;
    input.addEventListener("change", () => tell(box, input));
    onDrop(box, (files) => {
      input.files = files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

function tell(box: HTMLElement, input: HTMLInputElement): void {
  const files = [...(input.files ?? [])];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const fault = files.length ? faultOf(size, Number(box.dataset["maxBytes"] ?? Infinity)) : "";
  const name = box.querySelector<HTMLElement>("[data-file-name]");
  const told = box.querySelector<HTMLElement>("[data-file-fault]");
  if (name && files.length) {
    name.textContent = `${files.map((file) => file.name).join("、")} · ${megabytes(size)}`;
  }
  if (told) {
    told.textContent = fault;
    told.hidden = !fault;
  }
  input.setCustomValidity(fault);
}

function faultOf(size: number, most: number): string {
  if (size === 0) return t("文件是空的", "The file is empty");
  if (size <= most) return "";
  return t(
    `文件有 ${megabytes(size)}，超过上限 ${megabytes(most)}`,
    `The file has ${megabytes(size)}, more than ${megabytes(most)}`,
  );
}

function megabytes(bytes: number): string {
  if (bytes < 100_000) return `${(bytes / 1000).toFixed(1)} KB`;
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
