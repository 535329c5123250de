// The chart of a tie in figures, for those who cannot see it or want to check it.

function figuresOf(graph, rows, bands, names, cut) {
  const lines = [];
  for (let period = 0; period < cut.starts.length - 1; period++) {
    rows.forEach((series, row) => {
      const events = series[period];
      if (!events.length) return;
      const cooperative = events.filter((event) => isCooperative(graph.quad[event])).length;
      lines.push([
        nameOfPeriod(cut.unit, cut.starts[period]),
        names[row],
        events.length,
        cooperative,
        events.length - cooperative,
        signed(mean(graph, events), 2),
        ...(bands[row][period] || ["\u2013", "\u2013"]).map((end) => (typeof end === "number" ? signed(end, 2) : end)),
      ]);
    });
  }
  if (!lines.length) return null;
  const unit = cut.unit[0].toUpperCase() + cut.unit.slice(1);
  const heads = [unit, "Direction", "Events", "Coop.", "Confl.", "Mean", "95 % from", "to"];
  return make(
    "details.figures",
    {},
    make("summary", {}, "Figures of the chart"),
    make(
      "div.scroll",
      { tabindex: "0", role: "region", "aria-label": "Figures of the chart" },
      make(
        "table",
        {},
        make(
          "thead",
          {},
          make("tr", {}, ...heads.map((head, at) => make(at > 1 ? "th.number" : "th", { scope: "col" }, head))),
        ),
        make(
          "tbody",
          {},
          ...lines.map((line) =>
            make(
              "tr",
              {},
              ...line.map((cell, at) => make(at > 1 ? "td.number" : "td", {}, at === 1 ? told(cell) : String(cell))),
            ),
          ),
        ),
      ),
    ),
  );
}
