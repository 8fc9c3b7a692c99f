// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

interface Stacked {
  names: string[];
  series: { name: string; values: number[] }[];
}

const COLOURS = ["#14417e", "#5b8cc9", "#b9cde6"];
const INK = "#4a5568";

/** Stacked horizontal bars, the longest on top; the same figures stand in a table beside them. */
function drawBars(box: HTMLElement, data: Stacked): void {
  const chart = init(box, null, { renderer: "svg" });
  chart.setOption({
    color: COLOURS,
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 24, top: 34, bottom: 8, containLabel: true },
    legend: { top: 4, left: "left", textStyle: { color: INK } },
    // Drawn, not written as HTML: the page allows no styles within its text.
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
    xAxis: { type: "value", minInterval: 1, axisLabel: { color: INK } },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.names,
      axisTick: { show: false },
      axisLabel: { color: INK, interval: 0 },
    },
    series: data.series.map((one) => ({
      type: "bar" as const,
      stack: "all",
      name: one.name,
      data: one.values,
      barMaxWidth: 14,
    })),
  });
  new ResizeObserver(() => chart.resize()).observe(box);
}

for (const box of document.querySelectorAll<HTMLElement>("[data-chart=bars]")) {
  const data = document.getElementById(box.dataset["values"] ?? "");
  if (data?.textContent) drawBars(box, JSON.parse(data.textContent) as Stacked);
}
