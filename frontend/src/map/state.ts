// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
/** What a shared address says about the map: `#view=zoom/lat/lon&on=…&off=…`. 地图状态。 */

export interface View {
  zoom: number;
  latitude: number;
  longitude: number;
}

function parameters(): URLSearchParams {
  return new URLSearchParams(location.hash.slice(1));
}

function keep(changed: URLSearchParams): void {
  // Slashes and commas stay readable in an address that people pass on.
  const words = changed.toString().replaceAll("%2F", "/").replaceAll("%2C", ",");
  history.replaceState(null, "", words ? `#${words}` : location.pathname + location.search);
}

export function readView(): View | null {
  const [zoom, latitude, longitude] = (parameters().get("view") ?? "").split("/").map(Number);
  if (zoom === undefined || latitude === undefined || longitude === undefined) return null;
  if (![zoom, latitude, longitude].every(Number.isFinite)) return null;
  return { zoom, latitude, longitude };
}

export function keepView(view: View): void {
  const all = parameters();
  all.set("view", `${view.zoom.toFixed(2)}/${view.latitude.toFixed(5)}/${view.longitude.toFixed(5)}`);
  keep(all);
}

/** Layers switched on or off by hand; the others stay as the page suggests. */
export function readSwitches(): Map<string, boolean> {
  const all = parameters();
  const listed = (name: string): string[] => (all.get(name) ?? "").split(",").filter(Boolean);
  return new Map([
    ...listed("on").map((code): [string, boolean] => [code, true]),
    ...listed("off").map((code): [string, boolean] => [code, false]),
  ]);
}

export function keepSwitch(code: string, isOn: boolean, suggested: boolean): void {
  const switches = readSwitches();
  if (isOn === suggested) switches.delete(code);
  else switches.set(code, isOn);
  const all = parameters();
  for (const [name, wanted] of [["on", true], ["off", false]] as const) {
    const codes = [...switches].filter(([, value]) => value === wanted).map(([one]) => one);
    if (codes.length) all.set(name, codes.join(","));
    else all.delete(name);
  }
  keep(all);
}
