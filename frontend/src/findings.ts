// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0

/** What does not apply is shown only when it is asked for. */
const QUIET = "NOT_APPLICABLE";

/** The outcome chips above a findings table show or hide its rows. */
export function filterFindings(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-outcome]")];
  const apply = (): void => {
    const wanted = new Set(
      buttons
        .filter((button) => button.getAttribute("aria-pressed") === "true")
        .map((button) => button.dataset["outcome"]),
    );
    for (const row of document.querySelectorAll<HTMLElement>("tr[data-outcome]")) {
      const outcome = row.dataset["outcome"];
      row.hidden = wanted.size > 0 ? !wanted.has(outcome) : outcome === QUIET;
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!pressed));
      apply();
    });
  }
}
