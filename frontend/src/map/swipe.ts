// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { Map as MapLibre } from "maplibre-gl";
import { t } from "../language";
import { LayerStack } from "./layers";
import { emptyStyle } from "./style";

const STEP = 2; // percent of the width for a press of an arrow key
const WIDE_STEP = 10;
const EDGE = 4;

/**
 * A second map over the first, cut off at a divider that is dragged or moved by keys. 卷帘。
 * Only the first map is touched: the second follows it and lets every pointer through.
 */
export class Swipe {
  readonly stack: LayerStack;
  readonly map: MapLibre;
  readonly #main: MapLibre;
  readonly #box: HTMLElement;
  readonly #canvas: HTMLElement;
  readonly #divider: HTMLElement;
  readonly #moved: (percent: number) => void;
  readonly #follow = (): void => this.#align();
  #percent = 50;

  private constructor(
    box: HTMLElement,
    main: MapLibre,
    canvas: HTMLElement,
    map: MapLibre,
    moved: (percent: number) => void,
  ) {
    this.#box = box;
    this.#main = main;
    this.#canvas = canvas;
    this.map = map;
    this.#moved = moved;
    this.stack = new LayerStack(map);
    this.#divider = this.#makeDivider();
    box.append(this.#divider);
    main.on("move", this.#follow);
    main.on("resize", this.#follow);
  }

  static async open(
    box: HTMLElement,
    main: MapLibre,
    percent: number,
    moved: (percent: number) => void,
  ): Promise<Swipe> {
    const canvas = document.createElement("div");
    canvas.className = "map-canvas is-over";
    canvas.setAttribute("aria-hidden", "true");
    box.append(canvas);
    const map = new MapLibre({
      container: canvas,
      style: emptyStyle(),
      center: main.getCenter(),
      zoom: main.getZoom(),
      interactive: false,
      attributionControl: false,
      maxZoom: main.getMaxZoom(),
      minZoom: main.getMinZoom(),
      renderWorldCopies: false,
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    await new Promise<void>((done) => map.once("load", () => done()));
    map.getCanvas().tabIndex = -1;
    const swipe = new Swipe(box, main, canvas, map, moved);
    swipe.#align();
    swipe.#put(percent);
    return swipe;
  }

  close(): void {
    this.#main.off("move", this.#follow);
    this.#main.off("resize", this.#follow);
    this.#divider.remove();
    this.map.remove();
    this.#canvas.remove();
  }

  /** Whether a place of the box, in pixels from its left, shows the second map. */
  isOver(x: number): boolean {
    return (x / this.#box.clientWidth) * 100 > this.#percent;
  }

  #align(): void {
    this.map.jumpTo({ center: this.#main.getCenter(), zoom: this.#main.getZoom() });
  }

  #put(percent: number): void {
    this.#percent = Math.min(100 - EDGE, Math.max(EDGE, percent));
    this.#canvas.style.clipPath = `inset(0 0 0 ${this.#percent}%)`;
    this.#divider.style.left = `${this.#percent}%`;
    this.#divider.setAttribute("aria-valuenow", String(Math.round(this.#percent)));
    this.#moved(this.#percent);
  }

  #makeDivider(): HTMLElement {
    const divider = document.createElement("div");
    divider.className = "map-divider";
    divider.tabIndex = 0;
    divider.setAttribute("role", "slider");
    divider.setAttribute("aria-label", t("卷帘位置", "Position of the divider"));
    divider.setAttribute("aria-valuemin", "0");
    divider.setAttribute("aria-valuemax", "100");
    divider.addEventListener("pointerdown", (event) => {
      divider.setPointerCapture(event.pointerId);
      event.preventDefault();
      divider.focus();
    });
    divider.addEventListener("pointermove", (event) => {
      if (!divider.hasPointerCapture(event.pointerId)) return;
      const { left, width } = this.#box.getBoundingClientRect();
      this.#put(((event.clientX - left) / width) * 100);
    });
    divider.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? WIDE_STEP : STEP;
      const to = {
        ArrowLeft: this.#percent - step,
        ArrowRight: this.#percent + step,
        Home: 0,
        End: 100,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.#put(to);
    });
    return divider;
  }
}
