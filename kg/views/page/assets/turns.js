// Turning points of a tie. Python found them in all events of the whole time; the period and the filters change none.

const CAUSES_AT_ONCE = 3;
const BADGE = 8; // radius of a turn's number
const TURN_ROW = 20; // height of a row of numbers and dates above the chart
const TURN_LABEL = 86; // width of one

// The searches of a tie: of both directions together, then of each. null before the details are there or without any.
function searchesOf({ graph, detail }, tie) {
  const [one, other] = graph.ends[tie];
  const found = detail?.turns.ties.find(({ ends }) => ends.includes(one) && ends.includes(other) && one !== other);
  return found ? found.searches : null;
}

// Those whose turns are drawn: of both directions together if they turn, else of each.
function tellingSearches(searches) {
  const whole = searches.filter((search) => search.source === null && search.turns.length);
  return whole.length ? whole : searches.filter((search) => search.turns.length);
}

// Turns in order of time, numbered, each with the source of its direction (null: both).
function turnsOf(app, tie) {
  return tellingSearches(searchesOf(app, tie) || [])
    .flatMap(({ source, turns }) => turns.map((turn) => ({ ...turn, source })))
    .sort((a, b) => a.day - b.day)
    .map((turn, at) => ({ ...turn, number: at + 1 }));
}

// Where the numbers stand above the chart: side by side, in another row where they would touch.
function placeTurns(turns, x, first, end, width) {
  const free = [];
  return turns
    .filter((turn) => turn.day >= first && turn.day < end)
    .map((turn) => {
      const at = x(turn.day + 0.5);
      const leftwards = at + TURN_LABEL > width;
      const left = leftwards ? at - TURN_LABEL : at - BADGE;
      let row = free.findIndex((until) => until <= left);
      if (row < 0) row = free.length;
      free[row] = left + TURN_LABEL + BADGE;
      return { ...turn, at, leftwards, row };
    });
}

// A line through the panels that the turn concerns, with its number and date above.
function turnMarks(placed, graph, panels) {
  return placed.flatMap(({ number, day, at, leftwards, row, source }) => {
    const concerned = panels.filter((panel) => source === null || panel.source === source);
    const y = row * TURN_ROW + BADGE + 2;
    const beside = at + (leftwards ? -1 : 1) * (BADGE + 4);
    return [
      draw("line.turn", { x1: at, x2: at, y1: y, y2: concerned[concerned.length - 1].bottom }),
      draw("circle.badge", { cx: at, cy: y, r: BADGE }),
      draw("text.badge-number", { x: at, y: y + 4, "text-anchor": "middle" }, String(number)),
      draw("text.scale", { x: beside, y: y + 4, "text-anchor": leftwards ? "end" : "start" }, nameOfDay(day)),
    ];
  });
}

// The mean level of each stretch between turns, dotted: it runs through silence, too.
function levelMarks(searches, source, cut, x, y) {
  const [first, end] = [cut.starts[0], cut.starts[cut.starts.length - 1]];
  return tellingSearches(searches)
    .filter((search) => search.source === null || search.source === source)
    .flatMap(({ levels }) => levels)
    .filter(([start, stop]) => stop > first && start < end)
    .map(([start, stop, level]) =>
      draw("line.level", { x1: x(Math.max(start, first)), x2: x(Math.min(stop, end)), y1: y(level), y2: y(level) }),
    );
}

// The turning points in words, each with the events that made it; or why there are none. `shown` are the events listed
// below.
function turnsSection(app, tie, shown) {
  if (!app.detail || app.graph.ends[tie][0] === app.graph.ends[tie][1]) return [];
  const searches = searchesOf(app, tie);
  if (!searches) return [make("p.note.turns", {}, notSearched(app, tie))];
  const turns = turnsOf(app, tie);
  return [
    make("h3", {}, "Turning points"),
    make("p.note", {}, wholeTime(app, turns)),
    ...(turns.length ? [make("ol.turns", {}, ...turns.map((turn) => turnItem(app, tie, turn, shown)))] : []),
    ...searchesNote(app.graph, tie, searches),
  ];
}

