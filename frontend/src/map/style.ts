// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type {
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";

export const COLOURS = {
  ground: "#eef1f4",
  county: "#fcfbf5",
  accent: "#14417e",
  range: "#14417e",
  overlap: "#b01c12",
  mining: "#b26a00",
  exploration: "#2f6bd0",
  water: "#a9cbe6",
  neighbour: "#9aa4b2",
  ink: "#3b4556",
} as const;

/** Fonts of the reader's own computer: no glyph server exists on a closed network. */
export const FONTS = ["Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"];

/** An empty style; every layer comes from the county's own data. */
export function emptyStyle(): StyleSpecification {
  return {
    version: 8,
    sources: {},
    layers: [
      { id: "ground", type: "background", paint: { "background-color": COLOURS.ground } },
    ],
  };
}

export interface Look {
  fill?: string;
  fillOpacity?: number;
  line?: string;
  lineWidth?: number;
  dash?: number[];
  circle?: string;
  radius?: number;
  label?: string;
}

const DEFAULT_LOOK: Look = {
  fill: "#6b7d96",
  fillOpacity: 0.18,
  line: "#6b7d96",
  lineWidth: 1,
  circle: "#6b7d96",
  radius: 3,
};

/** How the known layers look, by the beginning of their code; the order is that of drawing. */
const LOOKS: [RegExp, Look][] = [
  [/^county[-_]boundary|^county$/, { fill: COLOURS.county, fillOpacity: 1, line: COLOURS.accent, lineWidth: 2 }],
  [/neighbour|neighbor/, { fill: COLOURS.ground, fillOpacity: 0, line: COLOURS.neighbour, lineWidth: 0.8, label: "name" }],
  [/sheet/, { fill: "#6f5bb0", fillOpacity: 0.06, line: "#6f5bb0", lineWidth: 1, dash: [3, 2], label: "name" }],
  [/lake|water|reservoir|playa/, { fill: COLOURS.water, fillOpacity: 0.75, line: "#86b2d4", lineWidth: 0.5 }],
  [/river/, { line: "#86b2d4", lineWidth: 1.1 }],
  [/glaci/, { fill: "#dff1f7", fillOpacity: 0.9, line: "#b9dde9", lineWidth: 0.5 }],
  [/station/, { circle: COLOURS.ink, radius: 2.4 }],
  [/rail/, { line: COLOURS.ink, lineWidth: 1.2, dash: [4, 2] }],
  [/road|highway/, { line: "#a8762c", lineWidth: 1.2, circle: "#a8762c", radius: 2.6 }],
  [/settlement|place|town$/, { circle: "#7a2e2e", radius: 3.4, label: "name" }],
  [/red[-_]?line|protection|reserve|park|conservation/, { fill: "#2f8f57", fillOpacity: 0.2, line: "#2f8f57", lineWidth: 1.2 }],
  [/farmland|arable/, { fill: "#b8a02e", fillOpacity: 0.22, line: "#8f7c1d", lineWidth: 1 }],
  [/fault|fold/, { line: "#a5537e", lineWidth: 1 }],
];

export function lookOf(code: string): Look {
  const found = LOOKS.find(([pattern]) => pattern.test(code));
  return found ? found[1] : DEFAULT_LOOK;
}

/** Where among the others a layer is drawn: the county below, points and names on top. */
export function rankOf(code: string): number {
  const index = LOOKS.findIndex(([pattern]) => pattern.test(code));
  return index < 0 ? LOOKS.length : index;
}

/** Cells of a grid that stand for features too many to be drawn; they are none themselves. */
const IS_OVERVIEW: ExpressionSpecification = ["has", "is_overview"];
const IS_FEATURE: ExpressionSpecification = ["!", ["has", "is_overview"]];
const DENSITY: ExpressionSpecification = [
  "interpolate", ["linear"], ["ln", ["get", "feature_count"]], 0, 0.2, 5, 0.6,
];

/** The drawing layers of one source, whatever mixture of geometries it holds. */
export function drawingLayers(source: string, look: Look): LayerSpecification[] {
  const layers: LayerSpecification[] = [
    {
      id: `${source}-overview`,
      type: "fill",
      source,
      filter: IS_OVERVIEW,
      paint: {
        "fill-color": look.line ?? look.circle ?? look.fill ?? COLOURS.ink,
        "fill-opacity": DENSITY,
        "fill-antialias": false,
      },
    },
  ];
  if (look.fill && look.fillOpacity) {
    layers.push({
      id: `${source}-fill`,
      type: "fill",
      source,
      filter: ["all", IS_FEATURE, ["==", ["geometry-type"], "Polygon"]],
      paint: { "fill-color": look.fill, "fill-opacity": look.fillOpacity },
    });
  }
  if (look.line) {
    layers.push({
      id: `${source}-line`,
      type: "line",
      source,
      filter: [
        "all",
        IS_FEATURE,
        ["in", ["geometry-type"], ["literal", ["Polygon", "LineString"]]],
      ],
      paint: {
        "line-color": look.line,
        "line-width": look.lineWidth ?? 1,
        ...(look.dash ? { "line-dasharray": look.dash } : {}),
      },
    });
  }
  if (look.circle) {
    layers.push({
      id: `${source}-point`,
      type: "circle",
      source,
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": look.circle,
        "circle-radius": look.radius ?? 3,
        "circle-stroke-color": "#fff",
        "circle-stroke-width": 0.8,
      },
    });
  }
  if (look.label) {
    layers.push({
      id: `${source}-label`,
      type: "symbol",
      source,
      layout: {
        "text-field": ["coalesce", ["get", look.label], ""],
        "text-font": FONTS,
        "text-size": 11.5,
        "text-offset": [0, look.circle ? 0.9 : 0],
        "text-anchor": look.circle ? "top" : "center",
      },
      paint: { "text-color": COLOURS.ink, "text-halo-color": "#fff", "text-halo-width": 1.3 },
    });
  }
  return layers;
}
