// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { Map as MapLibre } from "maplibre-gl";
import { keepWord, readWord } from "./state";

/** The tile services of 天地图: the map or the pictures, and the names above either. */
const SERVICES: Record<string, string[]> = { vec: ["vec", "cva"], img: ["img", "cia"] };
const NAMES = ["vec", "cva", "img", "cia"];

/** 天地图 below the county's layers, through our own server; "" is none. 底图。 */
export function showBackground(map: MapLibre, kind: string, address: string): void {
  for (const name of NAMES) {
    const id = `background-${name}`;
    if (map.getLayer(id)) map.removeLayer(id);
    if (map.getSource(id)) map.removeSource(id);
  }
  const above = map.getStyle().layers.find((layer) => layer.id !== "ground")?.id;
  for (const name of SERVICES[kind] ?? []) {
    const id = `background-${name}`;
    const tiles = [`${location.origin}${address}${name}/{z}/{x}/{y}`];
    map.addSource(id, { type: "raster", tiles, tileSize: 256, minzoom: 1, maxzoom: 18 });
    map.addLayer({ id, type: "raster", source: id }, above);
  }
}

/** The choice of a background; the address remembers it. */
export function followBackground(
  choose: HTMLSelectElement | null,
  changed: (kind: string) => void,
): void {
  if (!choose) return;
  const remembered = readWord("base");
  if (remembered in SERVICES) choose.value = remembered;
  choose.addEventListener("change", () => {
    keepWord("base", choose.value);
    changed(choose.value);
  });
  if (choose.value) changed(choose.value);
}
