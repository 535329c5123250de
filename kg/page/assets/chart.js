// How two sides treated each other: one panel a direction over one axis of time. Periods without events stay blank.

const MOST_PERIODS = 60;
const LEAST_PERIODS = 12; // few events get few periods, so that these are not all blank
const PANEL = 104;
const GUTTER = 30;
const MOST_DOTS = 1500; // more are drawn as one shape, which cannot be pointed at
const HIGHEST = 10; // PLOVER scores lie in [-10, 10]

// The events of one direction; what both sides do to each other, such as a meeting, counts in both.
const directed = (graph, events, source) =>
  events.filter((event) => graph.source[event] === source || graph.flags[event] & SYMMETRIC);

const mean = (graph, events) => events.reduce((sum, event) => sum + graph.score[event], 0) / events.length;

// For each period its events, or none; an event counts in a period when its date lies within that period.
function seriesOf(graph, events, starts) {
  const series = Array.from({ length: starts.length - 1 }, () => []);
  for (const event of events) {
    if (graph.first[event] === UNKNOWN) continue;
    const period = periodAt(starts, graph.first[event]);
    if (period >= 0 && period < series.length && period === periodAt(starts, graph.last[event]))
      series[period].push(event);
  }
  return series;
}

function dyadChart(app, tie, events, width, onEvent) {
  const { graph, axis, state } = app;
  if (!axis) return make("p.note", {}, "None of these events has a date.");
  const dated = events.filter((event) => graph.first[event] !== UNKNOWN);
  const most = clamp(Math.round(dated.length * 0.6), LEAST_PERIODS, MOST_PERIODS);
  const cut = periods(state.from ?? axis.first, state.to ?? axis.last, most);
  const inside = dated.filter((event) => graph.last[event] >= cut.starts[0]);
  const [one, other] = graph.ends[tie];
  const x = (day) =>
    GUTTER + ((day - cut.starts[0]) / (cut.starts[cut.starts.length - 1] - cut.starts[0])) * (width - GUTTER - 4);
  const directions = [
    [one, other],
    [other, one],
  ];
  const rows = directions.map(([source]) => seriesOf(graph, directed(graph, inside, source), cut.starts));
  const height = 2 * PANEL + 66;
  const names = directions.map(([source, target]) => `${graph.actors.label[source]} to ${graph.actors.label[target]}`);
  const chart = draw("svg.chart", {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: "img",
    "aria-label": `Mean score per ${cut.unit}, ${names.join(" and ")}; the figures stand below`,
  });
  directions.forEach(([source, target], row) => {
    const top = 18 + row * (PANEL + 28);
    const y = (score) => top + PANEL / 2 - (score / HIGHEST) * (PANEL / 2 - 4);
    chart.append(
      draw(
        "text.direction",
        { x: GUTTER, y: top - 4 },
        `${graph.actors.short[source]} \u2192 ${graph.actors.short[target]}`,
      ),
    );
    chart.append(
      ...frameOf(cut, x, y, width),
      ...meansOf(graph, rows[row], cut, x, y),
      ...dotsOf(graph, directed(graph, inside, source), x, y, onEvent),
    );
  });
  chart.append(...chartTicks(cut, x, height - 8, width));
  return make("figure.dyad", {}, chart, captionOf(app, events, dated, inside, cut), figuresOf(graph, rows, names, cut));
}

function frameOf(cut, x, y, width) {
  const lines = [HIGHEST, 0, -HIGHEST].map((score) =>
    draw(score ? "line.grid" : "line.zero", { x1: GUTTER, x2: width - 4, y1: y(score), y2: y(score) }),
  );
  const labels = [
    [HIGHEST, "+10"],
    [0, "0"],
    [-HIGHEST, "\u221210"],
  ].map(([score, text]) => draw("text.scale", { x: GUTTER - 6, y: y(score) + 3.5, "text-anchor": "end" }, text));
  return [...lines, ...labels];
}

