// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { COLOURS } from "./style";

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** What is being worked on: the range and its overlaps, above all layers. */
export class WorkLayer {
  readonly #map: MapLibre;

  constructor(map: MapLibre) {
    this.#map = map;
    const role = (name: string): ["==", ["get", "role"], string] => ["==", ["get", "role"], name];
    map.addSource("work", { type: "geojson", data: NOTHING });
    map.addLayer({
      id: "work-range-fill",
      type: "fill",
      source: "work",
      filter: role("range"),
      paint: { "fill-color": COLOURS.range, "fill-opacity": 0.1 },
    });
    map.addLayer({
      id: "work-overlap-fill",
      type: "fill",
      source: "work",
      filter: role("overlap"),
      paint: { "fill-color": COLOURS.overlap, "fill-opacity": 0.5 },
    });
    map.addLayer({
      id: "work-overlap-line",
      type: "line",
      source: "work",
      filter: role("overlap"),
      paint: { "line-color": COLOURS.overlap, "line-width": 1 },
    });
    map.addLayer({
      id: "work-range-line",
      type: "line",
      source: "work",
      filter: role("range"),
      paint: { "line-color": COLOURS.range, "line-width": 2.4 },
    });
    map.addLayer({
      id: "work-place-line",
      type: "line",
      source: "work",
      filter: role("place"),
      paint: { "line-color": "#6f5bb0", "line-width": 1.6, "line-dasharray": [3, 2] },
    });
    map.addLayer({
      id: "work-point",
      type: "circle",
      source: "work",
      filter: role("point"),
      paint: {
        "circle-color": COLOURS.overlap,
        "circle-radius": 5,
        "circle-stroke-color": "#fff",
        "circle-stroke-width": 2,
      },
    });
  }

  show(features: FeatureCollection, { moveTo = true } = {}): void {
    (this.#map.getSource("work") as GeoJSONSource).setData(features);
    const bounds = boundsOf(features);
    if (moveTo && bounds) {
      const isPoint = bounds[0].join() === bounds[1].join();
      this.#map.fitBounds(bounds, { padding: 70, maxZoom: isPoint ? 10 : 14, animate: false });
    }
  }

  clear(): void {
    this.show(NOTHING);
  }
}

type Box = [[number, number], [number, number]];

/** West, south, east, north of everything with coordinates; null for nothing. */
export function boundsOf(features: FeatureCollection): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [x, y] = value as unknown[];
    if (typeof x === "number" && typeof y === "number") {
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [south, north] = [Math.min(south, y), Math.max(north, y)];
      return;
    }
    value.forEach(visit);
  };
  for (const feature of features.features) {
    if (feature.geometry && "coordinates" in feature.geometry) visit(feature.geometry.coordinates);
  }
  if (west > east) return null;
  return [
    [west, south],
    [east, north],
  ];
}
