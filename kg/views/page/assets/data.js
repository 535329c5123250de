// The graph as typed arrays. `core` makes the first picture; sentences and articles are unpacked after it.

const UNKNOWN = -0x80000000;
const SYMMETRIC = 1;
const DOMESTIC = 2;
const REAL_STATUSES = 2; // occurred and historical are the first two

async function unpack(id) {
  const block = byId(id);
  const text = block.textContent;
  block.remove();
  if (block.type === "application/json") return JSON.parse(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

const days = (column) => Int32Array.from(column, (day) => (day === null ? UNKNOWN : day));

// Adds to the code lists: actors with their neighbours, events with their tie, ties with their events.
function graphOf(core) {
  const { actors, events } = core;
  const count = events.source.length;
  const graph = {
    ...core,
    actorCount: actors.id.length,
    eventCount: count,
    source: Int32Array.from(events.source),
    target: Int32Array.from(events.target),
    act: Int32Array.from(events.act),
    first: days(events.first),
    last: days(events.last),
    status: Uint8Array.from(events.status),
    flags: Uint8Array.from(events.flags),
    reports: Int32Array.from(events.reports),
    quad: Uint8Array.from(events.act, (act) => core.acts[act][3]),
    score: Float64Array.from(events.act, (act) => core.acts[act][4]),
    tie: new Int32Array(count),
    actorOf: new Map(actors.id.map((id, index) => [id, index])),
  };
  return Object.assign(graph, tiesOf(graph));
}

function tiesOf(graph) {
  const numbers = new Map();
  const ends = [];
  const lists = [];
  for (let event = 0; event < graph.eventCount; event++) {
    const [one, other] = [graph.source[event], graph.target[event]].sort((a, b) => a - b);
    const key = one * graph.actorCount + other;
    let tie = numbers.get(key);
    if (tie === undefined) {
      tie = ends.length;
      numbers.set(key, tie);
      ends.push([one, other]);
      lists.push([]);
    }
    graph.tie[event] = tie;
    lists[tie].push(event);
  }
  const tiesOfActor = Array.from({ length: graph.actorCount }, () => []);
  ends.forEach(([one, other], tie) => {
    tiesOfActor[one].push(tie);
    if (one !== other) tiesOfActor[other].push(tie);
  });
  const tieOf = (one, other) => numbers.get(Math.min(one, other) * graph.actorCount + Math.max(one, other));
  return { ends, eventsOfTie: lists, tiesOfActor, tieOf, tieCount: ends.length };
}

// Whether an event makes a tie: it took place, and between two sides.
const isReal = (graph, event) =>
  graph.status[event] < REAL_STATUSES &&
  !(graph.flags[event] & DOMESTIC) &&
  graph.source[event] !== graph.target[event];

const isCooperative = (quad) => quad <= 2;

const toneOf = (graph, cooperative, total) => {
  const balance = (2 * cooperative - total) / total;
  return balance > graph.toneLimit ? "cooperative" : balance < -graph.toneLimit ? "conflictual" : "mixed";
};

// What lists need: where the reports of each event begin, and the event that an id names.
function detailOf(graph, detail) {
  const begins = new Int32Array(graph.eventCount + 1);
  for (let event = 0; event < graph.eventCount; event++) begins[event + 1] = begins[event] + graph.reports[event];
  return { ...detail, begins };
}

const eventByIds = (detail, beginning) => detail.ids.findIndex((id) => id.startsWith(beginning));
