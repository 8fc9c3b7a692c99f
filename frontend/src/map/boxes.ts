// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection, Geometry, Polygon } from "geojson";
import { inEnglish, t } from "../language";
import { createMap } from "./create";
import { asRangeText, DrawTool } from "./draw";
import { boundsOf, LayerStack, WorkLayer, type Shown } from "./layers";
import { postJson } from "./requests";

type Bounds = [number, number, number, number];

function boundsFrom(box: HTMLElement): Bounds {
  return JSON.parse(box.dataset["bounds"] ?? "[73,18,135,53]") as Bounds;
}

async function showLayers(stack: LayerStack, box: HTMLElement): Promise<void> {
  const layers = JSON.parse(box.dataset["layers"] ?? "[]") as Shown[];
  for (const layer of layers) {
    // One layer that fails must not take the others with it.
    await stack.show(layer).catch((error: unknown) => console.warn(layer.code, error));
  }
}

/** The small map of the workbench. */
export async function mountSmall(box: HTMLElement): Promise<void> {
  const map = await createMap(box, { bounds: boundsFrom(box), isSmall: true });
  if (map) await showLayers(new LayerStack(map), box);
}

/** The map of a receipt: the range, its overlaps and what lies around. */
export async function mountReceipt(box: HTMLElement): Promise<void> {
  const map = await createMap(box, { bounds: boundsFrom(box) });
  if (!map) return;
  const work = new WorkLayer(map);
  const data = document.getElementById(box.dataset["features"] ?? "");
  if (data?.textContent) work.show(JSON.parse(data.textContent) as FeatureCollection);
  await showLayers(new LayerStack(map), box);
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>("[data-zoom-to]");
    if (!button || !data?.textContent) return;
    const all = JSON.parse(data.textContent) as FeatureCollection;
    const wanted = all.features.filter(
      (feature) => feature.properties?.["rule"] === button.dataset["zoomTo"],
    );
    const bounds = boundsOf({ type: "FeatureCollection", features: wanted });
    if (bounds) map.fitBounds(bounds, { padding: 80, maxZoom: 15 });
  });
}

interface Recognised {
  geometry: Geometry;
  area_km2: number;
  crs: string;
  rings: number;
  top_m: number | null;
  bottom_m: number | null;
  sheets: string[];
  warnings: { message: { zh: string; en: string } }[];
}

/** What was understood, in one or two lines. */
function summaryOf(range: Recognised): string {
  const parts = [
    `${range.area_km2.toFixed(4)} km²`,
    range.crs,
    t(`${range.rings} 圈`, `${range.rings} rings`),
    ...(range.top_m !== null && range.bottom_m !== null ? [`${range.top_m} ~ ${range.bottom_m} m`] : []),
    `${t("图幅", "sheet")} ${range.sheets.slice(0, 3).join("、")}${range.sheets.length > 3 ? "…" : ""}`,
  ];
  const warnings = range.warnings.map((one) => (inEnglish ? one.message.en : one.message.zh));
  return [parts.join(" · "), ...warnings].join("\n");
}

/** The map beside the form: draw into the range field, or see what was pasted there. */
export async function mountRange(box: HTMLElement): Promise<void> {
  const input = document.querySelector<HTMLTextAreaElement>(box.dataset["input"] ?? "#id_range");
  const note = document.querySelector<HTMLElement>("[data-range-note]");
  if (!input) return;
  const map = await createMap(box, { bounds: boundsFrom(box) });
  const work = map ? new WorkLayer(map) : null;
  if (map) {
    const drawing = new DrawTool(map, (range: FeatureCollection<Polygon>) => {
      input.value = asRangeText(range);
      void recognise();
    });
    for (const button of box.querySelectorAll<HTMLButtonElement>("button[data-tool]")) {
      button.addEventListener("click", () => {
        drawing.use(button.dataset["tool"] as "polygon");
        for (const one of box.querySelectorAll("button[data-tool]")) {
          one.setAttribute("aria-pressed", String(one === button));
        }
      });
    }
    box.querySelector("[data-clear]")?.addEventListener("click", () => {
      drawing.clear();
      drawing.use("static");
      work?.clear();
      input.value = "";
      if (note) note.textContent = "";
    });
    void showLayers(new LayerStack(map), box);
  }
  let asked = 0;
  async function recognise(): Promise<void> {
    if (!input || !input.value.trim()) return;
    const mine = ++asked;
    try {
      const answer = await postJson<Recognised>(box.dataset["recognise"] ?? "", {
        range: input.value,
      });
      if (mine !== asked) return;
      const feature = { type: "Feature" as const, properties: { role: "range" }, geometry: answer.geometry };
      work?.show({ type: "FeatureCollection", features: [feature] });
      say(summaryOf(answer), false);
    } catch (error) {
      if (mine !== asked) return;
      work?.clear();
      say(error instanceof Error ? error.message : String(error), true);
    }
  }
  function say(words: string, isWrong: boolean): void {
    if (!note) return;
    note.textContent = words;
    note.classList.toggle("is-wrong", isWrong);
  }
  let timer = 0;
  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void recognise(), 500);
  });
  void recognise();
}
