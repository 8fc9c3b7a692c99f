// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
/**
 * A position as the office writes it: degrees, plane coordinates, map sheet. 坐标读数。
 * For the readout under the pointer only; whatever decides anything is computed by the server.
 */

const SEMI_MAJOR_M = 6_378_137;
const FLATTENING = 1 / 298.257222101;
const FALSE_EASTING_M = 500_000;
const RADIANS = Math.PI / 180;

const N = FLATTENING / (2 - FLATTENING);
const RECTIFYING_M = (SEMI_MAJOR_M / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const SERIES = [
  N / 2 - (2 * N ** 2) / 3 + (5 * N ** 3) / 16 + (41 * N ** 4) / 180,
  (13 * N ** 2) / 48 - (3 * N ** 3) / 5 + (557 * N ** 4) / 1440,
  (61 * N ** 3) / 240 - (103 * N ** 4) / 140,
  (49_561 * N ** 4) / 161_280,
];
const SECOND = (2 * Math.sqrt(N)) / (1 + N);

export interface Plane {
  zone: number;
  northing: number;
  easting: number;
}

/** CGCS2000 3° Gauss-Krüger, the easting with its zone in front (Krüger series, below 1 mm). */
export function plane(longitude: number, latitude: number): Plane {
  const zone = Math.round(longitude / 3);
  const difference = (longitude - zone * 3) * RADIANS;
  const sine = Math.sin(latitude * RADIANS);
  const t = Math.sinh(Math.atanh(sine) - SECOND * Math.atanh(SECOND * sine));
  const xi = Math.atan2(t, Math.cos(difference));
  const eta = Math.asinh(Math.sin(difference) / Math.hypot(t, Math.cos(difference)));
  let northing = xi;
  let easting = eta;
  SERIES.forEach((factor, index) => {
    const order = 2 * (index + 1);
    northing += factor * Math.sin(order * xi) * Math.cosh(order * eta);
    easting += factor * Math.cos(order * xi) * Math.sinh(order * eta);
  });
  return {
    zone,
    northing: northing * RECTIFYING_M,
    easting: easting * RECTIFYING_M + FALSE_EASTING_M + zone * 1_000_000,
  };
}

/** Degrees, minutes and seconds to a tenth of a second (about 3 m). */
export function dms(degrees: number, positive: string, negative: string): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const seconds = (tenths % 600) / 10;
  const minutes = Math.floor(tenths / 600) % 60;
  const whole = Math.floor(tenths / 36_000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const side = degrees < 0 ? negative : positive;
  return `${whole}°${two(minutes)}′${seconds.toFixed(1).padStart(4, "0")}″${side}`;
}

/** The 1:50 000 sheet of GB/T 13989 that a position lies on. 图幅。 */
export function sheet(longitude: number, latitude: number): string {
  // Units of half a second, as the server counts them: floats break at the edges of sheets.
  const x = Math.floor(longitude * 7200 + 1e-6);
  const y = Math.floor(latitude * 7200 + 1e-6);
  const [width, height] = [1800, 1200];
  const letter = String.fromCharCode(65 + Math.floor(y / 28_800));
  const column = Math.floor(x / 43_200) + 31;
  const row = 24 - Math.floor((y % 28_800) / height);
  const place = Math.floor((x % 43_200) / width) + 1;
  const three = (value: number): string => String(value).padStart(3, "0");
  return `${letter}${column}E${three(row)}${three(place)}`;
}
