// A chart is drawn from the table that stands under it: one truth, and the table serves whoever cannot see the drawing.
// The canvas keeps styles out of the markup (CSP), and the tooltip is drawn, not written.
import { init, use } from "echarts/core";
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const ROW = 30;
const KINDS = ["--green", "--mark-line", "--line-2", "--blue", "--alarm", "--ink-2"];
const GRADES = ["--grade-1", "--grade-2", "--grade-3", "--grade-4", "--grade-5", "--grade-6", "--line-2"];

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function read(figure) {
  const heads = [...figure.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...figure.querySelectorAll("tbody tr")].map((row) => ({
    caption: row.querySelector("th").textContent.trim(),
    address: row.querySelector("th a")?.href ?? "",
    cells: [...row.querySelectorAll("td")].map((cell) => ({
      value: Number(cell.dataset.value),
      words: cell.textContent.trim(),
      address: cell.querySelector("a")?.href ?? "",
    })),
  }));
  return { heads, rows };
}

function options(figure, { heads, rows }, across) {
  const ink = color("--ink");
  const soft = color("--ink-2");
  const kinds = "graded" in figure.dataset ? GRADES : KINDS;
  const palette = heads.length > 1 ? kinds : ["--blue"];
  const words = { color: ink, fontFamily: getComputedStyle(figure).fontFamily, fontSize: 14 };
  const names = {
    type: "category",
    data: rows.map((row) => row.caption),
    inverse: across,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: color("--line") } },
    axisLabel: { ...words, interval: 0, overflow: "truncate", width: across ? (figure.clientWidth > 560 ? 190 : 130) : 90 },
  };
  const figures = {
    type: "value",
    minInterval: 1,
    splitLine: { lineStyle: { color: color("--line") } },
    axisLabel: { ...words, color: soft },
  };
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: words,
    color: palette.map(color),
    legend: heads.length > 1 ? { type: "scroll", top: 0, left: 0, right: 0, icon: "rect", textStyle: words } : undefined,
    grid: { left: 8, right: 40, top: heads.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
    tooltip: {
      renderMode: "richText",
      trigger: "axis",
      axisPointer: { type: "shadow" },
      formatter: (found) => [found[0].name, ...found.map((one) => `${one.seriesName}：${one.data.words}`)].join("\n"),
    },
    xAxis: across ? figures : names,
    yAxis: across ? names : figures,
    series: heads.map((name, place) => ({
      name,
      type: "bar",
      stack: heads.length > 1 ? "all" : undefined,
      barMaxWidth: 26,
      cursor: "pointer",
      label: { show: heads.length === 1, position: across ? "right" : "top", ...words, formatter: (one) => one.data.words },
      data: rows.map((row) => row.cells[place]),
    })),
  };
}

function draw(figure) {
  const data = read(figure);
  const place = figure.querySelector(".chart-drawing");
  const across = figure.dataset.chart === "across";
  place.hidden = false;
  place.style.height = `${across ? data.rows.length * ROW + 60 : 280}px`;
  figure.querySelector("details").open = false;
  const chart = init(place, null, { renderer: "canvas" });
  chart.setOption(options(figure, data, across));
  chart.on("click", (hit) => {
    const row = data.rows[hit.dataIndex];
    const address = row.cells[hit.seriesIndex].address || row.address;
    if (address) window.location.assign(address);
  });
  new ResizeObserver(() => chart.resize()).observe(place);
}

for (const figure of document.querySelectorAll("figure[data-chart]")) {
  if (figure.querySelector(".chart-drawing").hidden) draw(figure);
}
