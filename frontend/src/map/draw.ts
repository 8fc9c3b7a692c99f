// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { Feature, FeatureCollection, Polygon } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import {
  TerraDraw,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawSelectMode,
  TerraDrawLineStringMode,
} from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { COLOURS } from "./style";

export type Tool = "polygon" | "rectangle" | "select" | "linestring" | "area" | "static";

const AFTER_CLICK_MS = 250;

const LOOK = {
  fillColor: COLOURS.range,
  fillOpacity: 0.12,
  outlineColor: COLOURS.range,
  outlineWidth: 2,
  closingPointColor: COLOURS.overlap,
} as const;

const MEASURED = {
  fillColor: COLOURS.overlap,
  fillOpacity: 0.08,
  outlineColor: COLOURS.overlap,
  outlineWidth: 2,
  closingPointColor: COLOURS.range,
} as const;

/** Drawing a range by hand: polygons and rectangles, their corners movable. 绘制范围。 */
export class DrawTool {
  readonly #draw: TerraDraw;

  constructor(map: MapLibre, changed: (range: FeatureCollection<Polygon>) => void) {
    this.#draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 9 }),
      modes: [
        new TerraDrawPolygonMode({ styles: LOOK }),
        new TerraDrawRectangleMode({ styles: LOOK }),
        new TerraDrawLineStringMode({
          styles: { lineStringColor: COLOURS.overlap, lineStringWidth: 2 },
        }),
        new TerraDrawPolygonMode({ modeName: "area", styles: MEASURED }),
        new TerraDrawSelectMode({
          flags: {
            polygon: {
              feature: { draggable: true, coordinates: { draggable: true, midpoints: true, deletable: true } },
            },
            rectangle: {
              feature: { draggable: true, coordinates: { draggable: true, midpoints: true, deletable: true } },
            },
          },
        }),
      ],
    });
    this.#draw.start();
    this.#draw.setMode("static");
    this.#draw.on("finish", () => changed(this.range()));
  }

  /** Called when a figure was completed, not when a corner was moved. */
  onFinished(done: () => void): void {
    this.#draw.on("finish", (_id, context) => {
      // After the click that completed it, which asks nothing of the map.
      if (context.action === "draw") window.setTimeout(done, AFTER_CLICK_MS);
    });
  }

  use(tool: Tool): void {
    this.#draw.setMode(tool);
  }

  get tool(): string {
    return this.#draw.getMode();
  }

  range(): FeatureCollection<Polygon> {
    const drawn = this.#of("Polygon").filter((one) => one.properties?.["mode"] !== "area");
    return { type: "FeatureCollection", features: drawn as Feature<Polygon>[] };
  }

  /** The last figure drawn for measuring: a line, or an area. */
  measured(): Feature | undefined {
    if (this.tool === "linestring") return this.#of("LineString").at(-1);
    return this.#of("Polygon").filter((one) => one.properties?.["mode"] === "area").at(-1);
  }

  clear(): void {
    this.#draw.clear();
  }

  #of(type: string): Feature[] {
    return this.#draw
      .getSnapshot()
      .filter(
        (feature) => feature.geometry.type === type && feature.properties["mode"] !== "select",
      ) as unknown as Feature[];
  }
}

/** The range as the application reads it: a GeoJSON geometry of degrees, nine decimals at most. */
export function asRangeText(range: FeatureCollection<Polygon>): string {
  const polygons = range.features.map((feature) => feature.geometry.coordinates);
  const geometry =
    polygons.length === 1
      ? { type: "Polygon", coordinates: polygons[0] }
      : { type: "MultiPolygon", coordinates: polygons };
  return JSON.stringify(geometry);
}
