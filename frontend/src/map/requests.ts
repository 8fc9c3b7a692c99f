// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import { inEnglish, t } from "../language";

interface Told {
  message?: { zh: string; en: string };
  problems?: { message: { zh: string; en: string }; field?: string; line?: number }[];
}

/** What the server refused, in the reader's language. */
export class Refused extends Error {}

function words(told: Told): string {
  const pick = (text?: { zh: string; en: string }): string =>
    text ? (inEnglish ? text.en : text.zh) : "";
  const problems = (told.problems ?? []).map((problem) => pick(problem.message));
  return problems.length ? problems.join("\n") : pick(told.message);
}

async function answered(response: Response): Promise<unknown> {
  if (response.redirected || response.status === 401) {
    throw new Refused(t("登录已过期，请重新登录", "You have been signed out; sign in again"));
  }
  if (response.ok) return response.json();
  const told = (await response.json().catch(() => ({}))) as Told;
  throw new Refused(words(told) || t("服务器没有完成请求", "The server did not complete the request"));
}

export async function getJson<Answer>(address: string): Promise<Answer> {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  return (await answered(response)) as Answer;
}

export async function postJson<Answer>(address: string, data: unknown): Promise<Answer> {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  const response = await fetch(address, {
    method: "POST",
    body: JSON.stringify(data),
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "X-CSRFToken": token,
    },
  });
  return (await answered(response)) as Answer;
}

/** Features of a layer; `truncated` says that the answer is not all of them. */
export const getFeatures = (
  address: string,
): Promise<FeatureCollection & { truncated?: boolean }> => getJson(address);
