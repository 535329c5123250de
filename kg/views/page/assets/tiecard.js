// The card of one tie: both directions in figures and as a chart, then the evidence.

function tieCard(app, tie) {
  const { graph, counts, state } = app;
  const [one, other] = graph.ends[tie];
  const events = eventsInScope(graph, state, counts);
  const label = (end) => graph.actors.label[end];
  const openActor = (actor) =>
    make("button.link", { type: "button", onclick: () => app.open({ actor }, { follow: true }) }, told(label(actor)));
  const title = one === other ? ["Within ", openActor(one)] : [openActor(one), " and ", openActor(other)];
  const width = Math.max(260, byId("card").clientWidth - 40);
  return [
    cardHead(app, title, make("p.about", {}, `${plural(events.length, "event")} \u00B7 ${periodInWords(app)}`)),
    ...(events.length
      ? [
          directionsTable(graph, tie, events),
          dyadChart(app, tie, events, width, (event) => showEvent(app, tie, event)),
          ...turnsSection(app, tie, new Set(events)),
          make("h3", {}, "Events"),
          ...evidenceOf(app, events),
        ]
      : [make("p.note", {}, nothingHere(app, tie))]),
    ...restOf(app, graph.eventsOfTie[tie]),
  ];
}

function nothingHere({ graph, state }, tie) {
  if (!graph.eventsOfTie[tie].some((event) => graph.real[event]))
    return "Nothing that took place is reported between these two.";
  return state.from === null ? "No event passes the filters." : "No event of this period passes the filters.";
}

function directionsTable(graph, tie, events) {
  const [one, other] = graph.ends[tie];
  const rows = [
    [one, other],
    [other, one],
  ].map(([source, target]) => {
    const own = directed(graph, events, source);
    const cooperative = own.filter((event) => isCooperative(graph.quad[event])).length;
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, told(graph.actors.short[source]), " \u2192 ", told(graph.actors.short[target])),
      ...[own.length, cooperative, own.length - cooperative].map((number) =>
        make("td.number", {}, number.toLocaleString("en")),
      ),
      make("td.number", {}, own.length ? signed(mean(graph, own)) : "\u2013"),
    );
  });
  const joint = events.filter((event) => graph.flags[event] & SYMMETRIC).length;
  return make(
    "div",
    {},
    make(
      "table.directions",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          make("th", { scope: "col" }, "Direction"),
          ...["Events", "Coop.", "Confl.", "Mean score"].map((head) => make("th.number", { scope: "col" }, head)),
        ),
      ),
      make("tbody", {}, ...rows),
    ),
    joint
      ? make(
          "p.note",
          {},
          `${plural(joint, "joint act")}, such as a meeting, ${joint === 1 ? "counts" : "count"} in both directions.`,
        )
      : null,
  );
}
