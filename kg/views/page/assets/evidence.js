// Events with what was written: sentences, the words that tell the act, the article, other tellings.

const AT_ONCE = 25; // events that a list shows before it is asked for more

const nameOfAct = (graph, act) => {
  const [, label, mode] = graph.acts[act];
  return mode ? `${label} (${mode.replaceAll("-", " ")})` : label;
};

// A list of events that grows on demand. `pointAt` is an event that must be in it.
function eventList(app, events, pointAt = null) {
  const list = make("ol.events");
  const more = make("button.more", { type: "button" });
  let shown = 0;
  const grow = (until) => {
    list.append(...events.slice(shown, until).map((event) => eventItem(app, event)));
    shown = Math.min(until, events.length);
    more.hidden = shown >= events.length;
    more.textContent = `Show ${Math.min(AT_ONCE, events.length - shown)} more of ${plural(events.length - shown, "event")}`;
  };
  more.addEventListener("click", () => {
    const next = shown;
    grow(shown + AT_ONCE);
    list.children[next]?.querySelector("a, summary, button")?.focus();
  });
  grow(Math.max(AT_ONCE, pointAt === null ? 0 : events.indexOf(pointAt) + 1));
  return make("div", {}, list, more);
}

function eventItem(app, event) {
  const { graph, detail } = app;
  const quad = graph.quad[event];
  const joint = graph.flags[event] & SYMMETRIC;
  const item = make(
    `li.event.quad${quad}`,
    { id: `event-${event}`, tabindex: "-1" },
    make("p.when", {}, make("span", {}, nameOfDate(graph.first[event], graph.last[event])), statusTag(graph, event)),
    make(
      "p.what",
      {},
      told(graph.actors.label[graph.source[event]]),
      make("span.arrow", { "aria-hidden": "true" }, joint ? " \u2194 " : " \u2192 "),
      make("span.unseen", {}, joint ? " and " : " to "),
      told(graph.actors.label[graph.target[event]]),
      make("span.act", {}, nameOfAct(graph, graph.act[event])),
      make("span.score", { title: "PLOVER score, from -10 to 10" }, signed(graph.score[event])),
    ),
  );
  if (detail) item.append(...tellings(app, event));
  else item.append(make("p.note", {}, "Loading the sentences\u2026"));
  return item;
}

function statusTag(graph, event) {
  const status = graph.statuses[graph.status[event]];
  if (graph.flags[event] & DOMESTIC) return make("span.tag", {}, "domestic");
  return status === "occurred" ? null : make("span.tag", {}, { historical: "looking back" }[status] || status);
}

// The best-founded report in full, the others behind a summary; then the way to the event itself.
function tellings(app, event) {
  const { detail } = app;
  const reports = [];
  for (let report = detail.begins[event]; report < detail.begins[event + 1]; report++) reports.push(report);
  const [best, ...others] = reports.map((report) => reportOf(app, event, report));
  const id = detail.ids[event];
  const link = make("a.permalink", { href: `#${linkTo(app, event)}`, title: "Link to this event" }, id.slice(0, 8));
  best.querySelector("cite").after(" ", link);
  if (!others.length) return [best];
  return [
    best,
    make("details.others", {}, make("summary", {}, `${plural(others.length, "other telling")}`), ...others),
  ];
}

function linkTo(app, event) {
  const { graph, state } = app;
  return linkOf(graph, { ...state, view: "map", focus: { tie: graph.tie[event] }, event: app.detail.ids[event] });
}

function reportOf(app, event, report) {
  const { detail, graph } = app;
  const { reports } = detail;
  const [name, title, outlet, published, url] = detail.articles[reports.article[report]];
  const source = [outlet, published && nameOfDay(dayFromIso(published))].filter(Boolean).join(", ");
  const words = title || name;
  return make(
    "div.report",
    {},
    make("blockquote", { dir: "auto" }, ...markedSentence(detail, report)),
    make(
      "p.source",
      {},
      ...speakers(app, event, report),
      make(
        "cite",
        {},
        url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, told(words)) : told(words),
        source ? make("span", {}, " \u00B7 ", told(source)) : null,
      ),
      make(
        "span.unseen",
        {},
        ` read by rule ${detail.names[reports.rule[report]]}, confidence ${reports.confidence[report]}`,
      ),
    ),
  );
}

// Who spoke or acted, where that is not the state or body itself.
function speakers(app, event, report) {
  const { graph, detail } = app;
  const pairs = [
    ["source", graph.source[event]],
    ["target", graph.target[event]],
  ];
  return pairs.flatMap(([side, actor]) => {
    const name = detail.names[detail.reports[side][report]];
    const known = graph.actors.label[actor];
    return name === known || graph.flags[event] & SYMMETRIC
      ? []
      : [make("span.speaker", {}, told(name), " for ", told(known))];
  });
}

// The sentence cut at the ends of its marks; where they overlap, a piece carries all of them.
function markedSentence(detail, report) {
  const text = detail.sentences[detail.reports.sentence[report]];
  const spans = ["source", "trigger", "target"]
    .map((name) => ({
      name,
      start: detail.reports[`${name}SpanStart`][report],
      end: detail.reports[`${name}SpanEnd`][report],
    }))
    .filter(({ start }) => start >= 0);
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => {
    const piece = text.slice(start, cuts[at + 1]);
    const names = spans.filter((span) => span.start <= start && span.end >= cuts[at + 1]).map(({ name }) => name);
    return names.length ? make(`mark.${names.join(".")}`, {}, piece) : document.createTextNode(piece);
  });
}
