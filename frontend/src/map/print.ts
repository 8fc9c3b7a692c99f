// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { Map as MapLibre } from "maplibre-gl";
import { t } from "../language";
import { postForFile } from "../requests";

const EARTH_M = 40_075_016.7;
const TILE_PIXELS = 512;
const PIXEL_MM = 25.4 / 96;

/** What a printed map takes from the screen besides its middle. */
export interface Shown {
  /** Codes of the layers that are on. */
  layers(): string[];
  /** The day that the map shows, "" for today. */
  day(): string;
}

/** The scale that the screen shows in its middle, for 96 dots to the inch. 屏幕比例尺。 */
export function scaleOnScreen(zoom: number, latitude: number): number {
  const metres = (EARTH_M * Math.cos((latitude * Math.PI) / 180)) / (TILE_PIXELS * 2 ** zoom);
  return metres / (PIXEL_MM / 1000);
}

/** The form that prints the map as a PDF at a true scale. 制图输出。 */
export function followPrinting(map: MapLibre, shown: Shown): void {
  const form = document.querySelector<HTMLFormElement>("form[data-print-sheet]");
  if (!form) return;
  const scale = form.querySelector<HTMLInputElement>("[name=scale]");
  const note = form.querySelector<HTMLElement>("[data-print-note]");
  const error = form.querySelector<HTMLElement>("[data-print-error]");
  if (!scale || !note || !error) return;
  const scales = [...form.querySelectorAll<HTMLOptionElement>("datalist option")].map((one) =>
    Number(one.value),
  );
  let isChosen = false;
  scale.addEventListener("input", () => (isChosen = true));

  function suggest(): void {
    const middle = map.getCenter();
    const wanted = scaleOnScreen(map.getZoom(), middle.lat);
    if (!isChosen && scale) {
      scale.value = String(scales.find((one) => one >= wanted) ?? scales.at(-1) ?? 100_000);
    }
    if (note) {
      note.textContent = t(
        `图面中心 ${middle.lng.toFixed(5)}°E ${middle.lat.toFixed(5)}°N，屏幕约 1∶${Math.round(wanted).toLocaleString("en-US")}`,
        `Middle ${middle.lng.toFixed(5)}°E ${middle.lat.toFixed(5)}°N, the screen shows about 1:${Math.round(wanted).toLocaleString("en-US")}`,
      );
    }
  }

  map.on("moveend", suggest);
  suggest();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void print(form, error, map, shown);
  });
}

async function print(
  form: HTMLFormElement,
  error: HTMLElement,
  map: MapLibre,
  shown: Shown,
): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  const data = new FormData(form);
  const middle = map.getCenter();
  data.set("longitude", middle.lng.toFixed(9));
  data.set("latitude", middle.lat.toFixed(9));
  data.set("layers", shown.layers().join(","));
  data.set("day", shown.day());
  data.set("range", document.querySelector<HTMLTextAreaElement>("#check-range")?.value ?? "");
  error.textContent = "";
  button?.setAttribute("disabled", "");
  try {
    const { name, content } = await postForFile(form.action, data);
    save(name, content);
  } catch (refusal) {
    error.textContent = refusal instanceof Error ? refusal.message : String(refusal);
  } finally {
    button?.removeAttribute("disabled");
  }
}

function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
