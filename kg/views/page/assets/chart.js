// How two sides treated each other: one panel a direction over one axis of time. Periods without events stay blank.

const MOST_PERIODS = 60;
const LEAST_PERIODS = 12; // few events get few periods, so that these are not all blank
const PANEL = 104;
const GUTTER = 30;
const CROWD = 80; // more dots of a direction are small and pale, so that the means are seen
const BAND_TOLD =
  "Shaded, or a whisker: 95 % interval of the mean (Student\u2019s t, spread pooled over the periods).";
const MOST_DOTS = 1500; // more are drawn as one shape, which cannot be pointed at

// The events of one direction; what both sides do to each other, such as a meeting, counts in both.
const directed = (graph, events, source) =>
  events.filter((event) => graph.source[event] === source || graph.flags[event] & SYMMETRIC);

const mean = (graph, events) => events.reduce((sum, event) => sum + graph.score[event], 0) / events.length;

// The period that an event counts in: its date lies within that, and within the bounds that the reader chose. Else -1.
function periodOf(graph, state, starts, event) {
  const [first, last] = [graph.first[event], graph.last[event]];
  if (first === UNKNOWN || (state.from !== null && (first < state.from || last > state.to))) return -1;
  const period = periodAt(starts, first);
  return period < starts.length - 1 && period === periodAt(starts, last) ? period : -1;
}

// For each period its events, or none.
function seriesOf(graph, state, events, starts) {
  const series = Array.from({ length: starts.length - 1 }, () => []);
  for (const event of events) {
    const period = periodOf(graph, state, starts, event);
    if (period >= 0) series[period].push(event);
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
  const rows = directions.map(([source]) => seriesOf(graph, state, directed(graph, inside, source), cut.starts));
  const bands = rows.map((series) => intervalsOf(graph, series));
  const searches = searchesOf(app, tie) || [];
  const turns = placeTurns(turnsOf(app, tie), x, cut.starts[0], cut.starts[cut.starts.length - 1], width);
  const strip = turns.length ? TURN_ROW * (1 + Math.max(...turns.map(({ row }) => row))) : 0;
  const height = strip + 2 * PANEL + 66;
  const names = directions.map(([source, target]) => `${graph.actors.label[source]} to ${graph.actors.label[target]}`);
  const chart = draw("svg.chart", {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: "img",
    "aria-label": chartInWords(cut, names, turns),
  });
  const panels = directions.map(([source], row) => {
    const top = strip + 18 + row * (PANEL + 28);
    return { source, top, bottom: top + PANEL };
  });
  directions.forEach(([source, target], row) => {
    const { top } = panels[row];
    const [lowest, highest] = graph.scale;
    const y = (score) => top + 4 + ((highest - score) / (highest - lowest)) * (PANEL - 8);
    chart.append(
      draw(
        "text.direction",
        { x: GUTTER, y: top - 4 },
        `${graph.actors.short[source]} \u2192 ${graph.actors.short[target]}`,
      ),
      ...frameOf(graph.scale, x, y, width),
      ...columnsOf(graph, rows[row], cut, x, y),
      ...bandsOf(bands[row], cut, x, y),
      ...dotsOf(graph, directed(graph, inside, source), x, y, onEvent),
      ...levelMarks(searches, source, cut, x, y),
      meanLine(graph, rows[row], cut, x, y),
    );
  });
  chart.prepend(...turnMarks(turns, graph, panels));
  chart.append(...chartTicks(cut, x, height - 8, width));
  const banded = bands.some((intervals) => intervals.some(Boolean));
  return make(
    "figure.dyad",
    {},
    chart,
    captionOf(app, { events, dated, inside }, cut, banded, turns.length),
    figuresOf(graph, rows, bands, names, cut),
  );
}

function chartInWords(cut, names, turns) {
  const found = turns.length ? `; ${plural(turns.length, "turning point")} on ` : "";
  return (
    `Mean score per ${cut.unit} with its 95 % interval, ${names.join(" and ")}` +
    `${found}${turns.map(({ day }) => nameOfDay(day)).join(", ")}; the figures stand below`
  );
}

function frameOf([lowest, highest], x, y, width) {
  const lines = [highest, 0, lowest].map((score) =>
    draw(score ? "line.grid" : "line.zero", { x1: GUTTER, x2: width - 4, y1: y(score), y2: y(score) }),
  );
  const labels = [highest, 0, lowest].map((score) =>
    draw("text.scale", { x: GUTTER - 6, y: y(score) + 3.5, "text-anchor": "end" }, signed(score, 0)),
  );
  return [...lines, ...labels];
}

// A bar to each period's mean.
function columnsOf(graph, series, cut, x, y) {
  return series.flatMap((events, period) => {
    if (!events.length) return [];
    const value = mean(graph, events);
    const [left, right] = [x(cut.starts[period]), x(cut.starts[period + 1])];
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    return draw(`rect.column.${value >= 0 ? "up" : "down"}`, {
      x: left + 0.5,
      y: top,
      width: Math.max(right - left - 1, 1.5),
      height: Math.max(bottom - top, 1),
    });
  });
}

// A line that joins the means of neighbours and breaks where nothing was reported.
function meanLine(graph, series, cut, x, y) {
  const path = series.map((events, period) => {
    if (!events.length) return "";
    const middle = (x(cut.starts[period]) + x(cut.starts[period + 1])) / 2;
    const pen = period && series[period - 1].length ? "L" : "M";
    return `${pen}${middle.toFixed(1)} ${y(mean(graph, events)).toFixed(1)}`;
  });
  return draw("path.mean", { d: path.join("") });
}

// Each event at its score; a date that is not exact is a line as long as what is possible.
function dotsOf(graph, events, x, y, onEvent) {
  if (events.length > MOST_DOTS) return cloudOf(graph, events, x, y);
  const [crowd, radius] = events.length > CROWD ? [".crowd", 2.4] : ["", 3.4];
  return events.map((event) => {
    const [left, right] = [x(graph.first[event]), x(graph.last[event] + 1)];
    const middle = (left + right) / 2;
    const vague = right - left > 8;
    const tone = isCooperative(graph.quad[event]) ? "up" : "down";
    const name =
      `${nameOfDate(graph.first[event], graph.last[event])}: ${nameOfAct(graph, graph.act[event])}, ` +
      signed(graph.score[event]);
    return draw(
      `g.dot.${tone}${crowd}`,
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
      draw("circle", { cx: Math.max(middle, GUTTER), cy: y(graph.score[event]), r: vague ? 2.4 : radius }),
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

function captionOf({ graph, state }, { events, dated, inside }, cut, banded, turns) {
  const vague = inside.filter((event) => periodOf(graph, state, cut.starts, event) < 0);
  const apart = [
    [dated.length - inside.length, (n) => `${plural(n, "event")} before ${yearOf(cut.starts[0])} not drawn`],
    [vague.length, (n) => `${plural(n, "event")} dated too loosely for one ${cut.unit} in no mean`],
    [events.length - dated.length, (n) => `${plural(n, "event")} without a date`],
  ]
    .filter(([number]) => number)
    .map(([number, say]) => say(number));
  const [lowest, highest] = graph.scale;
  return make(
    "figcaption",
    {},
    `Bars: mean score per ${cut.unit}, from conflict (${signed(lowest, 0)}) to cooperation (${signed(highest, 0)}). ` +
      "Dots: single events. Blank: nothing reported." +
      (banded ? ` ${BAND_TOLD}` : "") +
      (turns ? " Numbered: turning points; dotted: the level between them." : "") +
      (apart.length ? ` Also: ${apart.join("; ")}.` : ""),
  );
}
