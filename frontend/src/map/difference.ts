// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { Popup, type GeoJSONSource, type Map as MapLibre } from "maplibre-gl";
import { createMap } from "./create";
import { LayerStack } from "./layers";
import type { Shown } from "./onmap";
import { boundsOf } from "./work";
import { t } from "../language";
import { getFeatures } from "../requests";

type Bounds = [number, number, number, number];

interface Role {
  colour: string;
  width: number;
  dash?: number[];
  opacity: number;
  words: string;
}

const SOURCE = "difference";
/** Each role has a line of its own, so that colour is not needed to tell them apart. */
const ROLES: Record<string, Role> = {
  before: { colour: "#5b6676", width: 1.8, dash: [3, 2], opacity: 0, words: t("移动前", "before moving") },
  removed: { colour: "#b01c12", width: 2.2, dash: [1, 1.4], opacity: 0.22, words: t("移除", "removed") },
  changed: { colour: "#b26a00", width: 2.2, dash: [6, 1.5], opacity: 0.2, words: t("属性变化", "attributes changed") },
  after: { colour: "#14417e", width: 2, opacity: 0.16, words: t("移动后", "after moving") },
  added: { colour: "#1c7a3e", width: 2.6, opacity: 0.24, words: t("新增", "added") },
};
const PART = t(
  "变化太多，只画出其中一部分；放大后显示所见范围内的变化",
  "Too many changes to draw them all: a part is shown; zoom in for those of the view",
);

/** The map of a difference: what was added, removed, moved and described otherwise. */
export async function mountDifference(box: HTMLElement): Promise<void> {
  const bounds = JSON.parse(box.dataset["bounds"] ?? "[73,18,135,53]") as Bounds;
  const map = await createMap(box, { bounds });
  if (!map) return;
  const stack = new LayerStack(map);
  for (const layer of JSON.parse(box.dataset["layers"] ?? "[]") as Shown[]) {
    // One layer that fails must not take the others with it.
    await stack.show(layer).catch((error: unknown) => console.warn(layer.code, error));
  }
  await showChanges(map, box);
  followRows(map);
}

async function showChanges(map: MapLibre, box: HTMLElement): Promise<void> {
  const url = box.dataset["shapes"] ?? "";
  const features = await getFeatures(url);
  map.addSource(SOURCE, { type: "geojson", data: features });
  for (const [role, look] of Object.entries(ROLES)) addRole(map, role, look);
  sayPart(box, features.truncated === true);
  const found = boundsOf(features);
  if (found) map.fitBounds(found, { padding: 60, maxZoom: 14, animate: false });
  tellOnClick(map);
  if (features.truncated) refetchAfterMoves(map, box, url);
}

function addRole(map: MapLibre, role: string, look: Role): void {
  const filter: ["==", ["get", string], string] = ["==", ["get", "role"], role];
  if (look.opacity) {
    map.addLayer({
      id: `${SOURCE}-${role}-fill`,
      type: "fill",
      source: SOURCE,
      filter: ["all", filter, ["==", ["geometry-type"], "Polygon"]],
      paint: { "fill-color": look.colour, "fill-opacity": look.opacity },
    });
  }
  map.addLayer({
    id: `${SOURCE}-${role}-line`,
    type: "line",
    source: SOURCE,
    filter,
    paint: {
      "line-color": look.colour,
      "line-width": look.width,
      ...(look.dash ? { "line-dasharray": look.dash } : {}),
    },
  });
  map.addLayer({
    id: `${SOURCE}-${role}-point`,
    type: "circle",
    source: SOURCE,
    filter: ["all", filter, ["==", ["geometry-type"], "Point"]],
    paint: {
      "circle-radius": 5,
      "circle-color": look.opacity ? look.colour : "#fff",
      "circle-stroke-color": look.colour,
      "circle-stroke-width": 2,
    },
  });
}

/** What lies in the view, where all of it would be too much. */
function refetchAfterMoves(map: MapLibre, box: HTMLElement, url: string): void {
  let asked = 0;
  map.on("moveend", () => {
    asked += 1;
    const request = asked;
    const view = map.getBounds().toArray().flat().map((one) => one.toFixed(6));
    const address = `${url}${url.includes("?") ? "&" : "?"}bbox=${view.join(",")}`;
    void getFeatures(address).then((features) => {
      if (request !== asked) return;
      map.getSource<GeoJSONSource>(SOURCE)?.setData(features);
      sayPart(box, features.truncated === true);
    });
  });
}

function sayPart(box: HTMLElement, isPart: boolean): void {
  let note = box.querySelector<HTMLElement>(".map-overview-note");
  if (!note && isPart) {
    note = document.createElement("p");
    note.className = "map-overview-note";
    note.setAttribute("role", "status");
    box.append(note);
  }
  if (note) note.textContent = isPart ? PART : "";
}

function tellOnClick(map: MapLibre): void {
  const popup = new Popup({ closeButton: false, maxWidth: "320px" });
  map.on("click", (event) => {
    const layers = Object.keys(ROLES)
      .flatMap((role) => [`${SOURCE}-${role}-fill`, `${SOURCE}-${role}-line`, `${SOURCE}-${role}-point`])
      .filter((id) => map.getLayer(id));
    const found = map.queryRenderedFeatures(event.point, { layers });
    const lines = found.map(({ properties }) => {
      const role = ROLES[String(properties["role"])];
      return `${String(properties["identifier"])}：${role?.words ?? ""}`;
    });
    if (lines.length === 0) return;
    const text = [...new Set(lines)].slice(0, 8).join("\n");
    popup.setLngLat(event.lngLat).setText(text).addTo(map);
  });
}

/** A row's button shows its change on the map. */
function followRows(map: MapLibre): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>("[data-zoom-box]");
    if (!button) return;
    const [west, south, east, north] = JSON.parse(button.dataset["zoomBox"] ?? "[]") as Bounds;
    map.fitBounds([west, south, east, north], { padding: 80, maxZoom: 15 });
    map.getContainer().scrollIntoView({ block: "nearest" });
  });
}
