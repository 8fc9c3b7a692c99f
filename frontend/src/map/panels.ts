// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0

const tabs = (): HTMLButtonElement[] => [
  ...document.querySelectorAll<HTMLButtonElement>("button[data-panel]"),
];

export function openPanel(name: string): void {
  for (const button of tabs()) {
    const isOpen = button.dataset["panel"] === name;
    button.setAttribute("aria-selected", String(isOpen));
    button.tabIndex = isOpen ? 0 : -1;
    const panel = document.getElementById(button.getAttribute("aria-controls") ?? "");
    if (panel) panel.hidden = !isOpen;
  }
}

/** The tabs beside the map: clicked, or moved along with the arrow keys. 面板。 */
export function followPanels(): void {
  tabs().forEach((tab, index, all) => {
    tab.addEventListener("click", () => openPanel(tab.dataset["panel"] ?? ""));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step && all[(index + step + all.length) % all.length];
      if (!next) return;
      event.preventDefault();
      openPanel(next.dataset["panel"] ?? "");
      next.focus();
    });
  });
}
