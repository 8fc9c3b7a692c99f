// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a shared address says about the map. 地图状态。
 * `#view=zoom/lat/lon&on=…&off=…&day=…&fade=code:40&order=…&base=…&swipe=day|code:number&at=…&range=…`
 */

export interface View {
  zoom: number;
  latitude: number;
  longitude: number;
}

function parameters(): URLSearchParams {
  return new URLSearchParams(location.hash.slice(1));
}

/** Slashes, commas and colons stay readable in an address that people pass on. */
function written(words: URLSearchParams): string {
  return words.toString().replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%3A", ":");
}

function keep(changed: URLSearchParams): void {
  const words = written(changed);
  history.replaceState(null, "", words ? `#${words}` : location.pathname + location.search);
}

/** The whole address with one word changed, or without it; the page keeps its own. */
export function addressWith(name: string, words: string): string {
  const all = parameters();
  all.delete(name);
  if (words) all.set(name, words);
  const found = written(all);
  return location.origin + location.pathname + location.search + (found ? `#${found}` : "");
}

/** One word of the address, "" where it is not there. */
export function readWord(name: string): string {
  return parameters().get(name) ?? "";
}

/** Put one word into the address; "" takes it out. */
export function keepWord(name: string, words: string): void {
  const all = parameters();
  if (words) all.set(name, words);
  else all.delete(name);
  keep(all);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the address, "" for none or nonsense. */
export function readDay(name: string): string {
  const words = readWord(name);
  return DAY.test(words) && !Number.isNaN(Date.parse(words)) ? words : "";
}

/** The view of the address, null for none or for a place that is not on earth. */
export function readView(): View | null {
  const [zoom, latitude, longitude] = readWord("view").split("/").map(Number);
  if (zoom === undefined || latitude === undefined || longitude === undefined) return null;
  if (![zoom, latitude, longitude].every(Number.isFinite)) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { zoom, latitude, longitude };
}

export function keepView(view: View): void {
  const { zoom, latitude, longitude } = view;
  keepWord("view", `${zoom.toFixed(2)}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`);
}

const listed = (name: string): string[] => readWord(name).split(",").filter(Boolean);

/** Layers switched on or off by hand; the others stay as the page suggests. */
export function readSwitches(): Map<string, boolean> {
  return new Map([
    ...listed("on").map((code): [string, boolean] => [code, true]),
    ...listed("off").map((code): [string, boolean] => [code, false]),
  ]);
}

export function keepSwitch(code: string, isOn: boolean, suggested: boolean): void {
  const switches = readSwitches();
  if (isOn === suggested) switches.delete(code);
  else switches.set(code, isOn);
  for (const [name, wanted] of [["on", true], ["off", false]] as const) {
    const codes = [...switches].filter(([, value]) => value === wanted).map(([one]) => one);
    keepWord(name, codes.join(","));
  }
}

/** How opaque layers are, in percent; those that are not named are wholly so. */
export function readFades(): Map<string, number> {
  const pairs = listed("fade").map((one) => one.split(":"));
  return new Map(
    pairs
      .map(([code, percent]): [string, number] => [code ?? "", Number(percent)])
      .filter(([code, percent]) => code && percent >= 0 && percent <= 100),
  );
}

export function keepFade(code: string, percent: number): void {
  const fades = readFades();
  if (percent >= 100) fades.delete(code);
  else fades.set(code, percent);
  keepWord("fade", [...fades].map(([one, value]) => `${one}:${value}`).join(","));
}

/** The order of drawing chosen by hand, the lowest first. */
export const readOrder = (): string[] => listed("order");

export const keepOrder = (codes: string[]): void => keepWord("order", codes.join(","));
