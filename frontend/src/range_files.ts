// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { onDrop } from "./drops";
import { inEnglish, t } from "./language";
import { postForm, Refused } from "./requests";

interface RangeText {
  text: string;
  note: { zh: string; en: string };
}

/**
 * A range file dropped on a box, or chosen with its button, is written into the field named by
 * `data-range-files`, to be seen before it is used. The server reads it: any encoding, any format
 * that layers are imported from.
 */
export function acceptRangeFiles(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-range-files]")) {
    const field = document.querySelector<HTMLTextAreaElement>(box.dataset["rangeFiles"] ?? "");
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    if (!field) continue;
    onDrop(box, (files) => void fillFrom(files, box, field));
    input?.addEventListener("change", () => {
      if (input.files?.length) void fillFrom(input.files, box, field);
      input.value = "";
    });
  }
}

async function fillFrom(files: FileList, box: HTMLElement, field: HTMLTextAreaElement): Promise<void> {
  const address = box.dataset["rangeAddress"] ?? "";
  const most = Number(box.dataset["maxBytes"] ?? Infinity);
  const size = [...files].reduce((sum, file) => sum + file.size, 0);
  box.setAttribute("aria-busy", "true");
  try {
    if (size > most) throw new Refused(tooLarge(size, most));
    const data = new FormData();
    for (const file of files) data.append("file", file);
    const read = await postForm<RangeText>(address, data);
    field.value = read.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    tell(field, inEnglish ? read.note.en : read.note.zh, false);
  } catch (error) {
    tell(field, error instanceof Error ? error.message : String(error), true);
  } finally {
    box.removeAttribute("aria-busy");
  }
}

/** Whoever shows the field says what came of the file. */
function tell(field: HTMLElement, words: string, isWrong: boolean): void {
  field.dispatchEvent(new CustomEvent("kuangtu:told", { detail: { words, isWrong }, bubbles: true }));
}

function tooLarge(size: number, most: number): string {
  const [has, may] = [size, most].map((bytes) => (bytes / 2 ** 20).toFixed(1));
  return t(
    `文件共 ${has} MB，超过上限 ${may} MB；范围文件通常只有几 KB，请核对`,
    `The file has ${has} MB, more than ${may} MB; a range usually has a few KB`,
  );
}
