// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import { getFeatures } from "../requests";
import { drawingLayers, type Look } from "./style";

export interface Shown {
  code: string;
  url: string;
  /** The address of vector tiles, "" where they are not there. */
  tiles?: string;
  /** Their last zoom: from there on the features of the view are asked for. */
  tilesZoom?: number;
}

type Box = [number, number, number, number];

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
const FADING: Record<string, string[]> = {
  fill: ["fill-opacity"],
  line: ["line-opacity"],
  circle: ["circle-opacity", "circle-stroke-opacity"],
  symbol: ["text-opacity"],
};
/** How much more than the view is asked for, so that a small move needs no new answer. */
const MARGIN = 0.25;

/**
 * A layer on a map, however it comes. 图上图层。
 * Small ones come whole. Large ones come as tiles until their features in the view are few enough
 * to be sent exact; where no tiles are there, as an overview of the view.
 */
export class LayerOnMap {
  readonly shown: Shown;
  readonly #map: MapLibre;
  readonly #tiles: LayerSpecification[];
  readonly #features: LayerSpecification[];
  #isVisible = true;
  #isLarge: boolean;
  /** Tiles failed: the view is drawn from the server's answers alone. */
  #hasTiles: boolean;
  /** What the features on the map cover; null while they are not to be seen. */
  #covered: Box | null = null;
  #isOverview = false;
  #asked = 0;

  constructor(map: MapLibre, shown: Shown, look: Look) {
    this.#map = map;
    this.shown = shown;
    this.#hasTiles = !!shown.tiles;
    this.#isLarge = this.#hasTiles;
    this.#features = drawingLayers(shown.code, look);
    this.#tiles = shown.tiles
      ? drawingLayers(this.#tileSource, look).map((layer) => ({
          ...layer,
          "source-layer": shown.code,
        })) as LayerSpecification[]
      : [];
  }

  get #tileSource(): string {
    return `${this.shown.code}@tiles`;
  }

  /** Everything of it, in the order of drawing. */
  get ids(): string[] {
    return [...this.#tiles, ...this.#features].map((layer) => layer.id);
  }

  get isInOverview(): boolean {
    return this.#isVisible && this.#isOverview;
  }

  /** Ask for it and draw it; below which layer is asked when it has come, others came meanwhile. */
  async add(below: () => string | undefined): Promise<void> {
    const { code, url, tiles, tilesZoom } = this.shown;
    // Asked for first: a layer that cannot be had leaves nothing on the map.
    const features = this.#hasTiles ? NOTHING : await getFeatures(url);
    if ("truncated" in features && features.truncated) {
      this.#isLarge = true;
      this.#isOverview = true;
    }
    if (tiles) {
      this.#map.addSource(this.#tileSource, {
        type: "vector",
        tiles: [new URL(tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}")],
        maxzoom: tilesZoom ?? 14,
      });
    }
    this.#map.addSource(code, { type: "geojson", data: features });
    const before = below();
    for (const layer of [...this.#tiles, ...this.#features]) this.#map.addLayer(layer, before);
    this.#choose();
  }

  remove(): void {
    for (const id of this.ids) if (this.#map.getLayer(id)) this.#map.removeLayer(id);
    for (const source of [this.#tileSource, this.shown.code]) {
      if (this.#map.getSource(source)) this.#map.removeSource(source);
    }
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#choose();
  }

  /** How opaque it is, from 0 to 1; a hollow one shows what lies under its areas. */
  fade(wanted: number, isHollow: boolean): void {
    for (const layer of [...this.#tiles, ...this.#features]) {
      const opacity = isHollow && layer.id.endsWith("-fill") ? 0 : wanted;
      for (const property of FADING[layer.type] ?? []) {
        const paint = (layer as { paint?: Record<string, unknown> }).paint;
        const own = paint?.[property] ?? 1;
        const faded = typeof own === "number" ? own * opacity : ["*", own, opacity];
        this.#map.setPaintProperty(layer.id, property as never, faded as never);
      }
    }
  }

  /** While the map moves: what lies beyond the exact features is drawn from tiles. */
  moving(): void {
    if (this.#hasTiles && this.#covered && !covers(this.#covered, this.#view())) {
      this.#covered = null;
      this.#choose();
    }
  }

  /** After the map has moved: ask for what lies in the view, where that is of use. */
  async moved(): Promise<void> {
    if (!this.#isLarge || !this.#isVisible) return;
    if (this.#hasTiles && this.#map.getZoom() < (this.shown.tilesZoom ?? 14)) {
      this.#covered = null;
      this.#choose();
      return;
    }
    if (!this.#isOverview && this.#covered && covers(this.#covered, this.#view())) return;
    const request = ++this.#asked;
    const box = wider(this.#view());
    const words = box.map((one) => one.toFixed(6)).join(",");
    const features = await getFeatures(`${this.shown.url}?bbox=${words}`);
    if (this.#asked !== request) return;
    const isOverview = features.truncated === true;
    // Too many to be exact: tiles show more of them than a grid does.
    this.#covered = isOverview && this.#hasTiles ? null : box;
    this.#isOverview = isOverview && !this.#hasTiles;
    if (this.#covered) {
      (this.#map.getSource(this.shown.code) as GeoJSONSource).setData(features);
    }
    this.#choose();
  }

  /** Once all tiles of the view are there: do they count instead of drawing? */
  settled(): void {
    if (!this.#hasTiles || !this.#isVisible) return;
    const isWide = this.#covered === null && this.#map.getZoom() < (this.shown.tilesZoom ?? 14);
    this.#isOverview =
      isWide &&
      this.#map.querySourceFeatures(this.#tileSource, {
        sourceLayer: this.shown.code,
        filter: ["has", "is_overview"],
      }).length > 0;
  }

  /** Its tiles cannot be had: draw what the server answers for each view. */
  async dropTiles(source: string): Promise<void> {
    if (!this.#hasTiles || source !== this.#tileSource) return;
    this.#hasTiles = false;
    await this.moved();
  }

  #view(): Box {
    return this.#map.getBounds().toArray().flat() as Box;
  }

  #choose(): void {
    const isExact = !this.#hasTiles || this.#covered !== null;
    const show = (layers: LayerSpecification[], isShown: boolean): void => {
      for (const { id } of layers) {
        if (this.#map.getLayer(id)) {
          this.#map.setLayoutProperty(id, "visibility", isShown ? "visible" : "none");
        }
      }
    };
    show(this.#tiles, this.#isVisible && !isExact);
    show(this.#features, this.#isVisible && isExact);
  }
}

function covers(outer: Box, inner: Box): boolean {
  return (
    outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
  );
}

function wider([west, south, east, north]: Box): Box {
  const [x, y] = [(east - west) * MARGIN, (north - south) * MARGIN];
  return [west - x, south - y, east + x, north + y];
}
