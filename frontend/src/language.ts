// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0

export const inEnglish = document.documentElement.lang.startsWith("en");

/** A sentence written in both languages, in the one of the page. */
export function t(zh: string, en: string): string {
  return inEnglish ? en : zh;
}
