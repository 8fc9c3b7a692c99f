// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
/**
 * The address that is passed on: what the map shows, and the range that is asked about. 分享链接。
 * The range stands behind the `#` like everything else there: it is never sent with the address
 * to a server, and so in no log of one.
 */
import { t } from "../language";
import { copyWords, toast } from "../page";
import type { RangeField } from "./range";
import { addressWith, keepWord, readView, readWord } from "./state";

const WORD = "range";
/** Longer addresses are cut by mail and chat programs. */
const MOST_LETTERS = 4000;

/** The button that copies the address, with the range as far as there is room for it. */
export function followSharing(button: HTMLElement | null, field: HTMLTextAreaElement): void {
  button?.addEventListener("click", async () => {
    const range = field.value.trim();
    if (!range) {
      await copyWords(addressWith(WORD, ""));
      return;
    }
    const whole = addressWith(WORD, range);
    if (whole.length <= MOST_LETTERS) {
      await copyWords(whole, t("已复制，含所画范围", "Copied, with the range"));
      return;
    }
    await copyWords(
      addressWith(WORD, ""),
      t(
        `已复制，但不含范围：范围太长，链接会有 ${whole.length} 个字符（上限 ${MOST_LETTERS}）。请另发范围文件`,
        `Copied without the range: with it the link has ${whole.length} letters (${MOST_LETTERS} at most). Send the range as a file`,
      ),
    );
  });
}

/** The range of an address that was opened: shown and read as if it had been pasted. */
export function takeSharedRange(field: HTMLTextAreaElement, range: RangeField): boolean {
  const shared = readWord(WORD);
  if (!shared) return false;
  if (shared.length > MOST_LETTERS) {
    toast(t("链接中的范围太长，未采用", "The range in the link is too long and was not taken"));
    keepWord(WORD, "");
    return false;
  }
  if (readView()) {
    range.drawn(shared); // the address says where to look
  } else {
    field.value = shared;
    range.look();
  }
  // Another range than the one of the address takes it out of there.
  field.form?.addEventListener("input", () => {
    if (field.value.trim() !== shared) keepWord(WORD, "");
  });
  return true;
}
