// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { LngLatBoundsLike, MapMouseEvent } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { t } from "../language";
import { dms, plane, sheet } from "./position";
import { emptyStyle } from "./style";

setWorkerUrl(workerUrl);

export interface Options {
  bounds: LngLatBoundsLike;
  /** A small picture of the county: no zooming with the wheel. */
  isSmall?: boolean;
}

/** A map inside the box, or a sentence that says why there is none. */
export async function createMap(box: HTMLElement, options: Options): Promise<MapLibre | null> {
  const canvas = document.createElement("div");
  canvas.className = "map-canvas";
  box.prepend(canvas);
  try {
    const map = new MapLibre({
      container: canvas,
      style: emptyStyle(),
      bounds: options.bounds,
      fitBoundsOptions: { padding: options.isSmall ? 14 : 30 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 18,
      minZoom: 3,
      renderWorldCopies: false,
      canvasContextAttributes: { preserveDrawingBuffer: true },
      locale: {
        "NavigationControl.ZoomIn": t("放大", "Zoom in"),
        "NavigationControl.ZoomOut": t("缩小", "Zoom out"),
        "Map.Title": t("地图", "Map"),
      },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    if (options.isSmall) map.scrollZoom.disable();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    if (!options.isSmall) map.addControl(new ScaleControl({ maxWidth: 120 }), "bottom-left");
    await new Promise<void>((done) => map.once("load", () => done()));
    addReadout(box, map);
    printPicture(box, map);
    return map;
  } catch (error) {
    canvas.remove();
    sayWhyNot(box, error);
    return null;
  }
}

/** On paper a picture stands for the map: its canvas would be cleared by the new size. */
function printPicture(box: HTMLElement, map: MapLibre): void {
  window.addEventListener("beforeprint", () => {
    const picture = box.querySelector<HTMLImageElement>(".map-picture") ?? new Image();
    picture.className = "map-picture";
    picture.alt = "";
    picture.src = map.getCanvas().toDataURL();
    box.append(picture);
  });
}

function sayWhyNot(box: HTMLElement, error: unknown): void {
  const note = document.createElement("p");
  note.className = "map-failed";
  note.textContent = t(
    "此浏览器不能显示地图（需要 WebGL 2）。审查不受影响，范围可用文本粘贴。",
    "This browser cannot draw the map (WebGL 2 is needed). Reviews work all the same: paste the range as text.",
  );
  box.append(note);
  console.warn(error);
}

/** The position under the pointer, or of the middle on a touch screen. */
function addReadout(box: HTMLElement, map: MapLibre): void {
  const readout = box.querySelector<HTMLElement>("[data-readout]");
  if (!readout) return;
  const show = (longitude: number, latitude: number): void => {
    readout.textContent = readoutOf(longitude, latitude, box.clientWidth);
  };
  map.on("mousemove", (event: MapMouseEvent) => show(event.lngLat.lng, event.lngLat.lat));
  map.on("move", () => {
    const middle = map.getCenter();
    show(middle.lng, middle.lat);
  });
  const middle = map.getCenter();
  show(middle.lng, middle.lat);
}

/** A narrow map has room for degrees and sheet, a wide one for plane coordinates too. */
export function readoutOf(longitude: number, latitude: number, width: number): string {
  const degrees = `${dms(longitude, "E", "W")} ${dms(latitude, "N", "S")}`;
  const where = plane(longitude, latitude);
  const metres = `X ${where.northing.toFixed(1)} Y ${where.easting.toFixed(1)}`;
  const parts = [
    degrees,
    ...(width > 720
      ? [`CGCS2000 ${t("3°带", "3° zone ")}${where.zone} ${metres}`]
      : width > 440
        ? ["CGCS2000"]
        : []),
    `${width > 440 ? t("图幅 ", "sheet ") : ""}${sheet(longitude, latitude)}`,
  ];
  return parts.join(" · ");
}
