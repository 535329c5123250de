// The period: a histogram of events, cooperative up and conflictual down, under a brush with two handles.

const MOST_BINS = 140;
const TAIL = 0.03; // so many of the events may lie in the one bin before the axis
const EARLIER_WIDTH = 44;
const HEIGHT = 74;
const BASE = 30; // where up and down meet

// A few events long ago would leave nothing but an empty axis: then they share one bin, "earlier".
function axisOf(graph) {
  const found = [];
  for (let event = 0; event < graph.eventCount; event++) {
    if (graph.real[event] && graph.first[event] !== UNKNOWN) found.push(graph.first[event]);
  }
  if (!found.length) return null;
  found.sort((a, b) => a - b);
  const [oldest, newest] = [found[0], found[found.length - 1]];
  const early = startOf("year", found[Math.floor(found.length * TAIL)]);
  const earlier = early - oldest > 0.5 * (newest - early) && early > oldest;
  const cut = periods(earlier ? early : oldest, newest, MOST_BINS);
  const starts = earlier ? [oldest, ...cut.starts] : cut.starts;
  return {
    unit: cut.unit,
    starts,
    earlier,
    bins: starts.length - 1,
    first: earlier ? early : cut.starts[0],
    last: newest,
  };
}

function newTimeline(app) {
  const { axis } = app;
  const box = byId("brush");
  if (!axis) {
    byId("time").hidden = true;
    return { draw() {}, stop() {} };
  }
  const chart = draw("svg", { role: "img" });
  const pane = make("div.window");
  const handles = [0, 1].map((end) =>
    make("div.handle", {
      role: "slider",
      tabindex: "0",
      "aria-label": end ? "Last period" : "First period",
      "aria-valuemin": "0",
      "aria-valuemax": axis.bins - 1,
    }),
  );
  box.append(chart, pane, ...handles);
  const line = { app, axis, box, chart, pane, handles, timer: 0 };
  line.draw = () => drawTimeline(line);
  line.stop = () => stopPlaying(line);
  listenToBrush(line);
  byId("play").addEventListener("click", () => (line.timer ? stopPlaying(line) : startPlaying(line)));
  byId("all-time").addEventListener("click", () => {
    stopPlaying(line);
    setBins(line, 0, axis.bins - 1);
  });
  return line;
}

// Left edge of a bin, in pixels.
function edgeOf(line, bin) {
  const width = line.box.clientWidth;
  const { bins, earlier } = line.axis;
  if (!earlier) return (bin / bins) * width;
  return bin === 0 ? 0 : EARLIER_WIDTH + ((bin - 1) / (bins - 1)) * (width - EARLIER_WIDTH);
}

function binAt(line, x) {
  let bin = 0;
  while (bin < line.axis.bins - 1 && edgeOf(line, bin + 1) <= x) bin++;
  return bin;
}

// First and last bin of the period.
function binsOf({ app, axis }) {
  const { from, to } = app.state;
  if (from === null) return [0, axis.bins - 1];
  const [low, high] = [from, to].map((day) => clamp(periodAt(axis.starts, day), 0, axis.bins - 1));
  return [low, high];
}

function setBins(line, low, high) {
  const { app, axis } = line;
  const whole = low === 0 && high === axis.bins - 1;
  app.state.from = whole ? null : axis.starts[low];
  app.state.to = whole ? null : axis.starts[high + 1] - 1;
  app.update();
}

// Events of each bin that pass the filters, of what is open; those whose date is too vague for a bin are in none.
function heights({ app, axis }) {
  const { graph, counts, state } = app;
  const up = new Int32Array(axis.bins);
  const down = new Int32Array(axis.bins);
  const tally = (event) => {
    if (!counts.anytime[event] || graph.first[event] === UNKNOWN) return;
    const bin = periodAt(axis.starts, graph.first[event]);
    if (bin < 0 || bin !== periodAt(axis.starts, graph.last[event])) return;
    (isCooperative(graph.quad[event]) ? up : down)[bin]++;
  };
  if (state.focus?.tie !== undefined) graph.eventsOfTie[state.focus.tie].forEach(tally);
  else if (state.focus?.actor !== undefined) {
    for (const tie of graph.tiesOfActor[state.focus.actor]) graph.eventsOfTie[tie].forEach(tally);
  } else for (let event = 0; event < graph.eventCount; event++) tally(event);
  return { up, down };
}

