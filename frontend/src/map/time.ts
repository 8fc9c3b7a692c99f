// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { keepWord, readDay } from "./state";

export interface EditionDay {
  day: string;
  layer: string;
  number: number;
  name: string;
}

const DAY_MS = 86_400_000;
const AFTER_MS = 250;
const YEARS_SHOWN = 6;

const ordinal = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
const written = (count: number): string => new Date(count * DAY_MS).toISOString().slice(0, 10);

/** The day that the whole map shows: a slider with the days of editions, a date, today. 时间轴。 */
export class TimeLine {
  readonly #form: HTMLFormElement;
  readonly #slider: HTMLInputElement;
  readonly #date: HTMLInputElement;
  readonly #today: string;
  readonly #days: string[];
  readonly #chosen: (day: string) => void;
  #timer = 0;
  #told = "";

  constructor(form: HTMLFormElement, editions: EditionDay[], chosen: (day: string) => void) {
    this.#form = form;
    this.#slider = form.querySelector("[data-day-slider]") as HTMLInputElement;
    this.#date = form.querySelector("[data-day]") as HTMLInputElement;
    this.#today = form.dataset["today"] ?? written(Math.floor(Date.now() / DAY_MS));
    this.#days = [...new Set(editions.map((one) => one.day))].sort();
    this.#chosen = chosen;
    const earliest = Math.min(
      ordinal(this.#today) - YEARS_SHOWN * 365,
      ...this.#days.map(ordinal),
    );
    this.#slider.min = String(earliest);
    this.#slider.max = String(ordinal(this.#today));
    this.#drawTicks(editions, earliest);
    this.#listen();
    this.#show(this.#upToToday(readDay("day")));
  }

  /** The day, "" for today. */
  get day(): string {
    return this.#told;
  }

  /** "" for today and for a day that has not come: nobody knows what will hold then. */
  #upToToday(day: string): string {
    return day >= this.#today ? "" : day;
  }

  /** Show another day; "" or today's date is today. */
  choose(day: string): void {
    const wanted = this.#upToToday(day);
    if (wanted === this.#told) return;
    this.#show(wanted);
    keepWord("day", wanted);
    this.#chosen(wanted);
  }

  #show(day: string): void {
    this.#told = day;
    const seen = day || this.#today;
    this.#slider.value = String(ordinal(seen));
    this.#slider.setAttribute("aria-valuetext", seen);
    this.#date.value = seen;
    if (day) this.#form.hidden = false;
  }

  #listen(): void {
    this.#slider.addEventListener("input", () => {
      const day = written(Number(this.#slider.value));
      this.#date.value = day;
      this.#slider.setAttribute("aria-valuetext", day);
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.choose(day), AFTER_MS);
    });
    this.#date.addEventListener("change", () => {
      if (this.#date.validity.valid && this.#date.value) this.choose(this.#date.value);
    });
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("button");
      if (button?.dataset["step"]) this.#step(Number(button.dataset["step"]));
      if (button && "showToday" in button.dataset) this.choose("");
    });
  }

  /** To the next day of an edition, earlier or later. */
  #step(step: number): void {
    const from = this.#told || this.#today;
    const days = [...this.#days.filter((day) => day < this.#today), this.#today];
    const next =
      step > 0 ? days.find((day) => day > from) : days.filter((day) => day < from).at(-1);
    if (next) this.choose(next);
  }

  #drawTicks(editions: EditionDay[], earliest: number): void {
    const box = this.#form.querySelector<HTMLElement>("[data-ticks]");
    const width = ordinal(this.#today) - earliest;
    if (!box || width <= 0) return;
    for (const day of this.#days.filter((one) => one <= this.#today)) {
      const tick = document.createElement("i");
      tick.style.left = `${((ordinal(day) - earliest) / width) * 100}%`;
      const there = editions.filter((one) => one.day === day);
      tick.title = [day, ...there.map((one) => one.name)].join(" ");
      box.append(tick);
    }
  }
}
