// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import { Popup, type ExpressionSpecification, type Map as MapLibre } from "maplibre-gl";
import { createMap } from "./create";
import { LayerStack } from "./layers";
import type { Shown } from "./onmap";

const SOURCE = "findings";
const COLOUR: ExpressionSpecification = [
  "match",
  ["get", "severity"],
  "ERROR",
  "#b01c12",
  "WARNING",
  "#b26a00",
  "#3b4556",
];

/** The map of an edition: its features, and where something was found in them. */
export async function mountEdition(box: HTMLElement): Promise<void> {
  const bounds = JSON.parse(box.dataset["bounds"] ?? "[73,18,135,53]") as [
    number,
    number,
    number,
    number,
  ];
  const map = await createMap(box, { bounds });
  if (!map) return;
  const stack = new LayerStack(map);
  for (const layer of JSON.parse(box.dataset["layers"] ?? "[]") as Shown[]) {
    // One layer that fails must not take the others with it.
    await stack.show(layer).catch((error: unknown) => console.warn(layer.code, error));
  }
  await showFindings(map, box.dataset["findings"] ?? "");
}

async function showFindings(map: MapLibre, url: string): Promise<void> {
  if (!url) return;
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  map.addSource(SOURCE, { type: "geojson", data: (await answer.json()) as FeatureCollection });
  map.addLayer({
    id: SOURCE,
    type: "circle",
    source: SOURCE,
    paint: {
      "circle-radius": 6,
      "circle-color": COLOUR,
      "circle-stroke-color": "#ffffff",
      "circle-stroke-width": 1.5,
    },
  });
  const popup = new Popup({ closeButton: false, maxWidth: "320px" });
  map.on("click", SOURCE, (event) => {
    const text = String(event.features?.[0]?.properties["text"] ?? "");
    popup.setLngLat(event.lngLat).setText(text).addTo(map);
  });
  followButtons(map, popup);
}

/** A line of the list leads to its place; the list itself may be exchanged at any time. */
function followButtons(map: MapLibre, popup: Popup): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>("[data-show-at]");
    const [longitude, latitude] = (button?.dataset["showAt"] ?? "").split(",").map(Number);
    if (!button || longitude === undefined || latitude === undefined) return;
    map.jumpTo({ center: [longitude, latitude], zoom: Math.max(map.getZoom(), 15) });
    popup.setLngLat([longitude, latitude]).setText(button.dataset["said"] ?? "").addTo(map);
    map.getContainer().scrollIntoView({ block: "nearest" });
  });
}
