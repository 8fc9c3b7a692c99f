// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { t } from "../language";
import { toast } from "../page";
import { getFragment } from "../requests";
import { followBackground, showBackground } from "./background";
import { Comparison } from "./comparing";
import { createMap } from "./create";
import { asRangeText, DrawTool, type Tool } from "./draw";
import { Here } from "./here";
import { LayerStack } from "./layers";
import { Legend } from "./legend";
import { showLoading } from "./loading";
import { measured } from "./measure";
import { followPanels, openPanel } from "./panels";
import { followPrinting } from "./print";
import { collectionOf, followRange, type RangeField } from "./range";
import { followSharing, takeSharedRange } from "./sharing";
import { keepView, readView } from "./state";
import { TimeLine, type EditionDay } from "./time";
import { LayerTree, treeOf } from "./tree";
import { boundsOf, WorkLayer } from "./work";

type Bounds = [number, number, number, number];

/** 一张图: layers of a day, identify, draw and check, measure, compare, share. */
export async function mountFull(box: HTMLElement): Promise<void> {
  const bounds = JSON.parse(box.dataset["bounds"] ?? "[73,18,135,53]") as Bounds;
  const map = await createMap(box, { bounds });
  if (!map) return;
  showLoading(box, map);
  const work = new WorkLayer(map);
  const here = new Here(map);
  const drawing = new DrawTool(map, (drawn) => {
    if (MEASURING.includes(drawing.tool)) void measure(box, drawing);
    else range?.drawn(asRangeText(drawn));
  });
  const range = checkField(box, drawing, work);
  followPanels();
  followView(map);
  const layers = followLayers(box, map);
  followTools(box, map, drawing, bounds, {
    chosen: (tool) => {
      if (tool !== "static") here.clear();
      // What is drawn would vanish under the second map.
      if (tool !== "static" && layers?.comparison.isOpen) void layers.comparison.compare("");
    },
    cleared: () => {
      work.clear();
      here.clear();
      range?.clear();
    },
  });
  // A shared address that is opened in this tab changes nothing but the words behind the #.
  window.addEventListener("hashchange", () => location.reload());
  identifyOnClick(box, map, drawing, here, (x) => layers?.comparison.dayAt(x) ?? "");
  followResults(work);
  showFound(box, work);
  shareRange(box, range);
  // What was typed before a session ran out is offered where it was typed.
  if (document.querySelector("#panel-check [data-draft-note]:not([hidden])")) openPanel("check");
}

const MEASURING: string[] = ["linestring", "area"];

/** Tree, legend, time line, comparison and background: what the map shows of which day. */
function followLayers(box: HTMLElement, map: MapLibre): { comparison: Comparison } | null {
  const root = document.querySelector<HTMLElement>("[data-tree]");
  const rows = document.querySelector<HTMLElement>("[data-legend]");
  const form = document.querySelector<HTMLFormElement>("[data-time]");
  if (!root || !rows || !form) return null;
  const treeAddress = root.dataset["tree"] ?? "";
  const editions = JSON.parse(
    document.getElementById("map-days")?.textContent ?? "[]",
  ) as EditionDay[];
  const stack = new LayerStack(map);
  let background = "";
  let comparison: Comparison | null = null;

  const changed = (): void => {
    legend.show(tree.on());
    void comparison?.refresh();
  };
  const legend = new Legend(rows, stack, () => legend.show(tree.on()));
  // The legend asks the tree, and the tree tells the legend once it stands.
  let isReady = false;
  const tree: LayerTree = new LayerTree(root, stack, () => isReady && changed());
  isReady = true;
  legend.show(tree.on());

  const time = new TimeLine(form, editions, (day) => void toDay(day));
  async function toDay(day: string): Promise<void> {
    showHistory(box, day);
    try {
      const found = await treeOf(treeAddress, day);
      if (time.day === day) await tree.replace(found);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    }
  }
  box.querySelector("[data-history]")?.addEventListener("click", (event) => {
    if ((event.target as Element).closest("button")) time.choose("");
  });
  if (time.day) void toDay(time.day);

  comparison = new Comparison(form, {
    box,
    map,
    tree,
    legend,
    treeAddress,
    editions,
    today: form.dataset["today"] ?? "",
    day: () => time.day,
    background: () => background,
  });
  followBackground(document.querySelector<HTMLSelectElement>("[data-background-choice]"), (kind) => {
    background = kind;
    showBackground(map, kind, box.dataset["background"] ?? "");
    stack.setBackground(kind !== "");
    comparison?.setBackground(kind);
    const credit = box.querySelector<HTMLElement>("[data-credit]");
    if (credit) credit.hidden = kind === "";
  });
  followTimeButton(box, form);
  followPrinting(map, { layers: () => stack.shown(), day: () => time.day });
  return { comparison };
}

