// The map: which actors and ties are drawn where, and what lies under a point.

const FADED = 0.14;
const ZOOM_LIMITS = [0.3, 24];
const LARGEST_SCALE = 1.6; // pixels a unit: two actors alone need not stand in opposite corners

function newMap(app) {
  const canvas = byId("map");
  const context = canvas.getContext("2d");
  const { graph } = app;
  const layouts = {
    map: placesOf(graph.actors.x, graph.actors.y),
    world: placesOf(graph.actors.worldX, graph.actors.worldY),
  };
  const map = {
    canvas,
    layout: "map",
    ...layouts.map,
    zoom: 1,
    panX: 0,
    panY: 0, // screen = middle + (world - centre) * scale * zoom + pan
    scaleX: 1,
    scaleY: 1,
    centreX: 0,
    centreY: 0,
    width: 0,
    height: 0,
    hover: null, // {actor} or {tie}
    cursor: null, // the actor that the keyboard is at
    cursorTie: null, // the tie of that actor that it is at
    actors: [],
    ties: [],
    labels: [],
  };

  map.resize = () => {
    const { width, height } = canvas.parentElement.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    [map.width, map.height] = [width, height];
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  };

  // Places of actors by ties, or on the world; each layout remembers where its actors were dragged.
  map.layOut = (layout) => {
    if (layout === map.layout) return;
    Object.assign(map, { layout, ...layouts[layout] });
    map.fit();
  };

  // Show all actors that are drawn; the plane is stretched a little towards the shape of the window.
  map.fit = () => {
    const shown = indices(app.counts.actorShown);
    const [left, right] = extent(shown, map.x);
    const [top, bottom] = extent(shown, map.y);
    const margin = { x: clamp(map.width * 0.08, 30, 80), y: clamp(map.height * 0.06, 30, 44) };
    const inset = legendWidth(map);
    const scaleX = (map.width - inset - 2 * margin.x) / Math.max(right - left, 60);
    const scaleY = (map.height - 2 * margin.y) / Math.max(bottom - top, 60);
    const least = Math.min(scaleX, scaleY, LARGEST_SCALE);
    const stretch = map.layout === "world" ? 1 : 1.9;
    map.scaleX = Math.min(scaleX, least * stretch);
    map.scaleY = Math.min(scaleY, least * stretch);
    map.centreX = (left + right) / 2;
    map.centreY = (top + bottom) / 2;
    Object.assign(map, { zoom: 1, panX: inset / 2, panY: 0 });
  };

  map.acrossOf = (x) => map.width / 2 + (x - map.centreX) * map.scaleX * map.zoom + map.panX;
  map.downOf = (y) => map.height / 2 + (y - map.centreY) * map.scaleY * map.zoom + map.panY;
  map.screenX = (actor) => map.acrossOf(map.x[actor]);
  map.screenY = (actor) => map.downOf(map.y[actor]);

  map.zoomAt = (factor, x = map.width / 2, y = map.height / 2) => {
    const zoom = clamp(map.zoom * factor, ...ZOOM_LIMITS);
    const change = zoom / map.zoom;
    map.panX = x - map.width / 2 - (x - map.width / 2 - map.panX) * change;
    map.panY = y - map.height / 2 - (y - map.height / 2 - map.panY) * change;
    map.zoom = zoom;
    map.draw();
  };

  // Bring an actor into view when it is not.
  map.reveal = (actor) => {
    const [x, y] = [map.screenX(actor), map.screenY(actor)];
    if (x < 30 || x > map.width - 30) map.panX += map.width / 2 - x;
    if (y < 30 || y > map.height - 30) map.panY += map.height / 2 - y;
  };

  map.draw = perFrame(() => {
    if (app.state.view === "map") paint(app, map, context);
  });
  return map;
}

const placesOf = (x, y) => ({ x: Float32Array.from(x, (x) => x ?? 0), y: Float32Array.from(y, (y) => y ?? 0) });

// Room that the legend takes from the left of a wide map.
function legendWidth(map) {
  const legend = byId("filters");
  return legend.open && map.width > 700 ? legend.offsetWidth + 8 : 0;
}

const indices = (flags) => Array.from(flags.keys()).filter((index) => flags[index]);

function extent(list, values) {
  let [low, high] = [Infinity, -Infinity];
  for (const index of list) {
    low = Math.min(low, values[index]);
    high = Math.max(high, values[index]);
  }
  return low <= high ? [low, high] : [0, 0];
}

// What stands out: the actors and ties of what is open and of what the pointer is on. Null when nothing does.
function brightOf(app, map) {
  const { graph, counts, state } = app;
  const atTie = map.cursorTie !== null && document.activeElement === map.canvas ? { tie: map.cursorTie } : null;
  const chosen = [state.focus, map.hover, atTie].filter(Boolean);
  if (!chosen.length) return null;
  const bright = { actors: new Set(), ties: new Set(), strong: new Set() };
  for (const { actor, tie } of chosen) {
    const ties = tie === undefined ? graph.tiesOfActor[actor].filter((index) => counts.tieShown[index]) : [tie];
    for (const index of ties) {
      bright.ties.add(index);
      graph.ends[index].forEach((end) => bright.actors.add(end));
    }
    for (const end of tie === undefined ? [actor] : graph.ends[tie]) {
      bright.actors.add(end);
      bright.strong.add(end);
    }
  }
  return bright;
}

