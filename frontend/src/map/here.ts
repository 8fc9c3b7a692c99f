// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { Marker, type LngLat, type Map as MapLibre } from "maplibre-gl";

/** The place that was asked about, marked on the map. 此处。 */
export class Here {
  readonly #map: MapLibre;
  readonly #marker: Marker;

  constructor(map: MapLibre) {
    this.#map = map;
    const element = document.createElement("div");
    element.className = "map-here";
    element.setAttribute("aria-hidden", "true");
    this.#marker = new Marker({ element });
  }

  show(place: LngLat): void {
    this.#marker.setLngLat(place).addTo(this.#map);
  }

  clear(): void {
    this.#marker.remove();
  }
}