// A bar to each period's mean; a line joins neighbours and breaks where nothing was reported.
function meansOf(graph, series, cut, x, y) {
  const marks = [];
  let path = "";
  series.forEach((events, period) => {
    if (!events.length) return;
    const value = mean(graph, events);
    const [left, right] = [x(cut.starts[period]), x(cut.starts[period + 1])];
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    marks.push(
      draw(`rect.column.${value >= 0 ? "up" : "down"}`, {
        x: left + 0.5,
        y: top,
        width: Math.max(right - left - 1, 1.5),
        height: Math.max(bottom - top, 1),
      }),
    );
    path += `${period && series[period - 1].length ? "L" : "M"}${((left + right) / 2).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  return [...marks, draw("path.mean", { d: path })];
}

// Each event at its score; a date that is not exact is a line as long as what is possible.
function dotsOf(graph, events, x, y, onEvent) {
  if (events.length > MOST_DOTS) return cloudOf(graph, events, x, y);
  return events.map((event) => {
    const [left, right] = [x(graph.first[event]), x(graph.last[event] + 1)];
    const middle = (left + right) / 2;
    const vague = right - left > 8;
    const tone = isCooperative(graph.quad[event]) ? "up" : "down";
    const name =
      `${nameOfDate(graph.first[event], graph.last[event])}: ${nameOfAct(graph, graph.act[event])}, ` +
      signed(graph.score[event]);
    return draw(
      `g.dot.${tone}`,
      { onclick: () => onEvent(event) },
      draw("title", {}, name),
      vague
        ? draw("line.span", {
            x1: Math.max(left, GUTTER),
            x2: right,
            y1: y(graph.score[event]),
            y2: y(graph.score[event]),
          })
        : null,
      draw("circle", { cx: Math.max(middle, GUTTER), cy: y(graph.score[event]), r: vague ? 2.4 : 3.4 }),
    );
  });
}

function cloudOf(graph, events, x, y) {
  const paths = { up: "", down: "" };
  for (const event of events) {
    const middle = Math.max((x(graph.first[event]) + x(graph.last[event] + 1)) / 2, GUTTER);
    paths[isCooperative(graph.quad[event]) ? "up" : "down"] +=
      `M${middle.toFixed(1)} ${y(graph.score[event]).toFixed(1)}h0`;
  }
  return Object.entries(paths).map(([tone, d]) => draw(`path.cloud.${tone}`, { d }));
}

function chartTicks(cut, x, y, width) {
  const marks = [];
  const byYear = yearOf(cut.starts[cut.starts.length - 1] - 1) - yearOf(cut.starts[0]) >= 2;
  let free = -Infinity;
  for (const start of cut.starts.slice(0, -1)) {
    if (byYear && startOf("year", start) !== start) continue;
    const text = byYear ? String(yearOf(start)) : nameOfPeriod(cut.unit, start).replace("week of ", "");
    const wide = text.length * 6.2;
    if (x(start) < free || x(start) + wide > width) continue;
    free = x(start) + wide + 10;
    marks.push(draw("text.scale", { x: x(start), y }, text));
  }
  return marks;
}

function captionOf(app, events, dated, inside, cut) {
  const { graph } = app;
  const vague = inside.filter(
    (event) => periodAt(cut.starts, graph.first[event]) !== periodAt(cut.starts, graph.last[event]),
  );
  const apart = [
    [dated.length - inside.length, (n) => `${plural(n, "event")} before ${yearOf(cut.starts[0])} not drawn`],
    [vague.length, (n) => `${plural(n, "event")} dated more loosely than a ${cut.unit} in no mean`],
    [events.length - dated.length, (n) => `${plural(n, "event")} without a date`],
  ]
    .filter(([number]) => number)
    .map(([number, say]) => say(number));
  return make(
    "figcaption",
    {},
    `Bars: mean score per ${cut.unit}, from conflict (\u221210) to cooperation (+10). ` +
      "Dots: single events. Blank: nothing reported." +
      (apart.length ? ` Also: ${apart.join("; ")}.` : ""),
  );
}

// The same in figures, for those who cannot see the chart or want to check it.
function figuresOf(graph, rows, names, cut) {
  const lines = [];
  for (let period = 0; period < cut.starts.length - 1; period++) {
    rows.forEach((series, row) => {
      const events = series[period];
      if (!events.length) return;
      const cooperative = events.filter((event) => isCooperative(graph.quad[event])).length;
      lines.push([
        nameOfPeriod(cut.unit, cut.starts[period]),
        names[row],
        events.length,
        cooperative,
        events.length - cooperative,
        signed(mean(graph, events), 2),
      ]);
    });
  }
  if (!lines.length) return null;
  const heads = [cut.unit[0].toUpperCase() + cut.unit.slice(1), "Direction", "Events", "Coop.", "Confl.", "Mean"];
  return make(
    "details.figures",
    {},
    make("summary", {}, "Figures of the chart"),
    make(
      "div.scroll",
      { tabindex: "0", role: "region", "aria-label": "Figures of the chart" },
      make(
        "table",
        {},
        make(
          "thead",
          {},
          make("tr", {}, ...heads.map((head, at) => make(at > 1 ? "th.number" : "th", { scope: "col" }, head))),
        ),
        make(
          "tbody",
          {},
          ...lines.map((line) =>
            make(
              "tr",
              {},
              ...line.map((cell, at) => make(at > 1 ? "td.number" : "td", {}, at === 1 ? told(cell) : String(cell))),
            ),
          ),
        ),
      ),
    ),
  );
}
