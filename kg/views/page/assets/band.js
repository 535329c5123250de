// How sure a mean is: Student's t interval, its spread pooled over the periods of a direction, as in kg/views/ties/band.py.

const LEVEL = 0.95;
const NORMAL_FROM = 1000; // degrees of freedom from which on t is taken for normal
const NORMAL_BOUND = 1.959963984540054;
const WIDEST_BOUND = 13; // above that of one degree of freedom, 12.7
const CAP = 3; // half the width of a whisker's end, in pixels

const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values) => sumOf(values) / values.length;

// For each period [low, high], or null: no event there, or no spread to be seen.
function intervalsOf(graph, series) {
  const scores = series.map((events) => events.map((event) => graph.score[event]));
  const filled = scores.filter((group) => group.length);
  const freedom = sumOf(filled.map((group) => group.length - 1));
  const squares = sumOf(filled.flatMap((group) => group.map((score) => (score - meanOf(group)) ** 2)));
  if (freedom < 1 || !(squares > 0)) return scores.map(() => null);
  const reach = boundOf(freedom) * Math.sqrt(squares / freedom);
  const [lowest, highest] = graph.scale;
  return scores.map((group) => {
    if (!group.length) return null;
    const [middle, half] = [meanOf(group), reach / Math.sqrt(group.length)];
    return [Math.max(middle - half, lowest), Math.min(middle + half, highest)];
  });
}

// What Student's t with so many degrees of freedom stays within, either side, in 95 % of cases.
function boundOf(freedom) {
  if (freedom >= NORMAL_FROM) return NORMAL_BOUND;
  let [low, high] = [0, WIDEST_BOUND];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (within(middle, freedom) < LEVEL) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// Probability that t lies in [-t, t]: Abramowitz and Stegun, Mathematical Functions, 26.7.3-4.
function within(t, freedom) {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const odd = freedom % 2;
  let term = odd ? cos : 1;
  let total = 0;
  for (let step = 1 + odd; step < freedom; step += 2) {
    total += term;
    term *= (cos * cos * step) / (step + 1);
  }
  return odd ? (2 / Math.PI) * (angle + sin * total) : sin * total;
}

// Shaded where neighbouring periods have events; a whisker where a period stands alone.
function bandsOf(intervals, cut, x, y) {
  const middle = (period) => (x(cut.starts[period]) + x(cut.starts[period + 1])) / 2;
  const at = (period, end) => `${middle(period).toFixed(1)} ${y(intervals[period][end]).toFixed(1)}`;
  return runsOf(intervals).map((run) => {
    if (run.length > 1) {
      const edge = [...run.map((period) => at(period, 1)), ...[...run].reverse().map((period) => at(period, 0))];
      return draw("path.band", { d: `M${edge.join("L")}z` });
    }
    const [low, high] = intervals[run[0]].map((score) => y(score).toFixed(1));
    const left = (middle(run[0]) - CAP).toFixed(1);
    const caps = [low, high].map((end) => `M${left} ${end}h${2 * CAP}`).join("");
    return draw("path.whisker", { d: `M${middle(run[0]).toFixed(1)} ${low}V${high}${caps}` });
  });
}

// Indices of values that follow each other without a null.
function runsOf(values) {
  const runs = [];
  values.forEach((value, index) => {
    if (value === null) return;
    if (index && values[index - 1] !== null) runs[runs.length - 1].push(index);
    else runs.push([index]);
  });
  return runs;
}
