// What the reader has chosen, what of the graph that leaves, and the link that says so.

const LEAST_STEPS = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000, 2000, 5000];
const TIES_AT_FIRST = 700; // more than this many lines tell nothing: larger graphs open with a threshold
const TABLES = ["ties", "actors", "events"];

function newState(graph) {
  return {
    from: null, // first and last day, or null for the whole time
    to: null,
    quads: new Set([1, 2, 3, 4]),
    groups: new Set(graph.actors.group),
    least: 1,
    focus: null, // {actor} or {tie}
    event: null, // id of an event to point at
    view: "map",
    layout: "map", // or the world
    table: "ties",
    theme: null,
  };
}

// How many events each tie and actor has in the period and under the filters. Runs over all events: 1 ms for 50,000.
function countsOf(graph, state) {
  const counts = {
    passes: new Uint8Array(graph.eventCount), // real events under the filters, in the period
    anytime: new Uint8Array(graph.eventCount), // the same in the whole time
    tie: new Int32Array(graph.tieCount),
    cooperative: new Int32Array(graph.tieCount),
    actor: new Int32Array(graph.actorCount),
    tieShown: new Uint8Array(graph.tieCount),
    actorShown: new Uint8Array(graph.actorCount),
    events: 0,
    ties: 0,
    actors: 0,
  };
  const inGroup = graph.actors.group.map((group) => state.groups.has(group));
  for (let event = 0; event < graph.eventCount; event++) {
    if (!graph.real[event] || !state.quads.has(graph.quad[event])) continue;
    if (!inGroup[graph.source[event]] || !inGroup[graph.target[event]]) continue;
    counts.anytime[event] = 1;
    if (!inPeriod(graph, state, event)) continue;
    counts.passes[event] = 1;
    const tie = graph.tie[event];
    counts.tie[tie]++;
    if (isCooperative(graph.quad[event])) counts.cooperative[tie]++;
  }
  for (let tie = 0; tie < graph.tieCount; tie++) {
    if (counts.tie[tie] < state.least) continue;
    counts.tieShown[tie] = 1;
    counts.ties++;
    counts.events += counts.tie[tie];
    for (const actor of graph.ends[tie]) {
      counts.actor[actor] += counts.tie[tie];
      if (!counts.actorShown[actor]) counts.actors++;
      counts.actorShown[actor] = 1;
    }
  }
  return counts;
}

// Events that may have happened in the period; those without a date only when there is no period.
function inPeriod(graph, state, event) {
  if (state.from === null) return true;
  return graph.first[event] !== UNKNOWN && graph.last[event] >= state.from && graph.first[event] <= state.to;
}

// The lowest threshold that leaves no more ties than a picture can hold.
function leastAtFirst(graph) {
  const counts = countsOf(graph, newState(graph));
  const sizes = Array.from(counts.tie).sort((a, b) => b - a);
  const next = (sizes[TIES_AT_FIRST] || 0) + 1;
  return LEAST_STEPS.find((step) => step >= next) || LEAST_STEPS[LEAST_STEPS.length - 1];
}

function linkOf(graph, state) {
  const link = new URLSearchParams();
  if (state.from !== null) {
    link.set("from", iso(state.from));
    link.set("to", iso(state.to));
  }
  if (state.quads.size < 4) link.set("acts", [...state.quads].sort().join("") || "none");
  const groups = new Set(graph.actors.group);
  if (state.groups.size < groups.size) link.set("kinds", [...state.groups].sort().join(",") || "none");
  if (state.least !== graph.leastAtFirst) link.set("least", state.least);
  if (state.focus?.actor !== undefined) link.set("actor", graph.actors.id[state.focus.actor]);
  if (state.focus?.tie !== undefined) {
    const [one, other] = graph.ends[state.focus.tie];
    link.set("tie", graph.actors.id[one]);
    link.set("with", graph.actors.id[other]);
  }
  if (state.event) link.set("event", state.event);
  if (state.view !== "map") link.set("view", state.table);
  if (state.layout !== "map") link.set("layout", state.layout);
  if (state.theme) link.set("theme", state.theme);
  return link.toString();
}

// The state that a link asks for; what it says wrongly, or of another graph, is left out.
function stateFrom(graph, text) {
  const link = new URLSearchParams(text);
  const state = newState(graph);
  const [from, to] = [dayFromIso(link.get("from")), dayFromIso(link.get("to"))];
  if (from !== null && to !== null && from <= to) Object.assign(state, { from, to });
  if (/^([1-4]{1,4}|none)$/.test(link.get("acts") || "")) {
    state.quads = new Set([...link.get("acts")].map(Number).filter(Boolean));
  }
  if (link.has("kinds")) {
    state.groups = new Set(
      link
        .get("kinds")
        .split(",")
        .filter((group) => state.groups.has(group)),
    );
  }
  const least = Number(link.get("least"));
  state.least = LEAST_STEPS.includes(least) ? least : graph.leastAtFirst;
  const actor = graph.actorOf.get(link.get("actor"));
  const tie = graph.tieOf(graph.actorOf.get(link.get("tie")), graph.actorOf.get(link.get("with")));
  if (tie !== undefined) state.focus = { tie };
  else if (actor !== undefined) state.focus = { actor };
  if (/^[0-9a-f]{4,16}$/.test(link.get("event") || "")) state.event = link.get("event");
  if (TABLES.includes(link.get("view"))) Object.assign(state, { view: "table", table: link.get("view") });
  if (link.get("layout") === "world") state.layout = "world";
  if (["light", "dark"].includes(link.get("theme"))) state.theme = link.get("theme");
  return state;
}

// Events that the card, the table and the download speak of: those of what is open, else all; newest first.
function eventsInScope(graph, state, counts) {
  const found = [];
  const take = (event) => {
    if (counts.passes[event]) found.push(event);
  };
  if (state.focus?.tie !== undefined) graph.eventsOfTie[state.focus.tie].forEach(take);
  else if (state.focus?.actor !== undefined) {
    for (const tie of graph.tiesOfActor[state.focus.actor]) graph.eventsOfTie[tie].forEach(take);
  } else {
    for (let event = 0; event < graph.eventCount; event++) if (counts.tieShown[graph.tie[event]]) take(event);
  }
  return newestFirst(graph, found);
}

const newestFirst = (graph, events) => events.sort((a, b) => graph.first[b] - graph.first[a] || b - a);
