// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { t } from "../language";
import { toast } from "../page";
import { createMap } from "./create";
import { asRangeText, DrawTool, type Tool } from "./draw";
import { boundsOf, LayerStack, lookOfAny, WorkLayer } from "./layers";
import { getFragment, postJson } from "../requests";
import { collectionOf, followRange, type RangeField } from "./range";
import { keepSwitch, keepView, readSwitches, readView } from "./state";

type Bounds = [number, number, number, number];

/** 一张图: layers, identify, draw and check, measure, share. */
export async function mountFull(box: HTMLElement): Promise<void> {
  const bounds = JSON.parse(box.dataset["bounds"] ?? "[73,18,135,53]") as Bounds;
  const map = await createMap(box, { bounds });
  if (!map) return;
  const work = new WorkLayer(map);
  const drawing = new DrawTool(map, (drawn) => {
    if (drawing.tool === "linestring") void measure(box, drawing);
    else range?.drawn(asRangeText(drawn));
  });
  const range = checkField(box, drawing, work);
  followSwitches(new LayerStack(map));
  followView(map);
  followTools(box, map, drawing, bounds, () => {
    work.clear();
    range?.clear();
  });
  identifyOnClick(box, map, drawing);
  followResults(work);
  showFound(box, work);
  // What was typed before a session ran out is offered where it was typed.
  if (document.querySelector("#panel-check [data-draft-note]:not([hidden])")) openPanel("check");
}

/** The range to be checked: drawn, pasted, or read from a file dropped anywhere on the page. */
function checkField(box: HTMLElement, drawing: DrawTool, work: WorkLayer): RangeField | null {
  const field = document.querySelector<HTMLTextAreaElement>("#check-range");
  if (!field) return null;
  const forget = (): void => document.querySelector("#check-result")?.replaceChildren();
  const range = followRange(field, box.dataset["recognise"] ?? "", {
    typed() {
      drawing.clear();
      forget();
    },
    shown: (feature, moveTo) => work.show(collectionOf(feature), { moveTo }),
  });
  for (const event of ["input", "kuangtu:told"]) {
    field.addEventListener(event, () => openPanel("check"));
  }
  return {
    ...range,
    drawn(text) {
      forget();
      range.drawn(text);
      openPanel("check");
    },
  };
}

/** The check boxes of the layer tree show and hide layers; the address remembers. */
function followSwitches(stack: LayerStack): void {
  const remembered = readSwitches();
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-layer]")) {
    const code = input.dataset["layer"] ?? "";
    const url = input.dataset["url"] ?? "";
    const suggested = input.defaultChecked;
    const swatch = input.closest("li")?.querySelector<HTMLElement>("[data-swatch]");
    if (swatch) paintSwatch(swatch, code);
    const apply = async (): Promise<void> => {
      if (!input.checked) {
        stack.hide(code);
        return;
      }
      input.setAttribute("aria-busy", "true");
      try {
        await stack.show({ code, url });
      } catch (error) {
        input.checked = false;
        toast(error instanceof Error ? error.message : String(error));
      } finally {
        input.removeAttribute("aria-busy");
      }
    };
    input.checked = remembered.get(code) ?? suggested;
    if (input.checked) void apply();
    input.addEventListener("change", () => {
      keepSwitch(code, input.checked, suggested);
      void apply();
    });
  }
}

function paintSwatch(swatch: HTMLElement, code: string): void {
  const look = lookOfAny(code);
  swatch.style.borderColor = look.line ?? look.circle ?? "#888";
  if (look.fill && look.fillOpacity) {
    swatch.style.backgroundColor = `color-mix(in srgb, ${look.fill} ${Math.round(look.fillOpacity * 100)}%, white)`;
  }
  if (look.circle) {
    swatch.classList.add("is-point");
    swatch.style.backgroundColor = look.circle;
  } else if (!look.fill) {
    swatch.classList.add("is-line");
  }
}

function followView(map: MapLibre): void {
  const view = readView();
  if (view) map.jumpTo({ center: [view.longitude, view.latitude], zoom: view.zoom });
  map.on("moveend", () => {
    const middle = map.getCenter();
    keepView({ zoom: map.getZoom(), latitude: middle.lat, longitude: middle.lng });
  });
}

