// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { t } from "../language";
import { toast } from "../page";
import { getFragment } from "../requests";
import { lookOfAny, type LayerStack } from "./layers";
import type { Shown } from "./onmap";
import { keepSwitch, readSwitches } from "./state";

export interface Listed extends Shown {
  name: string;
  about: string;
  /** POLYGON, LINE or POINT, as the dictionary has it; "" where it is not known. */
  geometry: string;
}

function listed(input: HTMLInputElement): Listed {
  const { layer, url, tiles, tilesZoom, name, about, geometry } = input.dataset;
  return {
    code: layer ?? "",
    url: url ?? "",
    tiles: tiles ?? "",
    tilesZoom: Number(tilesZoom ?? 0),
    name: name ?? "",
    about: about ?? "",
    geometry: geometry ?? "",
  };
}

const inputsOf = (root: ParentNode): HTMLInputElement[] => [
  ...root.querySelectorAll<HTMLInputElement>("input[data-layer]"),
];

/** The layers of a day as the server lists them, without putting them on the page. */
export async function layersOf(address: string, day: string): Promise<Listed[]> {
  const page = new DOMParser().parseFromString(await treeOf(address, day), "text/html");
  return inputsOf(page).map(listed);
}

export function treeOf(address: string, day: string): Promise<string> {
  return getFragment(day ? `${address}?day=${day}` : address);
}

/** The layer tree: check boxes show and hide layers; the address remembers. 图层树。 */
export class LayerTree {
  readonly #root: HTMLElement;
  readonly #stack: LayerStack;
  readonly #changed: () => void;

  constructor(root: HTMLElement, stack: LayerStack, changed: () => void) {
    this.#root = root;
    this.#stack = stack;
    this.#changed = changed;
    root.addEventListener("change", (event) => {
      const input = event.target as HTMLInputElement;
      if (!input.dataset["layer"]) return;
      keepSwitch(input.dataset["layer"], input.checked, input.defaultChecked);
      void this.#apply(input);
    });
    this.#follow();
  }

  /** The layers that are on. */
  on(): Listed[] {
    return inputsOf(this.#root)
      .filter((input) => input.checked)
      .map(listed);
  }

  /** Put the tree of another day in place and show its editions. */
  async replace(tree: string): Promise<void> {
    const open = new Set(
      [...this.#root.querySelectorAll("details")].flatMap((one, index) => (one.open ? [index] : [])),
    );
    const focused = document.activeElement?.id ?? "";
    this.#root.innerHTML = tree;
    this.#root.querySelectorAll("details").forEach((one, index) => (one.open = open.has(index)));
    if (focused) this.#root.querySelector<HTMLElement>(`#${CSS.escape(focused)}`)?.focus();
    const there = new Set(inputsOf(this.#root).map((input) => input.dataset["layer"]));
    for (const code of this.#stack.shown()) if (!there.has(code)) this.#stack.hide(code);
    this.#follow();
  }

  #follow(): void {
    const remembered = readSwitches();
    for (const input of inputsOf(this.#root)) {
      const code = input.dataset["layer"] ?? "";
      const swatch = input.closest("li")?.querySelector<HTMLElement>("[data-swatch]");
      if (swatch) paintSwatch(swatch, code, input.dataset["geometry"] ?? "");
      input.checked = remembered.get(code) ?? input.defaultChecked;
      if (input.checked) void this.#apply(input);
      else this.#stack.hide(code);
    }
    this.#changed();
  }

  async #apply(input: HTMLInputElement): Promise<void> {
    const shown = listed(input);
    if (!input.checked) {
      this.#stack.hide(shown.code);
      this.#changed();
      return;
    }
    input.setAttribute("aria-busy", "true");
    try {
      await this.#stack.show(shown);
    } catch (error) {
      input.checked = false;
      this.#stack.hide(shown.code);
      const why = error instanceof Error ? error.message : String(error);
      toast(t(`图层“${shown.name}”没有载入：${why}`, `The layer ${shown.name} was not loaded: ${why}`));
    } finally {
      input.removeAttribute("aria-busy");
      this.#changed();
    }
  }
}

/** What a layer looks like, beside its name. 图例符号。 */
export function paintSwatch(swatch: HTMLElement, code: string, geometry: string): void {
  const look = lookOfAny(code);
  const isPoint = geometry ? geometry === "POINT" : Boolean(look.circle);
  swatch.style.borderColor = (isPoint ? look.circle : look.line) ?? look.line ?? look.circle ?? "#888";
  swatch.classList.toggle("is-dashed", Boolean(look.dash) && !isPoint);
  swatch.classList.toggle("is-point", isPoint);
  swatch.classList.toggle("is-line", !isPoint && (geometry ? geometry === "LINE" : !look.fill));
  if (isPoint) {
    swatch.style.backgroundColor = look.circle ?? look.fill ?? "";
  } else if (look.fill && look.fillOpacity && geometry !== "LINE") {
    const percent = Math.round(look.fillOpacity * 100);
    swatch.style.backgroundColor = `color-mix(in srgb, ${look.fill} ${percent}%, white)`;
  }
}
