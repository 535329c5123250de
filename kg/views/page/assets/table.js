// Everything on the map as tables: ties, actors, events under the filters and in the period. Sorted by any column.

const PAGE_ROWS = 100;

const textColumn = (name, of) => ({ name, of, text: true });
const numberColumn = (name, of, show = (value) => value.toLocaleString("en")) => ({ name, of, show });

function tableOf(app, which) {
  const { graph, counts } = app;
  const label = (actor) => graph.actors.label[actor];
  if (which === "ties")
    return {
      rows: indices(counts.tieShown),
      open: (tie) => ({ tie }),
      columns: [
        textColumn("Actor", (tie) => label(graph.ends[tie][0])),
        textColumn("Other actor", (tie) => label(graph.ends[tie][1])),
        numberColumn("Events", (tie) => counts.tie[tie]),
        numberColumn("Cooperative", (tie) => counts.cooperative[tie]),
        numberColumn("Conflictual", (tie) => counts.tie[tie] - counts.cooperative[tie]),
        numberColumn(
          "Mean score",
          (tie) => app.meanOfTie(tie),
          (value) => signed(value, 2),
        ),
        textColumn("Tone", (tie) => toneOf(graph, counts.cooperative[tie], counts.tie[tie])),
      ],
      sort: 2,
    };
  if (which === "actors")
    return {
      rows: indices(counts.actorShown),
      open: (actor) => ({ actor }),
      columns: [
        textColumn("Actor", label),
        textColumn("Kind", (actor) => graph.actors.kind[actor]),
        textColumn("Id", (actor) => graph.actors.id[actor]),
        numberColumn("Events", (actor) => counts.actor[actor]),
        numberColumn("Partners", (actor) => graph.tiesOfActor[actor].filter((tie) => counts.tieShown[tie]).length),
      ],
      sort: 3,
    };
  const rows = [];
  for (let event = 0; event < graph.eventCount; event++) {
    if (counts.passes[event] && counts.tieShown[graph.tie[event]]) rows.push(event);
  }
  return {
    rows,
    open: (event) => ({ tie: graph.tie[event], event }),
    columns: [
      {
        ...textColumn("Date", (event) => nameOfDate(graph.first[event], graph.last[event])),
        key: (event) => graph.first[event],
        falling: true,
      },
      textColumn("Source", (event) => label(graph.source[event])),
      textColumn("Target", (event) => label(graph.target[event])),
      textColumn("Act", (event) => nameOfAct(graph, graph.act[event])),
      textColumn("Class", (event) => graph.quads[graph.quad[event] - 1]),
      numberColumn(
        "Score",
        (event) => graph.score[event],
        (value) => signed(value),
      ),
      numberColumn("Reports", (event) => graph.reports[event]),
    ],
    sort: 0,
  };
}

// The rows in the order of a column: numbers and dates from the highest, texts from A.
function sorted(table, { column, reverse }) {
  const { text, of, key = of, falling = !text } = table.columns[column];
  const keys = new Map(table.rows.map((row) => [row, key(row)]));
  const compare =
    text && !falling ? (a, b) => collator.compare(keys.get(a), keys.get(b)) : (a, b) => keys.get(a) - keys.get(b);
  const sign = falling !== reverse ? -1 : 1;
  return [...table.rows].sort((a, b) => sign * compare(a, b) || a - b);
}

const collator = new Intl.Collator("en");

function showTables(app) {
  const { state, counts } = app;
  const box = byId("tables");
  const which = state.table;
  const table = tableOf(app, which);
  const order = (app.orders[which] ||= { column: table.sort, reverse: false });
  const rows = sorted(table, order);
  const names = [
    ["ties", counts.ties],
    ["actors", counts.actors],
    ["events", counts.events],
  ];
  const tabs = make(
    "div.choice.tabs",
    { role: "group", "aria-label": "Which table" },
    ...names.map(([name, number]) =>
      make(
        "button",
        {
          type: "button",
          "aria-pressed": String(name === which),
          onclick: () => app.showTable(name),
          id: `table-${name}`,
        },
        `${name[0].toUpperCase()}${name.slice(1)} `,
        make("span.count", {}, number.toLocaleString("en")),
      ),
    ),
  );
  const body = make("tbody");
  const more = make("button.more", { type: "button" });
  let shown = 0;
  const grow = () => {
    body.append(...rows.slice(shown, shown + PAGE_ROWS).map((row) => tableRow(app, table, row)));
    shown = Math.min(shown + PAGE_ROWS, rows.length);
    more.hidden = shown >= rows.length;
    more.textContent = `Show more (${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")})`;
  };
  more.addEventListener("click", grow);
  grow();
  const grid = make(
    "table",
    {},
    make("caption.unseen", {}, `${which}, ${periodInWords(app)}`),
    make("thead", {}, make("tr", {}, ...table.columns.map((column, at) => headCell(app, table, column, at, order)))),
    body,
  );
  const kept = box.contains(document.activeElement) ? document.activeElement.id : "";
  box.replaceChildren(
    tabs,
    make(
      "div.scroll",
      { tabindex: "0", role: "region", "aria-label": `Table of ${which}` },
      grid,
      rows.length ? more : make("p.note", {}, "Nothing passes these filters in this period."),
    ),
  );
  if (kept) byId(kept)?.focus();
}

function headCell(app, table, column, at, order) {
  const active = order.column === at;
  const falling = (column.falling ?? !column.text) !== order.reverse;
  const turn = () => {
    Object.assign(order, { column: at, reverse: active ? !order.reverse : false });
    showTables(app);
  };
  return make(
    column.text ? "th" : "th.number",
    { scope: "col", "aria-sort": active ? (falling ? "descending" : "ascending") : null },
    make(
      "button.sort",
      { type: "button", onclick: turn, id: `sort-${at}` },
      column.name,
      make("span", { "aria-hidden": "true" }, active ? (falling ? " \u25BE" : " \u25B4") : ""),
    ),
  );
}

function tableRow(app, table, row) {
  const open = () => app.open(table.open(row), { follow: true });
  return make(
    "tr",
    { onclick: open },
    ...table.columns.map(({ of, show = String, text }, at) => {
      const value = show(of(row));
      const shown = text ? told(value) : value;
      if (at) return make(text ? "td" : "td.number", {}, shown);
      return make("td", {}, make("button.link", { type: "button" }, shown));
    }),
  );
}
