// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { inEnglish, t } from "../language";
import { postJson } from "../requests";

interface Recognised {
  geometry: Geometry;
  area_km2: number;
  crs: string;
  rings: number;
  top_m: number | null;
  bottom_m: number | null;
  sheets: string[];
  warnings: { message: { zh: string; en: string } }[];
}

export interface Follower {
  /** The words in the field were changed by hand or by a file. */
  typed(): void;
  /** What they mean, null while they mean nothing. */
  shown(range: Feature | null, moveTo: boolean): void;
}

export interface RangeField {
  /** Put in what was drawn; the map stays where it is. */
  drawn(text: string): void;
  /** Read what stands in the field already. */
  look(): void;
  clear(): void;
}

const PAUSE_MS = 500;

/** A range field whose words are read by the server while they are typed. 范围识读。 */
export function followRange(
  field: HTMLTextAreaElement,
  address: string,
  follower: Follower,
): RangeField {
  const note = document.getElementById(`${field.id}-note`);
  let asked = 0;
  let timer = 0;
  let told = "";

  function say(words: string, isWrong = false): void {
    if (!note) return;
    note.textContent = [told, words].filter(Boolean).join("\n");
    note.classList.toggle("is-wrong", isWrong);
  }

  async function recognise(moveTo: boolean): Promise<void> {
    const mine = ++asked;
    if (!field.value.trim()) {
      follower.shown(null, false);
      say("");
      return;
    }
    try {
      const answer = await postJson<Recognised>(address, { range: field.value });
      if (mine !== asked) return;
      const properties = { role: "range" };
      follower.shown({ type: "Feature", properties, geometry: answer.geometry }, moveTo);
      say(summaryOf(answer));
    } catch (error) {
      if (mine !== asked) return;
      follower.shown(null, false);
      say(error instanceof Error ? error.message : String(error), true);
    }
  }

  field.addEventListener("input", () => {
    told = "";
    follower.typed();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void recognise(true), PAUSE_MS);
  });
  field.addEventListener("kuangtu:told", (event) => {
    const { words, isWrong } = (event as CustomEvent<{ words: string; isWrong: boolean }>).detail;
    told = isWrong ? "" : words;
    if (isWrong) say(words, true);
  });
  return {
    drawn(text) {
      told = "";
      field.value = text;
      // Drafts and other listeners of the form hear of it; the map need not move.
      field.form?.dispatchEvent(new Event("input"));
      void recognise(false);
    },
    look: () => void recognise(true),
    clear() {
      told = "";
      field.value = "";
      field.form?.dispatchEvent(new Event("input"));
      asked++;
      say("");
    },
  };
}

export function collectionOf(feature: Feature | null): FeatureCollection {
  return { type: "FeatureCollection", features: feature ? [feature] : [] };
}

/** What was understood, in one or two lines. */
function summaryOf(range: Recognised): string {
  const sheets = `${range.sheets.slice(0, 3).join("、")}${range.sheets.length > 3 ? "…" : ""}`;
  const area = range.area_km2.toLocaleString("en-US", {
    minimumFractionDigits: 4,
    maximumFractionDigits: 4,
  });
  const parts = [
    `${area} km²`,
    range.crs.replace("China Geodetic Coordinate System 2000", "CGCS2000"),
    t(`${range.rings} 圈`, range.rings === 1 ? "1 ring" : `${range.rings} rings`),
    ...(range.top_m !== null && range.bottom_m !== null
      ? [`${range.top_m} ~ ${range.bottom_m} m`]
      : []),
    `${t("图幅", "sheet")} ${sheets}`,
  ];
  const warnings = range.warnings.map((one) => (inEnglish ? one.message.en : one.message.zh));
  return [parts.join(" · "), ...warnings].join("\n");
}
