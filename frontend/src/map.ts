// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { mountRange, mountReceipt, mountSmall } from "./map/boxes";
import { mountDifference } from "./map/difference";
import { mountEdition } from "./map/edition";
import { mountFull } from "./map/full";
import "./styles/map.css";

const KINDS: Record<string, (box: HTMLElement) => Promise<void>> = {
  difference: mountDifference,
  edition: mountEdition,
  full: mountFull,
  small: mountSmall,
  receipt: mountReceipt,
  range: mountRange,
};

for (const box of document.querySelectorAll<HTMLElement>("[data-map]")) {
  void KINDS[box.dataset["map"] ?? ""]?.(box).then(() => box.setAttribute("data-ready", ""));
}
