// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { Map as MapLibre } from "maplibre-gl";
import { t } from "../language";
import { toast } from "../page";
import { showBackground } from "./background";
import type { LayerStack } from "./layers";
import type { Legend } from "./legend";
import { keepWord, readWord } from "./state";
import { Swipe } from "./swipe";
import type { EditionDay } from "./time";
import { layersOf, type Listed, type LayerTree } from "./tree";

const EDITION = /^([a-z0-9-]+):(\d+)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Parts {
  box: HTMLElement;
  map: MapLibre;
  tree: LayerTree;
  legend: Legend;
  treeAddress: string;
  today: string;
  editions: EditionDay[];
  /** The day of the first map, "" for today. */
  day(): string;
  background(): string;
}

/** The same view on another day, or with another edition of a layer, beside a divider. 卷帘对比。 */
export class Comparison {
  readonly #parts: Parts;
  readonly #choose: HTMLSelectElement;
  readonly #date: HTMLInputElement;
  #swipe: Swipe | null = null;
  #against = "";

  constructor(form: HTMLFormElement, parts: Parts) {
    this.#parts = parts;
    this.#choose = form.querySelector("[data-against]") as HTMLSelectElement;
    this.#date = form.querySelector("[data-against-day]") as HTMLInputElement;
    this.#offer();
    this.#choose.addEventListener("change", () => {
      const words = this.#choose.value;
      this.#date.hidden = words !== "day";
      if (words === "day") this.#date.focus();
      else void this.compare(words);
    });
    this.#date.addEventListener("change", () => {
      if (this.#date.validity.valid && this.#date.value) void this.compare(this.#date.value);
    });
    const remembered = readWord("swipe");
    if (DAY.test(remembered) || EDITION.test(remembered)) {
      form.hidden = false;
      void this.compare(remembered);
    }
  }

  get isOpen(): boolean {
    return this.#swipe !== null;
  }

  /** The layers of the second map. */
  get stack(): LayerStack | undefined {
    return this.#swipe?.stack;
  }

  get map(): MapLibre | undefined {
    return this.#swipe?.map;
  }

  /** The day that a place of the box shows: that of the second map right of the divider. */
  dayAt(x: number): string {
    const isOver = this.#swipe?.isOver(x) ?? false;
    return isOver && DAY.test(this.#against) ? this.#against : this.#parts.day();
  }

  /** Against a day, an edition (`code:number`), or "" for no comparison. */
  async compare(against: string): Promise<void> {
    this.#against = against;
    keepWord("swipe", against);
    this.#select(against);
    if (!against) {
      this.#end();
      return;
    }
    if (!this.#swipe) {
      const { box, map, legend } = this.#parts;
      const percent = Number(readWord("at")) || 50;
      this.#swipe = await Swipe.open(box, map, percent, (at) => keepWord("at", at.toFixed(0)));
      if (this.#parts.background()) this.setBackground(this.#parts.background());
      legend.follow(this.#swipe.stack);
      box.classList.add("is-swiping");
    }
    await this.refresh();
  }

  setBackground(kind: string): void {
    if (!this.#swipe) return;
    showBackground(this.#swipe.map, kind, this.#parts.box.dataset["background"] ?? "");
    this.#swipe.stack.setBackground(kind !== "");
  }

  /** After layers were switched, or the day of the first map changed. */
  async refresh(): Promise<void> {
    const stack = this.stack;
    if (!stack) return;
    this.#label();
    const wanted = new Set(this.#parts.tree.on().map((layer) => layer.code));
    try {
      const layers = await this.#layers();
      const shown = layers.filter((layer) => layer.url && wanted.has(layer.code));
      const codes = new Set(shown.map((layer) => layer.code));
      for (const code of stack.shown()) if (!codes.has(code)) stack.hide(code);
      for (const layer of shown) await stack.show(layer);
      this.#parts.legend.apply(stack);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    }
  }

  async #layers(): Promise<Listed[]> {
    const { treeAddress, today } = this.#parts;
    const edition = EDITION.exec(this.#against);
    if (!edition) return layersOf(treeAddress, this.#against === today ? "" : this.#against);
    const [, code, number] = edition;
    const layers = await layersOf(treeAddress, this.#parts.day());
    return layers.map((layer) => {
      if (layer.code !== code) return layer;
      // Its features alone: the tiles that are listed are those of the day's edition.
      const url = layer.url.replace(/\/\d+\.geojson$/, `/${number}.geojson`);
      return { ...layer, url, tiles: "" };
    });
  }

  #label(): void {
    const { box, day, today } = this.#parts;
    for (const [side, words] of [
      ["left", t(`左 ${day() || today}`, `Left ${day() || today}`)],
      ["right", t(`右 ${this.#words()}`, `Right ${this.#words()}`)],
    ] as const) {
      let label = box.querySelector<HTMLElement>(`.map-side.is-${side}`);
      if (!label) {
        label = document.createElement("span");
        label.className = `map-side is-${side} num`;
        box.append(label);
      }
      label.textContent = words;
    }
  }

  #words(): string {
    const edition = EDITION.exec(this.#against);
    if (!edition) return this.#against;
    const found = this.#parts.editions.find(
      (one) => one.layer === edition[1] && one.number === Number(edition[2]),
    );
    const name = found?.name ?? edition[1] ?? "";
    return t(`${name} 第${edition[2]}版`, `${name}, edition ${edition[2]}`);
  }

  #end(): void {
    const { box, legend } = this.#parts;
    if (this.#swipe) {
      legend.forget(this.#swipe.stack);
      this.#swipe.close();
    }
    this.#swipe = null;
    keepWord("at", "");
    box.classList.remove("is-swiping");
    box.querySelectorAll(".map-side").forEach((label) => label.remove());
  }

  #select(against: string): void {
    const isListed = [...this.#choose.options].some((option) => option.value === against);
    this.#choose.value = isListed ? against : "day";
    this.#date.hidden = isListed;
    if (!isListed) this.#date.value = against;
  }

  /** Days of editions, and the editions of layers that have several. */
  #offer(): void {
    const { editions, today } = this.#parts;
    const days = [...new Set(editions.map((one) => one.day))].sort().reverse();
    const group = (words: string, options: [string, string][]): void => {
      if (!options.length) return;
      const made = document.createElement("optgroup");
      made.label = words;
      made.append(...options.map(([value, label]) => new Option(label, value)));
      this.#choose.append(made);
    };
    group(t("日期", "Days"), [
      [today, t(`今天 ${today}`, `Today ${today}`)],
      ...days.filter((day) => day < today).map((day): [string, string] => [day, day]),
      ["day", t("另选日期…", "Another day…")],
    ]);
    const several = editions.filter(
      (one) => editions.filter((other) => other.layer === one.layer).length > 1,
    );
    group(
      t("图层版本", "Editions of layers"),
      several.map((one): [string, string] => [
        `${one.layer}:${one.number}`,
        t(`${one.name} 第${one.number}版`, `${one.name}, edition ${one.number}`),
      ]),
    );
  }
}
