// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { Map as MapLibre } from "maplibre-gl";

const PATIENCE_MS = 200;

/** A line along the upper edge while data is on its way; what comes at once does not flicker. 加载。 */
export function showLoading(box: HTMLElement, map: MapLibre): void {
  const line = box.querySelector<HTMLElement>("[data-loading]");
  if (!line) return;
  let timer = 0;
  map.on("dataloading", () => {
    timer ||= window.setTimeout(() => (line.hidden = false), PATIENCE_MS);
  });
  map.on("idle", () => {
    window.clearTimeout(timer);
    timer = 0;
    line.hidden = true;
  });
}
