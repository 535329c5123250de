// Hands on the map: mouse, touch and keyboard.

const CLICK = 5; // pixels that a click may move

function listenToMap(app) {
  const { map } = app;
  const { canvas } = map;
  const down = new Map(); // pointers that touch the map
  let drag = null;
  let pinch = 0;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const spread = () => {
    const [a, b] = [...down.values()];
    return { distance: Math.hypot(a[0] - b[0], a[1] - b[1]), x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2 };
  };

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    const [x, y] = at(event);
    down.set(event.pointerId, [x, y]);
    if (down.size === 2) pinch = spread().distance;
    drag = down.size === 1 ? { x, y, actor: actorAt(map, x, y, slackOf(event)), moved: false, last: [x, y] } : null;
  });

  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    if (!down.has(event.pointerId)) {
      if (event.pointerType === "mouse") hover(app, x, y);
      return;
    }
    down.set(event.pointerId, [x, y]);
    if (down.size === 2 && pinch) {
      const now = spread();
      map.zoomAt(now.distance / pinch, now.x, now.y);
      pinch = now.distance;
    } else if (drag) move(map, drag, x, y);
  });

  const release = (event) => {
    down.delete(event.pointerId);
    if (down.size < 2) pinch = 0;
    if (drag && !drag.moved && event.type === "pointerup") choose(app, drag.x, drag.y, slackOf(event));
    drag = null;
    canvas.classList.remove("moving");
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => setHover(app, null));
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      map.zoomAt(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...at(event));
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => onMapKey(app, event));
  canvas.addEventListener("focus", () => map.draw());
  canvas.addEventListener("blur", () => map.draw());
  byId("zoom-in").addEventListener("click", () => map.zoomAt(1.4));
  byId("zoom-out").addEventListener("click", () => map.zoomAt(1 / 1.4));
  byId("zoom-fit").addEventListener("click", () => {
    map.fit();
    map.draw();
  });
}

const slackOf = (event) => (event.pointerType === "touch" ? 14 : 5);

// Drag an actor, or the map when none is held.
function move(map, drag, x, y) {
  if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < CLICK) return;
  drag.moved = true;
  map.canvas.classList.add("moving");
  const [dx, dy] = [x - drag.last[0], y - drag.last[1]];
  drag.last = [x, y];
  if (drag.actor === null) {
    map.panX += dx;
    map.panY += dy;
  } else {
    map.x[drag.actor] += dx / (map.scaleX * map.zoom);
    map.y[drag.actor] += dy / (map.scaleY * map.zoom);
  }
  map.draw();
}

function under(map, x, y, slack) {
  const actor = actorAt(map, x, y, slack);
  if (actor !== null) return { actor };
  const tie = tieAt(map, x, y, slack);
  return tie === null ? null : { tie };
}

function choose(app, x, y, slack) {
  app.open(under(app.map, x, y, slack));
}

function hover(app, x, y) {
  setHover(app, under(app.map, x, y, 5));
}

function setHover(app, found) {
  const { map, graph, counts } = app;
  if (found?.actor === map.hover?.actor && found?.tie === map.hover?.tie) return;
  map.hover = found;
  map.canvas.classList.toggle("over", Boolean(found));
  map.canvas.title = !found
    ? ""
    : found.tie === undefined
      ? `${graph.actors.label[found.actor]}: ${plural(counts.actor[found.actor], "event")}`
      : `${nameOfTie(graph, found.tie)}: ${plural(counts.tie[found.tie], "event")}`;
  map.draw();
}

const nameOfTie = (graph, tie) => graph.ends[tie].map((end) => graph.actors.label[end]).join(" and ");

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onMapKey(app, event) {
  const { map } = app;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) {
    map.panX -= arrow[0] * 60;
    map.panY -= arrow[1] * 60;
  } else if (arrow) step(app, ...arrow);
  else if (event.key === "t" || event.key === "T") stepTie(app, event.shiftKey ? -1 : 1);
  else if (event.key === "+" || event.key === "=") map.zoomAt(1.3);
  else if (event.key === "-") map.zoomAt(1 / 1.3);
  else if (event.key === "0") map.fit();
  else if ((event.key === "Enter" || event.key === " ") && map.cursorTie !== null)
    app.open({ tie: map.cursorTie }, { follow: true });
  else if ((event.key === "Enter" || event.key === " ") && map.cursor !== null)
    app.open({ actor: map.cursor }, { follow: true });
  else if (event.key === "Escape") app.open(null);
  else return;
  event.preventDefault();
  map.draw();
}

// The nearest actor in a direction; from nowhere, the one that is open, else the busiest.
function step(app, dx, dy) {
  const { map, graph } = app;
  const here = map.actors.find((actor) => actor.index === (map.cursor ?? app.state.focus?.actor));
  let next = here ? null : map.actors[0];
  let least = Infinity;
  for (const actor of here ? map.actors : []) {
    const [along, aside] = [
      (actor.x - here.x) * dx + (actor.y - here.y) * dy,
      Math.abs((actor.x - here.x) * dy) + Math.abs((actor.y - here.y) * dx),
    ];
    const cost = along + 2.5 * aside;
    if (along > 1 && cost < least) [least, next] = [cost, actor];
  }
  if (!next) return;
  Object.assign(map, { cursor: next.index, cursorTie: null });
  map.reveal(next.index);
  announce(`${graph.actors.label[next.index]}, ${plural(next.events, "event")}`);
}

// The next tie of the actor that the keyboard is at, or is open, or is the busiest; the strongest first.
function stepTie(app, by) {
  const { map, graph, counts, state } = app;
  map.cursor ??= state.focus?.actor ?? map.actors[0]?.index ?? null;
  if (map.cursor === null) return;
  const ties = graph.tiesOfActor[map.cursor]
    .filter((tie) => counts.tieShown[tie])
    .sort((a, b) => counts.tie[b] - counts.tie[a] || a - b);
  if (!ties.length) return;
  const at = ties.indexOf(map.cursorTie);
  map.cursorTie = ties[at < 0 ? (by > 0 ? 0 : ties.length - 1) : (at + by + ties.length) % ties.length];
  announce(`${nameOfTie(graph, map.cursorTie)}, ${plural(counts.tie[map.cursorTie], "event")}`);
}
