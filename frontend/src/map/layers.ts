// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { COLOURS, drawingLayers, lookOf, rankOf, type Look } from "./style";
import { t } from "../language";
import { getFeatures } from "../requests";

export interface Shown {
  code: string;
  url: string;
}

const RIGHTS: Record<string, Look> = {
  "rights-mining": { fill: COLOURS.mining, fillOpacity: 0.22, line: COLOURS.mining, lineWidth: 1.2 },
  "rights-exploration": {
    fill: COLOURS.exploration,
    fillOpacity: 0.16,
    line: COLOURS.exploration,
    lineWidth: 1.1,
  },
};

export function lookOfAny(code: string): Look {
  return RIGHTS[code] ?? lookOf(code);
}

function rank(code: string): number {
  return code in RIGHTS ? 900 : rankOf(code);
}

const OVERVIEW = t(
  "要素太多，以格网表示所在（色深处多）；放大后显示图形",
  "Too many features to draw: a grid shows where they lie, darker where there are more; zoom in for the shapes",
);

/** The county's own layers on a map: fetched when first shown, kept in the order of drawing. */
export class LayerStack {
  readonly #map: MapLibre;
  readonly #loaded = new Map<string, string[]>();
  /** Layers too large to be sent whole: what lies in the view is fetched after each move. */
  readonly #large = new Map<string, string>();
  readonly #waiting = new Map<string, Promise<void>>();
  /** Layers of which the view shows a grid instead of features. */
  readonly #inOverview = new Set<string>();
  /** Counts the requests of a layer, so that a late answer does not replace a newer one. */
  readonly #asked = new Map<string, number>();

  constructor(map: MapLibre) {
    this.#map = map;
    map.on("moveend", () => {
      for (const code of this.#large.keys()) void this.#refetch(code);
    });
  }

  async show({ code, url }: Shown): Promise<void> {
    if (!this.#loaded.has(code)) {
      const loading = this.#waiting.get(code) ?? this.#load(code, url);
      this.#waiting.set(code, loading);
      try {
        await loading;
      } finally {
        this.#waiting.delete(code);
      }
    }
    this.#setVisibility(code, "visible");
    await this.#refetch(code);
  }

  hide(code: string): void {
    this.#setVisibility(code, "none");
    this.#sayOverview();
  }

  async #load(code: string, url: string): Promise<void> {
    const features = await getFeatures(url);
    if (features.truncated) this.#large.set(code, url);
    this.#map.addSource(code, { type: "geojson", data: features });
    const layers = drawingLayers(code, lookOfAny(code));
    const above = this.#firstAbove(rank(code));
    for (const layer of layers) this.#map.addLayer(layer, above);
    this.#loaded.set(
      code,
      layers.map((layer) => layer.id),
    );
  }

  /** What lies in the view now, of a layer that is too large to be sent whole. */
  async #refetch(code: string): Promise<void> {
    const url = this.#large.get(code);
    if (!url || !this.#isVisible(code)) return;
    const request = (this.#asked.get(code) ?? 0) + 1;
    this.#asked.set(code, request);
    const bounds = this.#map.getBounds().toArray().flat().map((one) => one.toFixed(6));
    const features = await getFeatures(`${url}?bbox=${bounds.join(",")}`);
    if (this.#asked.get(code) !== request) return;
    (this.#map.getSource(code) as GeoJSONSource).setData(features);
    if (features.truncated) this.#inOverview.add(code);
    else this.#inOverview.delete(code);
    this.#sayOverview();
  }

  #isVisible(code: string): boolean {
    const first = this.#loaded.get(code)?.[0];
    return !!first && this.#map.getLayoutProperty(first, "visibility") !== "none";
  }

  /** Whether what is seen is a grid is said on the map itself. */
  #sayOverview(): void {
    const box = this.#map.getContainer().parentElement;
    const isSaid = [...this.#inOverview].some((code) => this.#isVisible(code));
    let note = box?.querySelector<HTMLElement>(".map-overview-note");
    if (!note && isSaid && box) {
      note = document.createElement("p");
      note.className = "map-overview-note";
      note.setAttribute("role", "status");
      box.append(note);
    }
    if (note) note.textContent = isSaid ? OVERVIEW : "";
  }

  /** Names are drawn above everything, areas in the order of their ranks. */
  #firstAbove(wanted: number): string | undefined {
    const others = [...this.#loaded.entries()]
      .filter(([code, ids]) => rank(code) > wanted && ids.length > 0)
      .sort(([one], [other]) => rank(one) - rank(other));
    const first = others[0]?.[1][0];
    if (first) return first;
    return this.#map.getLayer("work-range-fill") ? "work-range-fill" : undefined;
  }

  #setVisibility(code: string, visibility: "visible" | "none"): void {
    for (const id of this.#loaded.get(code) ?? []) {
      this.#map.setLayoutProperty(id, "visibility", visibility);
    }
  }
}

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
