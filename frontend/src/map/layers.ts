// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { Map as MapLibre } from "maplibre-gl";
import { t } from "../language";
import { LayerOnMap, type Shown } from "./onmap";
import { COLOURS, lookOf, rankOf, type Look } from "./style";

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

/** Below it are the grounds of the county and of its neighbours. */
const RANK_OF_WATER = rankOf("lake");

const OVERVIEW = t(
  "要素太多，以格网表示所在（色深处多）；放大后显示图形",
  "Too many features to draw: a grid shows where they lie, darker where there are more; zoom in for the shapes",
);

/** The county's own layers on a map: fetched when first shown, kept in the order of drawing. */
export class LayerStack {
  readonly #map: MapLibre;
  readonly #layers = new Map<string, LayerOnMap>();
  readonly #waiting = new Map<string, Promise<void>>();
  readonly #shown = new Set<string>();
  /** The order chosen by hand, the lowest first; layers that are not in it keep their rank. */
  #order: string[] = [];
  readonly #fades = new Map<string, number>();
  #hasBackground = false;

  constructor(map: MapLibre) {
    this.#map = map;
    map.on("move", () => this.#each((layer) => layer.moving()));
    map.on("moveend", () => this.#each((layer) => void layer.moved().then(() => this.#say())));
    map.on("idle", () => {
      this.#each((layer) => layer.settled());
      this.#say();
    });
    map.on("error", (event) => {
      const source = (event as { sourceId?: string }).sourceId;
      if (source) this.#each((layer) => void layer.dropTiles(source).then(() => this.#say()));
    });
  }

  async show(shown: Shown): Promise<void> {
    const { code } = shown;
    this.#shown.add(code);
    const waiting = this.#waiting.get(code);
    if (waiting) await waiting;
    const there = this.#layers.get(code);
    if (!there || there.shown.url !== shown.url || there.shown.tiles !== shown.tiles) {
      const loading = this.#put(shown);
      this.#waiting.set(code, loading);
      try {
        await loading;
      } finally {
        this.#waiting.delete(code);
      }
    }
    const layer = this.#layers.get(code);
    layer?.setVisible(this.#shown.has(code));
    await layer?.moved();
    this.#say();
  }

  hide(code: string): void {
    this.#shown.delete(code);
    this.#layers.get(code)?.setVisible(false);
    this.#say();
  }

  /** The codes of the layers that are seen, the lowest first. */
  shown(): string[] {
    return this.#sorted([...this.#shown]);
  }

  /** How opaque a layer is, from 0 to 1; also one that comes later. */
  fade(code: string, opacity: number): void {
    this.#fades.set(code, opacity);
    this.#paint(code);
  }

  /** Let a background be seen through the ground of the county. */
  setBackground(isThere: boolean): void {
    this.#hasBackground = isThere;
    for (const code of this.#layers.keys()) this.#paint(code);
  }

  #paint(code: string): void {
    const isHollow = this.#hasBackground && rank(code) < RANK_OF_WATER;
    this.#layers.get(code)?.fade(this.#fades.get(code) ?? 1, isHollow);
  }

  /** Draw in this order, the lowest first; [] is the order of the ranks. */
  order(codes: string[]): void {
    this.#order = codes;
    for (const code of this.#sorted([...this.#layers.keys()])) {
      for (const id of this.#layers.get(code)?.ids ?? []) this.#map.moveLayer(id, this.#top());
    }
  }

  async #put(shown: Shown): Promise<void> {
    const layer = new LayerOnMap(this.#map, shown, lookOfAny(shown.code));
    this.#layers.get(shown.code)?.remove();
    this.#layers.delete(shown.code);
    await layer.add(() => this.#firstAbove(shown.code));
    this.#layers.set(shown.code, layer);
    if (this.#fades.has(shown.code) || this.#hasBackground) this.#paint(shown.code);
  }

  #each(act: (layer: LayerOnMap) => void): void {
    for (const layer of this.#layers.values()) act(layer);
  }

  /** Whether what is seen is a grid is said on the map itself. */
  #say(): void {
    const box = this.#map.getContainer().parentElement;
    const isSaid = [...this.#layers.values()].some((layer) => layer.isInOverview);
    let note = box?.querySelector<HTMLElement>(".map-overview-note");
    if (!note && isSaid && box) {
      note = document.createElement("p");
      note.className = "map-overview-note";
      note.setAttribute("role", "status");
      box.append(note);
    }
    if (note) note.textContent = isSaid ? OVERVIEW : "";
  }

  /** Areas below, points and names on top; those ordered by hand change places among them. */
  #sorted(codes: string[]): string[] {
    const byRank = codes.sort((one, other) => rank(one) - rank(other));
    const byHand = this.#order.filter((code) => byRank.includes(code));
    const ordered = byHand.values();
    return byRank.map((code) => (byHand.includes(code) ? (ordered.next().value ?? code) : code));
  }

  #firstAbove(code: string): string | undefined {
    const order = this.#sorted([...this.#layers.keys(), code]);
    const next = order.slice(order.indexOf(code) + 1).find((one) => this.#layers.has(one));
    return (next && this.#layers.get(next)?.ids[0]) ?? this.#top();
  }

  /** What is being worked on stays above all layers. */
  #top(): string | undefined {
    return this.#map.getLayer("work-range-fill") ? "work-range-fill" : undefined;
  }
}