function drawTimeline(line) {
  const { app, axis, chart, box } = line;
  const width = box.clientWidth;
  const [low, high] = binsOf(line);
  const { up, down } = heights(line);
  const skip = axis.earlier ? 1 : 0; // what shares the first bin would dwarf all others
  const most = Math.max(1, ...up.subarray(skip), ...down.subarray(skip));
  const paths = { "up in": "", "up out": "", "down in": "", "down out": "" };
  for (let bin = 0; bin < axis.bins; bin++) {
    const where = bin >= low && bin <= high ? "in" : "out";
    const left = edgeOf(line, bin) + 0.5;
    const wide = Math.max(edgeOf(line, bin + 1) - left - (bin < skip ? EARLIER_WIDTH - 12 : 0.5), 0.8);
    const bar = (height, top) =>
      `M${left.toFixed(1)} ${top.toFixed(1)}h${wide.toFixed(1)}v${height.toFixed(1)}h${(-wide).toFixed(1)}z`;
    const [above, below] = [up, down].map((counts) => Math.min(counts[bin] / most, 1) * (BASE - 4));
    if (above) paths[`up ${where}`] += bar(above, BASE - above - 0.5);
    if (below) paths[`down ${where}`] += bar(below, BASE + 0.5);
  }
  chart.setAttribute("width", width);
  chart.setAttribute("height", HEIGHT);
  const what = app.state.focus ? ` of ${app.nameOfFocus()}` : "";
  chart.setAttribute("aria-label", `Events${what} per ${axis.unit}, at most ${most} of one kind in a ${axis.unit}`);
  chart.replaceChildren(
    draw("line.axis", { x1: 0, x2: width, y1: BASE, y2: BASE }),
    draw("text.most", { x: -12, y: 10, "text-anchor": "end" }, `${most} a ${axis.unit}`),
    ...Object.entries(paths).map(([name, d]) => draw(`path.${name.replace(" ", ".")}`, { d })),
    ...ticks(line, width),
  );
  placeBrush(line, low, high);
}

function ticks(line, width) {
  const { axis } = line;
  const marks = [];
  const skip = axis.earlier ? 1 : 0;
  const years = axis.starts.filter((start, bin) => bin >= skip && startOf("year", start) === start).length;
  let free = -Infinity;
  if (axis.earlier) {
    marks.push(draw("text", { x: 0, y: HEIGHT - 6 }, "earlier"));
    free = EARLIER_WIDTH + 16;
  }
  for (let bin = skip; bin < axis.bins; bin++) {
    const start = axis.starts[bin];
    const isYear =
      axis.unit === "year" ||
      (startOf("year", start) === start && axis.unit !== "week") ||
      (axis.unit === "week" && yearOf(start) !== yearOf(start - 7));
    if (years > 2 && !isYear) continue;
    const text = years > 2 ? String(yearOf(start)) : nameOfPeriod(axis.unit, start).replace("week of ", "");
    const x = edgeOf(line, bin);
    const wide = text.length * 6.4;
    if (isYear && years > 2) marks.push(draw("line.tick", { x1: x, x2: x, y1: BASE - 3, y2: HEIGHT - 18 }));
    if (x < free || x + wide > width) continue;
    free = x + wide + 14;
    marks.push(draw("text", { x: x + 1, y: HEIGHT - 6 }, text));
  }
  return marks;
}

function placeBrush(line, low, high) {
  const { app, axis, pane, handles } = line;
  const [left, right] = [edgeOf(line, low), edgeOf(line, high + 1)];
  pane.style.left = `${left}px`;
  pane.style.width = `${right - left}px`;
  const whole = app.state.from === null;
  pane.classList.toggle("whole", whole);
  [low, high].forEach((bin, end) => {
    handles[end].style.left = `${end ? right : left}px`;
    handles[end].setAttribute("aria-valuenow", bin);
    handles[end].setAttribute(
      "aria-valuetext",
      bin === 0 && axis.earlier ? `before ${yearOf(axis.first)}` : nameOfPeriod(axis.unit, axis.starts[bin]),
    );
  });
  byId("period").textContent = periodInWords(app);
  const open = app.state.focus
    ? `${eventsInScope(app.graph, app.state, app.counts).length.toLocaleString("en")} of `
    : "";
  byId("period-count").textContent = ` ${open}${plural(app.counts.events, "event")}`;
  byId("all-time").hidden = whole;
}

function periodInWords({ state, axis }) {
  if (state.from !== null)
    return axis?.earlier && state.from < axis.first ? `until ${nameOfDay(state.to)}` : nameOfSpan(state.from, state.to);
  return !axis ? "undated" : axis.earlier ? `until ${yearOf(axis.last)}` : yearsOf(axis);
}

const yearsOf = ({ first, last }) => [...new Set([yearOf(first), yearOf(last)])].join(" \u2013 ");
