// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from "geojson";
import { csrfToken } from "./csrf";
import { inEnglish, t } from "./language";

interface Told {
  message?: { zh: string; en: string };
  problems?: { message: { zh: string; en: string }; field?: string; line?: number }[];
}

const SIGNED_OUT = t(
  "登录已过期，填写的内容还在：请在新标签页登录后回来重试",
  "You have been signed out; what you typed is still here. Sign in in another tab and try again",
);
const UNREACHABLE = t("连不上服务器，请检查网络后再试", "The server cannot be reached; try again");

/** What the server refused, in the reader's language. */
export class Refused extends Error {}

function words(told: Told): string {
  const pick = (text?: { zh: string; en: string }): string =>
    text ? (inEnglish ? text.en : text.zh) : "";
  const problems = (told.problems ?? []).map((problem) => pick(problem.message));
  return problems.length ? problems.join("\n") : pick(told.message);
}

async function granted(response: Response): Promise<Response> {
  if (response.redirected || response.status === 401) {
    throw new Refused(SIGNED_OUT);
  }
  if (response.ok) return response;
  if (response.status === 413) throw new Refused(t("内容太大", "This is too large"));
  const told = (await response.json().catch(() => ({}))) as Told;
  throw new Refused(words(told) || t("服务器没有完成请求", "The server did not complete the request"));
}

/** The answer, or a sentence instead of the browser's own words for a lost network. */
async function send(address: string, request: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, request);
  } catch (error) {
    if (error instanceof DOMException) throw error;
    throw new Refused(UNREACHABLE);
  }
  return granted(response);
}

async function ask(address: string, request: RequestInit): Promise<unknown> {
  return (await send(address, request)).json();
}

const JSON_ONLY = { Accept: "application/json" };

export async function getJson<Answer>(address: string): Promise<Answer> {
  return (await ask(address, { headers: JSON_ONLY })) as Answer;
}

export async function postJson<Answer>(address: string, data: unknown): Promise<Answer> {
  const headers = { ...JSON_ONLY, "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
  return (await ask(address, { method: "POST", body: JSON.stringify(data), headers })) as Answer;
}

export async function postForm<Answer>(address: string, data: FormData): Promise<Answer> {
  const headers = { ...JSON_ONLY, "X-CSRFToken": csrfToken() };
  return (await ask(address, { method: "POST", body: data, headers })) as Answer;
}

/** A file made from a form, under the name that the server gives it. */
export async function postForFile(
  address: string,
  data: FormData,
): Promise<{ name: string; content: Blob }> {
  const headers = { ...JSON_ONLY, "X-CSRFToken": csrfToken() };
  const response = await send(address, { method: "POST", body: data, headers });
  const disposition = response.headers.get("Content-Disposition") ?? "";
  const name = /filename="([^"]+)"/.exec(disposition)?.[1] ?? "file";
  return { name, content: await response.blob() };
}

/** A fragment of the page. */
export async function getFragment(address: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { "HX-Request": "true" } });
  } catch {
    throw new Refused(UNREACHABLE);
  }
  if (response.status === 401) throw new Refused(SIGNED_OUT);
  if (response.status >= 500) {
    throw new Refused(t("服务器没有完成请求", "The server did not complete the request"));
  }
  return response.text();
}

/** Features of a layer; `truncated` says that the answer is not all of them. */
export const getFeatures = (
  address: string,
): Promise<FeatureCollection & { truncated?: boolean }> => getJson(address);
