// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import { createMap } from "./create";
import { asRangeText, DrawTool, type Tool } from "./draw";
import { LayerStack } from "./layers";
import type { Shown } from "./onmap";
import { boundsOf, WorkLayer } from "./work";
import { collectionOf, followRange } from "./range";

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

/** The map beside the form: draw into the range field, or see what was pasted there. */
export async function mountRange(box: HTMLElement): Promise<void> {
  const field = document.querySelector<HTMLTextAreaElement>(box.dataset["input"] ?? "#id_range");
  if (!field) return;
  const map = await createMap(box, { bounds: boundsFrom(box) });
  const work = map ? new WorkLayer(map) : null;
  let drawing: DrawTool | null = null;
  const range = followRange(field, box.dataset["recognise"] ?? "", {
    typed: () => drawing?.clear(),
    shown: (feature, moveTo) => work?.show(collectionOf(feature), { moveTo }),
  });
  if (map && work) {
    drawing = new DrawTool(map, (drawn) => range.drawn(asRangeText(drawn)));
    followDrawing(box, drawing, () => {
      work.clear();
      range.clear();
    });
    void showLayers(new LayerStack(map), box);
  }
  range.look();
}

/** The tools above the map: which one is pressed, and wiping the slate. */
function followDrawing(box: HTMLElement, drawing: DrawTool, cleared: () => void): void {
  const buttons = [...box.querySelectorAll<HTMLButtonElement>("button[data-tool]")];
  const press = (tool: Tool): void => {
    drawing.use(tool);
    for (const one of buttons) {
      one.setAttribute("aria-pressed", String(one.dataset["tool"] === tool));
    }
    box.classList.toggle("is-drawing", tool !== "static");
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const isPressed = button.getAttribute("aria-pressed") === "true";
      press(isPressed ? "static" : (button.dataset["tool"] as Tool));
    });
  }
  drawing.onFinished(() => press("static"));
  document.addEventListener("kuangtu:close", () => press("static"));
  box.querySelector("[data-clear]")?.addEventListener("click", () => {
    drawing.clear();
    press("static");
    cleared();
  });
}
