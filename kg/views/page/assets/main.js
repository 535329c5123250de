// The parts put together. `app.update()` is called after every change of the state; nothing else redraws.

async function start() {
  const graph = graphOf(await unpack("core"));
  graph.real = Uint8Array.from({ length: graph.eventCount }, (_, event) => (isReal(graph, event) ? 1 : 0));
  graph.leastAtFirst = leastAtFirst(graph);
  const app = { graph, axis: axisOf(graph), state: stateFrom(graph, location.hash.slice(1)), orders: {}, detail: null };
  app.totals = countsOf(graph, newState(graph));
  app.mostEvents = Math.max(0, ...app.totals.actor);
  app.counts = countsOf(graph, app.state);
  applyTheme(app);
  app.map = newMap(app);
  addActions(app);
  setUpSearch(app);
  setUpFilters(app);
  setUpViews(app);
  listenToMap(app);
  byId("standfirst").textContent = standfirst(app);
  byId("filters").open = !matchMedia("(max-width: 760px)").matches;
  app.showView();
  app.timeline = newTimeline(app);
  app.map.resize();
  app.map.fit();
  app.update();
  listenToWindow(app);
  app.ready = painted().then(() => readDetail(app));
}

// After the first picture: sentences and articles, then what was waiting for them.
async function readDetail(app) {
  app.detail = detailOf(app.graph, await unpack("detail"));
  if (app.state.event && !app.state.focus) {
    const event = eventByIds(app.detail, app.state.event);
    if (event >= 0) app.state.focus = { tie: app.graph.tie[event] };
  }
  app.update();
  requestAnimationFrame(() => {
    // after the card
    pointAtNamed(app);
    document.documentElement.dataset.ready = "yes";
  });
}

function pointAtNamed(app) {
  if (app.state.event && app.detail) pointAt(eventByIds(app.detail, app.state.event));
}

const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() =>
      setTimeout(() => {
        document.documentElement.dataset.painted = Math.round(performance.now());
        resolve();
      }),
    );
  });

function standfirst({ graph, totals, axis }) {
  const years = axis ? `, ${axis.earlier ? "most of them " : ""}${yearsOf(axis)}` : "";
  const ties = `${plural(totals.events, "event")} between ${plural(totals.actors, "actor")}${years}`;
  return graph.eventCount ? ties : "This graph holds no events yet.";
}

function addActions(app) {
  const { state } = app;
  app.nameOfFocus = () =>
    state.focus.tie === undefined ? app.graph.actors.label[state.focus.actor] : nameOfTie(app.graph, state.focus.tie);
  app.meanOfTie = (tie) => {
    const events = app.graph.eventsOfTie[tie].filter((event) => app.counts.passes[event]);
    return events.length ? mean(app.graph, events) : 0;
  };
  app.update = () => {
    applyTheme(app);
    app.counts = countsOf(app.graph, app.state);
    app.showFilters();
    app.timeline.draw();
    app.map.draw();
    redrawLists();
    remember(app.graph, app.state);
  };
  const redrawLists = perFrame(() => {
    showCard(app);
    if (app.state.view === "table") showTables(app);
  });
  // Open an actor, a tie, a tie at one of its events, or nothing. `follow` takes the keyboard to the card.
  app.open = (found, { follow = false, reveal = false } = {}) => {
    const { event, ...focus } = found || {};
    state.focus = found ? focus : null;
    state.event = event !== undefined && app.detail ? app.detail.ids[event] : null;
    if (reveal && focus.actor !== undefined) app.map.reveal(focus.actor);
    app.update();
    requestAnimationFrame(() => {
      const card = byId("card");
      card.scrollTop = 0;
      const narrow = matchMedia("(max-width: 760px)").matches;
      if (narrow && found) card.scrollIntoView({ block: "start" });
      if (follow) byId("card-title").focus({ preventScroll: true });
      if (state.event) pointAtNamed(app);
    });
    announce(state.focus ? `${app.nameOfFocus()} opened` : "Closed");
  };
  app.showMap = (layout = state.layout) => {
    Object.assign(state, { view: "map", layout });
    app.showView();
    app.map.resize();
    app.update();
  };
  app.showTable = (name) => {
    Object.assign(state, { view: "table", table: name });
    app.showView();
    app.update();
  };
}

function listenToWindow(app) {
  const observer = new ResizeObserver(
    perFrame(() => {
      const { width, height } = app.map;
      app.map.resize();
      if (!width || Math.abs(app.map.width - width) + Math.abs(app.map.height - height) > 80) app.map.fit();
      app.timeline.draw();
      app.map.draw();
    }),
  );
  observer.observe(byId("stage"));
  observer.observe(byId("brush"));
  byId("filters").addEventListener("toggle", () => app.map.draw());
  window.addEventListener("hashchange", () => {
    Object.assign(app.state, stateFrom(app.graph, location.hash.slice(1)));
    app.showView();
    app.update();
    requestAnimationFrame(() => pointAtNamed(app));
  });
  window.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      byId("find").focus();
    }
  });
}

// The state in the address, where there is one to write to: a notebook's frame has none.
const remember = debounced((graph, state) => {
  const link = linkOf(graph, state);
  if (link === location.hash.slice(1)) return;
  try {
    history.replaceState(null, "", link ? `#${link}` : location.pathname + location.search);
  } catch {
    // the page works without
  }
});

// Browsers refuse more than a hundred changes of the address in half a minute.
function debounced(work) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), 350);
  };
}

start().catch((error) => {
  const old = typeof DecompressionStream === "undefined";
  document.body.append(
    make(
      "p.failure",
      { role: "alert" },
      old
        ? "This browser is too old for this page; any of 2023 or later will do."
        : `The page could not be drawn: ${error.message}`,
    ),
  );
  throw error;
});
