// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { t } from "../language";
import type { LayerStack } from "./layers";
import { keepFade, keepOrder, readFades, readOrder } from "./state";
import { paintSwatch, type Listed } from "./tree";

/** The layers that are on, the topmost first: what they look like, how opaque, in which order. 图例。 */
export class Legend {
  readonly #root: HTMLElement;
  readonly #stacks: LayerStack[];
  readonly #changed: () => void;

  constructor(root: HTMLElement, stack: LayerStack, changed: () => void) {
    this.#root = root;
    this.#stacks = [stack];
    this.#changed = changed;
    this.apply(stack);
    root.addEventListener("input", (event) => {
      const input = event.target as HTMLInputElement;
      const code = input.dataset["fade"];
      if (code) this.#fade(code, Number(input.value), input);
    });
    root.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("[data-move]");
      if (button) this.#move(button.dataset["code"] ?? "", Number(button.dataset["move"]));
    });
  }

  /** Fade and order a further map as this one. */
  apply(stack: LayerStack): void {
    for (const [code, percent] of readFades()) stack.fade(code, percent / 100);
    stack.order(readOrder());
  }

  follow(stack: LayerStack): void {
    this.#stacks.push(stack);
    this.apply(stack);
  }

  forget(stack: LayerStack): void {
    this.#stacks.splice(this.#stacks.indexOf(stack), 1);
  }

  show(layers: Listed[]): void {
    const known = new Map(layers.map((layer) => [layer.code, layer]));
    const order = this.#order().filter((code) => known.has(code));
    const fades = readFades();
    const rows = order.reverse().map((code, index) => {
      const layer = known.get(code) as Listed;
      return row(layer, fades.get(code) ?? 100, index === 0, index === order.length - 1);
    });
    if (rows.length) this.#root.replaceChildren(...rows);
    else this.#root.replaceChildren(nothing());
  }

  #order(): string[] {
    return this.#stacks[0]?.shown() ?? [];
  }

  #fade(code: string, percent: number, input: HTMLInputElement): void {
    keepFade(code, percent);
    const told = input.parentElement?.querySelector("output");
    if (told) told.textContent = `${percent}%`;
    for (const stack of this.#stacks) stack.fade(code, percent / 100);
  }

  #move(code: string, step: number): void {
    const order = this.#order();
    const from = order.indexOf(code);
    const to = from + step;
    if (from < 0 || to < 0 || to >= order.length) return;
    order.splice(from, 1);
    order.splice(to, 0, code);
    keepOrder(order);
    for (const stack of this.#stacks) stack.order(order);
    this.#changed();
    const same = `[data-code="${CSS.escape(code)}"][data-move="${step}"]`;
    const button = this.#root.querySelector<HTMLButtonElement>(same);
    const other = this.#root.querySelector<HTMLButtonElement>(
      `[data-code="${CSS.escape(code)}"][data-move="${-step}"]`,
    );
    (button?.disabled ? other : button)?.focus();
  }
}

function nothing(): HTMLElement {
  const words = document.createElement("li");
  words.className = "empty-note";
  words.textContent = t(
    "没有打开的图层。在“图层”中勾选。",
    "No layer is on. Tick some under Layers.",
  );
  return words;
}

function row(layer: Listed, percent: number, isTop: boolean, isBottom: boolean): HTMLElement {
  const item = document.createElement("li");
  item.className = "legend-row";
  const swatch = document.createElement("i");
  swatch.dataset["swatch"] = "";
  paintSwatch(swatch, layer.code, layer.geometry);
  const name = document.createElement("span");
  name.className = "legend-name";
  name.textContent = layer.name;
  const about = document.createElement("span");
  about.className = "about";
  about.textContent = layer.about;
  name.append(about);
  item.append(swatch, name, mover(layer, 1, isTop), mover(layer, -1, isBottom), fader(layer, percent));
  return item;
}

function mover(layer: Listed, step: number, isLast: boolean): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-small";
  button.dataset["move"] = String(step);
  button.dataset["code"] = layer.code;
  button.disabled = isLast;
  const words = step > 0 ? t("上移", "Raise") : t("下移", "Lower");
  button.setAttribute("aria-label", `${words} ${layer.name}`);
  button.title = words;
  button.textContent = step > 0 ? "↑" : "↓";
  return button;
}

function fader(layer: Listed, percent: number): HTMLElement {
  const label = document.createElement("label");
  label.className = "legend-fade";
  const input = document.createElement("input");
  input.type = "range";
  input.min = "0";
  input.max = "100";
  input.step = "5";
  input.value = String(percent);
  input.dataset["fade"] = layer.code;
  input.setAttribute("aria-label", `${t("不透明度", "Opacity")} ${layer.name}`);
  const told = document.createElement("output");
  told.className = "num";
  told.textContent = `${percent}%`;
  label.append(input, told);
  return label;
}