const wholeTime = ({ detail }, turns) =>
  `Searched by ${detail.turns.by} in all events of the tie, whatever period and acts are chosen here.` +
  (turns.length
    ? ` p: how often ${detail.turns.by}s, shuffled in blocks, differ as much; somewhat too small where one story fills several. ` +
      "Below each turn, what made it: score, and share of the change."
    : "");

function notSearched({ graph, detail }, tie) {
  const { by, fewest, most } = detail.turns;
  const inOne = graph.eventsOfTie[tie].filter(
    (event) =>
      graph.real[event] &&
      graph.first[event] !== UNKNOWN &&
      startOf(by, graph.first[event]) === startOf(by, graph.last[event]),
  );
  const number = new Set(inOne.map((event) => startOf(by, graph.first[event]))).size;
  if (number >= fewest) return `Searched only for the ${most} ties with events in most ${by}s.`;
  return `No turning point can be told from ${plural(number, by)} with events; ${fewest} are needed.`;
}

function turnItem(app, tie, turn, shown) {
  const { graph, detail } = app;
  const { by } = detail.turns;
  const causes = turn.causes.map(([event, share]) => causeItem(app, tie, event, share, shown));
  const rest = causes.slice(CAUSES_AT_ONCE);
  return make(
    "li.turn",
    {},
    make(
      "p",
      {},
      make("span.badge", { "aria-hidden": "true" }, String(turn.number)),
      make("strong", {}, nameOfDay(turn.day)),
      ", ",
      ...nameOfDirection(graph, tie, turn.source),
      `: ${signed(turn.before)} (${plural(turn.eventsBefore, "event")}) to ${signed(turn.after)} ` +
        `(${plural(turn.eventsAfter, "event")})`,
      turn.silent ? `, after ${plural(turn.silent, `silent ${by}`)}` : "",
      ` (p = ${turn.p.toFixed(3)})`,
    ),
    make("ol.causes", {}, ...causes.slice(0, CAUSES_AT_ONCE)),
    rest.length
      ? make("details", {}, make("summary", {}, plural(rest.length, "further event")), make("ol.causes", {}, ...rest))
      : null,
  );
}

function nameOfDirection(graph, tie, source) {
  if (source === null) return ["both directions"];
  const [one, other] = graph.ends[tie];
  return [told(graph.actors.label[source]), " to ", told(graph.actors.label[source === one ? other : one])];
}

// One event and its share of the change; it leads to the event below, unless the filters hide that.
function causeItem(app, tie, event, share, shown) {
  const { graph } = app;
  const words = [
    `${nameOfDate(graph.first[event], graph.last[event])}, `,
    told(graph.actors.short[graph.source[event]]),
    graph.flags[event] & SYMMETRIC ? " with " : " to ",
    told(graph.actors.short[graph.target[event]]),
    `: ${nameOfAct(graph, graph.act[event])}`,
  ];
  const figures = ` ${signed(graph.score[event])}, ${(100 * share).toFixed(0)} %`;
  const name = shown.has(event)
    ? make("button.link", { type: "button", onclick: () => showEvent(app, tie, event) }, ...words)
    : make("span", { title: "Outside the chosen period or filters" }, ...words);
  return make("li", {}, name, make("span.share", {}, figures));
}

// The searches whose turns are not drawn, or that found none, in words.
function searchesNote(graph, tie, searches) {
  const telling = tellingSearches(searches);
  const others = searches.filter((search) => !telling.includes(search));
  if (!others.length) return [];
  const list = make(
    "ul.note.searches",
    {},
    ...others.map(({ source, found, turns }) => {
      const [first, ...rest] = nameOfDirection(graph, tie, source);
      const when = turns.map(({ day, p }) => `${nameOfDay(day)} (p = ${p.toFixed(3)})`).join(", ");
      const outcome = when ? `: ${found}, ${when}.` : `: ${found}.`;
      return make("li", {}, source === null ? "Both directions" : first, ...rest, outcome);
    }),
  );
  return [list];
}

function showEvent(app, tie, event) {
  if (byId(`event-${event}`)) pointAt(event);
  else app.open({ tie, event });
}
