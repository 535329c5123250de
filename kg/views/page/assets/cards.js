// The card beside the map: all, one actor, or one tie.

const BUSIEST = 14;

function showCard(app) {
  const { state } = app;
  const card = byId("card");
  const open = [...card.querySelectorAll("details[open]")].map((item) => item.className);
  const content =
    state.focus?.tie !== undefined
      ? tieCard(app, state.focus.tie)
      : state.focus?.actor !== undefined
        ? actorCard(app, state.focus.actor)
        : overview(app);
  card.replaceChildren(...content);
  for (const name of open)
    if (name) card.querySelector(`details.${name.split(" ").join(".")}`)?.setAttribute("open", "");
  card.classList.toggle("opened", Boolean(state.focus));
}

const cardHead = (app, title, ...below) =>
  make(
    "header.card-head",
    {},
    make("h2", { tabindex: "-1", id: "card-title" }, ...title),
    make(
      "button.close",
      { type: "button", "aria-label": "Close", onclick: () => app.open(null, { follow: true }) },
      "\u00D7",
    ),
    ...below,
  );

function overview(app) {
  const { graph, counts } = app;
  const busiest = indices(counts.tieShown)
    .sort((a, b) => counts.tie[b] - counts.tie[a] || a - b)
    .slice(0, BUSIEST);
  return [
    make(
      "header.card-head",
      {},
      make("h2", { tabindex: "-1", id: "card-title" }, "The busiest ties"),
      make(
        "p.about",
        {},
        "How often the articles tell of one side acting towards the other, in the chosen period. " +
          "Choose a tie or an actor to read the sentences.",
      ),
    ),
    tieRows(app, busiest, (tie) => graph.ends[tie]),
    make(
      "p.hint",
      {},
      counts.ties > BUSIEST ? `${plural(counts.ties - BUSIEST, "further tie")} on the map and in the table.` : "",
    ),
  ];
}

// Rows with the name of a tie, a bar split by tone, and the number of events.
function tieRows(app, ties, namesOf) {
  const { graph, counts } = app;
  const most = Math.max(1, ...ties.map((tie) => counts.tie[tie]));
  return make(
    "ol.rows",
    {},
    ...ties.map((tie) =>
      make(
        "li",
        {},
        make(
          "button.row",
          { type: "button", onclick: () => app.open({ tie }, { follow: true }) },
          make(
            "span.name",
            {},
            ...namesOf(tie).flatMap((end, at) =>
              at ? [" \u2013 ", told(graph.actors.label[end])] : [told(graph.actors.label[end])],
            ),
          ),
          splitBar(counts.cooperative[tie], counts.tie[tie], most),
          make("span.number", {}, counts.tie[tie].toLocaleString("en")),
          make("span.unseen", {}, ` events, ${toneOf(graph, counts.cooperative[tie], counts.tie[tie] || 1)}`),
        ),
      ),
    ),
  );
}

function splitBar(cooperative, total, most) {
  const bar = make("span.bar", { "aria-hidden": "true" });
  for (const [name, value] of [
    ["cooperative", cooperative],
    ["conflictual", total - cooperative],
  ]) {
    const part = make(`i.${name}`);
    part.style.width = `${(100 * value) / most}%`;
    bar.append(part);
  }
  return bar;
}

function actorCard(app, actor) {
  const { graph, counts, state } = app;
  const ties = graph.tiesOfActor[actor]
    .filter((tie) => counts.tie[tie])
    .sort((a, b) => counts.tie[b] - counts.tie[a] || a - b);
  const events = eventsInScope(graph, state, counts);
  const cooperative = events.filter((event) => isCooperative(graph.quad[event])).length;
  const { label, kind, id } = Object.fromEntries(
    ["label", "kind", "id"].map((name) => [name, graph.actors[name][actor]]),
  );
  const partner = (tie) => graph.ends[tie].filter((end) => end !== actor);
  return [
    cardHead(
      app,
      [told(label)],
      make(
        "p.about",
        {},
        kind[0].toUpperCase() + kind.slice(1),
        ...(id === label ? [] : [" \u00B7 ", told(id)]),
        ` \u00B7 ${periodInWords(app)}`,
      ),
    ),
    totals([
      [events.length, "events"],
      [ties.length, "partners"],
      [cooperative, "cooperative"],
      [events.length - cooperative, "conflictual"],
    ]),
    ...(ties.length ? [make("h3", {}, "Ties"), growingRows(app, ties, partner)] : []),
    make("h3", {}, "Events"),
    ...evidenceOf(app, events),
    ...restOf(
      app,
      graph.tiesOfActor[actor].flatMap((tie) => graph.eventsOfTie[tie]),
    ),
  ];
}

// The busiest ties at once, the others behind a button.
function growingRows(app, ties, namesOf) {
  const box = make("div", {}, tieRows(app, ties.slice(0, BUSIEST), namesOf));
  if (ties.length > BUSIEST) {
    box.append(
      make(
        "button.more",
        { type: "button", onclick: () => box.replaceChildren(tieRows(app, ties, namesOf)) },
        `Show all ${ties.length} ties`,
      ),
    );
  }
  return box;
}

const totals = (pairs) =>
  make(
    "dl.totals",
    {},
    ...pairs.map(([number, name]) =>
      make("div", {}, make("dt", {}, name), make("dd", {}, number.toLocaleString("en"))),
    ),
  );

function evidenceOf(app, events) {
  if (!events.length) return [make("p.note", {}, "None in this period and under these filters.")];
  return [
    make(
      "p.note.marks",
      {},
      "Marked: ",
      make("mark.source", {}, "who acts"),
      ", ",
      make("mark.trigger", {}, "the words that tell it"),
      ", ",
      make("mark.target", {}, "towards whom"),
      ".",
    ),
    eventList(app, events, namedAmong(app, events)),
  ];
}

// The event that the link names, if it is one of these.
function namedAmong({ state, detail }, events) {
  const named = state.event && detail ? eventByIds(detail, state.event) : -1;
  return events.includes(named) ? named : null;
}

// What was told but makes no tie: plans, possibilities, denials, affairs within one state. Whatever the filters.
function restOf(app, events) {
  const rest = newestFirst(
    app.graph,
    events.filter((event) => !app.graph.real[event]),
  );
  if (!rest.length) return [];
  return [
    make(
      "details.rest",
      {},
      make("summary", {}, `Told, but not counted: ${plural(rest.length, "event")}`),
      make("p.note", {}, "Future, hypothetical, negated, alleged or domestic acts. They make no tie."),
      eventList(app, rest, namedAmong(app, rest)),
    ),
  ];
}

function pointAt(event) {
  const item = byId(`event-${event}`);
  if (!item) return;
  document.querySelectorAll(".event.pointed").forEach((other) => other.classList.remove("pointed"));
  item.classList.add("pointed");
  item.closest("details")?.setAttribute("open", "");
  item.scrollIntoView({ block: "center" });
  item.focus({ preventScroll: true });
}