function scene(app, map) {
  const { graph, counts, state } = app;
  const most = Math.max(app.mostEvents, 1);
  const crowded = map.layout === "world" ? 0.6 : 1; // capitals cannot make room
  const grow = crowded * Math.pow(map.zoom, 0.4) * clamp(Math.min(map.width, map.height) / 620, 0.62, 1.1);
  const place = new Map();
  for (let index = 0; index < graph.actorCount; index++) {
    const opened = state.focus?.actor === index && graph.actors.x[index] !== null;
    if (!counts.actorShown[index] && !opened) continue;
    place.set(index, {
      index,
      x: map.screenX(index),
      y: map.screenY(index),
      radius: Math.max(radiusOf(counts.actor[index], most) * grow, 2.5),
      group: graph.actors.group[index],
      label: graph.actors.short[index],
      id: graph.actors.id[index],
      events: counts.actor[index],
    });
  }
  map.actors = [...place.values()].sort((a, b) => b.events - a.events || a.index - b.index);
  map.ties = [];
  for (let tie = 0; tie < graph.tieCount; tie++) {
    if (!counts.tieShown[tie]) continue;
    const [one, other] = graph.ends[tie].map((end) => place.get(end));
    const tone = toneOf(graph, counts.cooperative[tie], counts.tie[tie]);
    const width = widthOf(counts.tie[tie], graph.leastAtFirst);
    map.ties.push({ index: tie, one, other, bend: bendOf(one, other), tone, width });
  }
}

function paint(app, map, context) {
  scene(app, map);
  const { colours } = app;
  const bright = brightOf(app, map);
  context.clearRect(0, 0, map.width, map.height);
  if (map.layout === "world") drawLand(context, map, app.graph.land, colours);
  const isBright = (tie) => bright?.ties.has(tie.index);
  const usual = clamp(13 / Math.sqrt(map.ties.length + 1), 0.12, 0.72);
  strokeTies(
    context,
    map.ties.filter((tie) => !isBright(tie)),
    colours,
    bright ? FADED * 0.6 : usual,
  );
  if (bright) strokeTies(context, map.ties.filter(isBright), colours, 0.92);
  const shines = (actor) => !bright || bright.actors.has(actor.index);
  for (const actor of map.actors.filter((actor) => !shines(actor))) fillActor(context, actor, colours, FADED * 1.4);
  for (const actor of map.actors.filter(shines).reverse()) fillActor(context, actor, colours, 1);
  for (const actor of map.actors) {
    if (bright?.strong.has(actor.index)) ringActor(context, actor, colours.ink);
    if (map.cursor === actor.index && document.activeElement === map.canvas) ringActor(context, actor, colours.focus);
  }
  const named = map.actors.filter((actor) => shines(actor) || actor.index === map.cursor);
  for (const actor of named) actor.strong = Boolean(bright?.strong.has(actor.index)) || actor.index === map.cursor;
  named.sort((a, b) => b.strong - a.strong || b.events - a.events || a.index - b.index);
  const clear = app.state.focus?.tie === undefined ? [] : map.ties.filter(isBright); // no name on the tie that is open
  map.labels = labelActors(context, map.actors.filter(shines), named, map, colours, coveredBoxes(map), clear);
  map.canvas.drawn = map; // what stands where, for tests of the picture
  const none = byId("empty");
  none.hidden = map.actors.length > 0;
  none.textContent = graphIsEmpty(app) ? "No events to show." : "Nothing passes these filters in this period.";
}

const graphIsEmpty = (app) => !app.graph.real.includes(1);

// Where controls lie over the map: no label goes there.
function coveredBoxes(map) {
  const origin = map.canvas.getBoundingClientRect();
  return [...map.canvas.parentElement.querySelectorAll(".zoom, .legend")]
    .filter((element) => getComputedStyle(element).position === "absolute")
    .map((element) => element.getBoundingClientRect())
    .map((box) => [box.left - origin.left, box.top - origin.top, box.right - origin.left, box.bottom - origin.top]);
}

function actorAt(map, x, y, slack = 4) {
  let best = null;
  for (const actor of map.actors) {
    const distance = Math.hypot(actor.x - x, actor.y - y) - actor.radius;
    if (distance <= slack && (!best || distance < best.distance)) best = { distance, index: actor.index };
  }
  if (best) return best.index;
  const label = map.labels.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
  return label ? label.index : null;
}

function tieAt(map, x, y, slack = 5) {
  let best = null;
  for (const tie of map.ties) {
    const { one, other, bend } = tie;
    const reach = slack + tie.width / 2;
    if (Math.min(one.x, other.x, bend.x) - reach > x || Math.max(one.x, other.x, bend.x) + reach < x) continue;
    if (Math.min(one.y, other.y, bend.y) - reach > y || Math.max(one.y, other.y, bend.y) + reach < y) continue;
    const distance = distanceToCurve(tie, x, y) - tie.width / 2;
    if (distance <= slack && (!best || distance < best.distance)) best = { distance, index: tie.index };
  }
  return best ? best.index : null;
}

function distanceToCurve(tie, x, y) {
  const points = pointsOf(tie);
  let least = Infinity;
  for (let step = 1; step < points.length; step++) {
    const [[px, py], [qx, qy]] = [points[step - 1], points[step]];
    const length = (qx - px) ** 2 + (qy - py) ** 2 || 1;
    const along = clamp(((x - px) * (qx - px) + (y - py) * (qy - py)) / length, 0, 1);
    least = Math.min(least, Math.hypot(px + along * (qx - px) - x, py + along * (qy - py) - y));
  }
  return least;
}