/** Old data is never taken for today's: the map says which day it shows. */
function showHistory(box: HTMLElement, day: string): void {
  const banner = box.querySelector<HTMLElement>("[data-history]");
  if (!banner) return;
  banner.hidden = day === "";
  box.classList.toggle("is-history", day !== "");
  const told = banner.querySelector("[data-history-day]");
  if (told) told.textContent = day;
}

function followTimeButton(box: HTMLElement, form: HTMLFormElement): void {
  const button = box.querySelector<HTMLButtonElement>("[data-time-button]");
  const show = (): void => {
    button?.setAttribute("aria-expanded", String(!form.hidden));
    box.classList.toggle("has-time", !form.hidden);
  };
  button?.addEventListener("click", () => {
    form.hidden = !form.hidden;
    show();
    if (!form.hidden) form.querySelector<HTMLInputElement>("[data-day-slider]")?.focus();
  });
  document.addEventListener("kuangtu:close", () => {
    if (box.classList.contains("is-history") || box.classList.contains("is-swiping")) return;
    form.hidden = true;
    show();
  });
  show();
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

/** The address that is passed on holds the range, and the one that was opened may. */
function shareRange(box: HTMLElement, range: RangeField | null): void {
  const field = document.querySelector<HTMLTextAreaElement>("#check-range");
  if (!field || !range) return;
  followSharing(box.querySelector("[data-share]"), field);
  if (takeSharedRange(field, range)) openPanel("check");
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
  told: { chosen(tool: Tool): void; cleared(): void },
): void {
  const buttons = [...box.querySelectorAll<HTMLButtonElement>("button[data-tool]")];
  const choose = (tool: Tool): void => {
    drawing.use(tool);
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset["tool"] === tool));
    }
    box.classList.toggle("is-drawing", tool !== "static");
    setNote(box, HINTS[tool] ?? "");
    told.chosen(tool);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => choose((button.dataset["tool"] ?? "static") as Tool));
  }
  // A finished range is there to be looked at: the next click asks what lies there.
  drawing.onFinished(() => {
    if (!MEASURING.includes(drawing.tool)) choose("static");
  });
  box.querySelector("[data-clear]")?.addEventListener("click", () => {
    drawing.clear();
    choose("static");
    told.cleared();
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
  area: t("逐点单击围成一圈，回到起点完成；面积由服务器按椭球计算", "Click round the area and end at the first point; the server computes it on the ellipsoid"),
  select: t("先点范围，再拖动拐点；右键删除拐点", "Click the range, then drag its corners; right-click removes one"),
};

function setNote(box: HTMLElement, words: string): void {
  const note = box.querySelector<HTMLElement>("[data-note]");
  if (!note) return;
  note.textContent = words;
  note.hidden = !words;
}

/** Length or area of the figure just drawn, by the server's geodesy. */
async function measure(box: HTMLElement, drawing: DrawTool): Promise<void> {
  const figure = drawing.measured();
  const address = box.dataset["measure"];
  if (!figure || !address) return;
  try {
    setNote(box, await measured(address, figure));
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error));
  }
}

/** A click asks what lies there on the day that is shown there; a fragment of the page answers. */
function identifyOnClick(
  box: HTMLElement,
  map: MapLibre,
  drawing: DrawTool,
  here: Here,
  dayAt: (x: number) => string,
): void {
  const address = box.dataset["identify"];
  const target = document.querySelector<HTMLElement>("#identified");
  if (!address || !target) return;
  let asked = 0;
  map.on("click", async (event) => {
    if (drawing.tool !== "static") return;
    const { lng, lat } = event.lngLat;
    const pixel = map.unproject([event.point.x + 6, event.point.y]).lng - lng;
    const day = dayAt(event.point.x);
    const query = new URLSearchParams({
      lon: lng.toFixed(7),
      lat: lat.toFixed(7),
      within: String(Math.max(pixel * 111_320 * Math.cos((lat * Math.PI) / 180), 1).toFixed(1)),
      ...(day ? { day } : {}),
    });
    const mine = ++asked;
    here.show(event.lngLat);
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

/** After a check its overlaps are drawn, and its outcome comes into view. */
function followResults(work: WorkLayer): void {
  document.addEventListener("htmx:after:swap", () => {
    const result = document.querySelector("#check-result");
    const data = result?.querySelector("script[data-features]");
    if (!data?.textContent) return;
    work.show(JSON.parse(data.textContent) as FeatureCollection);
    // Once the line that says that it is being worked on has gone.
    requestAnimationFrame(() => result?.scrollIntoView({ block: "start" }));
  });
}

/** What the search found: drawn and moved to, unless the address names a view of its own. */
function showFound(box: HTMLElement, work: WorkLayer): void {
  const data = document.getElementById(box.dataset["found"] ?? "");
  if (!data?.textContent) return;
  const features = JSON.parse(data.textContent) as FeatureCollection;
  if (boundsOf(features)) work.show(features, { moveTo: readView() === null });
}
