// CSV of what is shown: the table when that is open, else the events of the card. For spreadsheets and data frames.

const FORMULA = /^[=+\-@\t\r]/; // what makes a spreadsheet take a text for a formula

const cell = (value) => {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(Math.round(value * 10000) / 10000);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csvOf = (head, rows) => [head, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");

function shownAsCsv(app) {
  const { state } = app;
  if (state.view === "table" && state.table !== "events") {
    const table = tableOf(app, state.table);
    const head = table.columns.map(({ name }) => name.toLowerCase().replaceAll(" ", "_"));
    const rows = sorted(table, app.orders[state.table]).map((row) => table.columns.map(({ of }) => of(row)));
    return { name: state.table, text: csvOf(head, rows) };
  }
  const everything = state.view === "table" ? { ...state, focus: null } : state;
  return { name: "events", text: eventsAsCsv(app, eventsInScope(app.graph, everything, app.counts)) };
}

const EVENT_COLUMNS = [
  "event",
  "earliest",
  "latest",
  "source",
  "target",
  "type",
  "mode",
  "quad",
  "score",
  "status",
  "symmetric",
  "reports",
  "confidence",
  "sentence",
  "title",
  "outlet",
  "published",
  "url",
];

function eventsAsCsv(app, events) {
  const { graph, detail } = app;
  const { reports, begins, ids, sentences, articles } = detail;
  const day = (value) => (value === UNKNOWN ? null : iso(value));
  return csvOf(
    EVENT_COLUMNS,
    events.map((event) => {
      const best = begins[event];
      const [type, , mode, quad, score] = graph.acts[graph.act[event]];
      const [name, title, outlet, published, url] = articles[reports.article[best]];
      return [
        ids[event],
        day(graph.first[event]),
        day(graph.last[event]),
        graph.actors.id[graph.source[event]],
        graph.actors.id[graph.target[event]],
        type,
        mode,
        quad,
        score,
        graph.statuses[graph.status[event]],
        String(Boolean(graph.flags[event] & SYMMETRIC)),
        graph.reports[event],
        reports.confidence[best],
        sentences[reports.sentence[best]],
        title || name,
        outlet,
        published,
        url,
      ];
    }),
  );
}

async function download(app) {
  await app.ready;
  const { name, text } = shownAsCsv(app);
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = make("a", { href: address, download: `${name}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(`${name}.csv downloaded`);
}
