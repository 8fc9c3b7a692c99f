// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { Feature } from "geojson";
import { t } from "../language";
import { postJson } from "../requests";

interface Measured {
  length_m?: number;
  area_m2?: number;
  perimeter_m?: number;
}

const SQUARE_KM = 1_000_000;
const HECTARE = 10_000;
const LONG_M = 10_000; // from here on kilometres are said as well

function written(value: number, decimals: number): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A figure's length or area in words, computed by the server on the ellipsoid. 量算。 */
export async function measured(address: string, figure: Feature): Promise<string> {
  const found = await postJson<Measured>(address, figure.geometry);
  if (found.area_m2 === undefined) {
    const length = found.length_m ?? 0;
    const also = length < LONG_M ? "" : t("，合 ", ", ") + `${written(length / 1_000, 3)} km`;
    return `${t("测地线长度", "Geodesic length")} ${written(length, 1)} m${also}`;
  }
  const area = `${written(found.area_m2 / SQUARE_KM, 4)} km²`;
  const hectares = `${written(found.area_m2 / HECTARE, 2)} ${t("公顷", "ha")}`;
  const around = `${written(found.perimeter_m ?? 0, 1)} m`;
  return t(
    `椭球面积（附录 D）${area}，合 ${hectares} · 周长 ${around}`,
    `Area on the ellipsoid (Annex D) ${area}, ${hectares} · perimeter ${around}`,
  );
}