function followTools(
  box: HTMLElement,
  map: MapLibre,
  drawing: DrawTool,
  bounds: Bounds,
  cleared: () => void,
): void {
  const buttons = [...box.querySelectorAll<HTMLButtonElement>("button[data-tool]")];
  const choose = (tool: Tool): void => {
    drawing.use(tool);
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset["tool"] === tool));
    }
    box.classList.toggle("is-drawing", tool !== "static");
    setNote(box, HINTS[tool] ?? "");
  };
  for (const button of buttons) {
    button.addEventListener("click", () => choose((button.dataset["tool"] ?? "static") as Tool));
  }
  // A finished range is there to be looked at: the next click asks what lies there.
  drawing.onFinished(() => {
    if (drawing.tool !== "linestring") choose("static");
  });
  box.querySelector("[data-clear]")?.addEventListener("click", () => {
    drawing.clear();
    choose("static");
    cleared();
    document.querySelector("#check-result")?.replaceChildren();
  });
  box.querySelector("[data-whole]")?.addEventListener("click", () => {
    map.fitBounds(bounds, { padding: 30 });
  });
  document.addEventListener("kuangtu:close", () => choose("static"));
}

const HINTS: Partial<Record<Tool, string>> = {
  polygon: t("逐点单击，回到起点或按回车完成；Esc 取消", "Click the corners; end at the first one or with Enter. Esc cancels"),
  rectangle: t("单击一角，再单击对角", "Click one corner, then the opposite one"),
  linestring: t("逐点单击，再点末点完成", "Click along the line; click the last point again to end"),
  select: t("先点范围，再拖动拐点；右键删除拐点", "Click the range, then drag its corners; right-click removes one"),
};

function setNote(box: HTMLElement, words: string): void {
  const note = box.querySelector<HTMLElement>("[data-note]");
  if (!note) return;
  note.textContent = words;
  note.hidden = !words;
}

/** Length of the line just drawn, by the server's geodesics. */
async function measure(box: HTMLElement, drawing: DrawTool): Promise<void> {
  const line = drawing.line();
  const address = box.dataset["measure"];
  if (!line || !address) return;
  try {
    const { length_m: metres } = await postJson<{ length_m: number }>(address, line.geometry);
    const written = metres.toLocaleString("en-US", { maximumFractionDigits: 1 });
    setNote(box, `${t("测地线长度", "Geodesic length")} ${written} m`);
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error));
  }
}

/** A click asks what lies there; the answer is a fragment of the page. */
function identifyOnClick(box: HTMLElement, map: MapLibre, drawing: DrawTool): void {
  const address = box.dataset["identify"];
  const target = document.querySelector<HTMLElement>("#identified");
  if (!address || !target) return;
  let asked = 0;
  map.on("click", async (event) => {
    if (drawing.tool !== "static") return;
    const { lng, lat } = event.lngLat;
    const pixel = map.unproject([event.point.x + 6, event.point.y]).lng - lng;
    const query = new URLSearchParams({
      lon: lng.toFixed(7),
      lat: lat.toFixed(7),
      within: String(Math.max(pixel * 111_320 * Math.cos((lat * Math.PI) / 180), 1).toFixed(1)),
    });
    const mine = ++asked;
    try {
      const answer = await getFragment(`${address}?${query}`);
      if (mine !== asked) return; // a later click was answered first
      target.innerHTML = answer;
      openPanel("identify");
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    }
  });
}

export function openPanel(name: string): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-panel]")) {
    const isOpen = button.dataset["panel"] === name;
    button.setAttribute("aria-selected", String(isOpen));
    button.tabIndex = isOpen ? 0 : -1;
    const panel = document.getElementById(button.getAttribute("aria-controls") ?? "");
    if (panel) panel.hidden = !isOpen;
  }
}

/** After a check its overlaps are drawn. */
function followResults(work: WorkLayer): void {
  document.addEventListener("htmx:after:swap", () => {
    const data = document.querySelector("#check-result script[data-features]");
    if (data?.textContent) work.show(JSON.parse(data.textContent) as FeatureCollection);
  });
  const tabs = [...document.querySelectorAll<HTMLButtonElement>("button[data-panel]")];
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => openPanel(tab.dataset["panel"] ?? ""));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step && tabs[(index + step + tabs.length) % tabs.length];
      if (!next) return;
      event.preventDefault();
      openPanel(next.dataset["panel"] ?? "");
      next.focus();
    });
  });
}

/** What the search found: drawn and moved to, unless the address names a view of its own. */
function showFound(box: HTMLElement, work: WorkLayer): void {
  const data = document.getElementById(box.dataset["found"] ?? "");
  if (!data?.textContent) return;
  const features = JSON.parse(data.textContent) as FeatureCollection;
  if (boundsOf(features)) work.show(features, { moveTo: readView() === null });
}
