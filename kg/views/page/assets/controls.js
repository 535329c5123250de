// Search, filters, views, light and dark.

const MOST_FOUND = 8;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function setUpSearch(app) {
  const { graph } = app;
  const input = byId("find");
  const list = byId("found");
  const names = graph.actors.label.map((label, actor) => plain(`${label} ${graph.actors.id[actor]}`));
  let active = -1;
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const pick = (found) => {
    close();
    input.value = "";
    if (found.actor !== undefined) app.map.cursor = found.actor;
    app.open(found, { follow: true, reveal: true });
  };
  const point = (next) => {
    active = (next + list.children.length) % list.children.length;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("input", () => {
    const found = search(app, names, plain(input.value.trim()));
    list.replaceChildren(
      ...found.map((option, at) =>
        make(
          "li",
          {
            role: "option",
            id: `found-${at}`,
            "aria-selected": "false",
            onpointerdown: (event) => {
              event.preventDefault();
              pick(option.opens);
            },
          },
          make("span.name", {}, ...option.label),
          make("span.count", {}, option.number.toLocaleString("en")),
        ),
      ),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    active = -1;
    list.options = found;
    if (input.value.trim()) announce(found.length ? `${found.length} found` : "nothing found");
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      input.value = "";
      return;
    }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp")
      point(event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
    else if (event.key === "Enter") pick(list.options[Math.max(active, 0)].opens);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}

// Actors whose name has all the words; or, of two names, the tie: "russia ukraine".
function search(app, names, wanted) {
  const { graph } = app;
  const words = wanted.split(/[\s,]+/).filter(Boolean);
  if (!words.length) return [];
  const total = (actor) => app.totals.actor[actor];
  const among = (test) => Array.from(names.keys()).filter((actor) => test(names[actor]));
  const rank = (actor) => (names[actor].startsWith(words[0]) ? 0 : 1);
  const actors = among((name) => words.every((word) => name.includes(word)))
    .sort((a, b) => rank(a) - rank(b) || total(b) - total(a) || a - b)
    .slice(0, MOST_FOUND);
  const found = actors.map((actor) => ({
    opens: { actor },
    number: total(actor),
    label: [told(graph.actors.label[actor])],
  }));
  for (let cut = 1; cut < words.length && found.length < MOST_FOUND; cut++) {
    const [left, right] = [words.slice(0, cut).join(" "), words.slice(cut).join(" ")].map((part) =>
      among((name) => name.startsWith(part) || name.includes(` ${part}`)),
    );
    if (left.length * right.length > 10000) continue;
    const ties = left
      .flatMap((one) => right.map((other) => graph.tieOf(one, other)))
      .filter((tie) => tie !== undefined);
    found.push(
      ...[...new Set(ties)]
        .sort((a, b) => app.totals.tie[b] - app.totals.tie[a])
        .slice(0, MOST_FOUND - found.length)
        .map((tie) => ({
          opens: { tie },
          number: app.totals.tie[tie],
          label: [
            told(graph.actors.label[graph.ends[tie][0]]),
            " \u2013 ",
            told(graph.actors.label[graph.ends[tie][1]]),
          ],
        })),
    );
  }
  return found;
}

function setUpFilters(app) {
  const { graph } = app;
  const present = new Set(graph.actors.group);
  const groups = Object.entries(graph.groups).filter(([group]) => present.has(group));
  byId("groups").append(...groups.map(([group, label]) => box(app, "groups", group, label, shapeIcon(group))));
  byId("quads").append(
    ...graph.quads.map((label, at) =>
      box(
        app,
        "quads",
        at + 1,
        label[0].toUpperCase() + label.slice(1),
        make(`i.swatch.quad${at + 1}`, { "aria-hidden": "true" }),
      ),
    ),
  );
  const largest = Math.max(1, ...app.totals.tie);
  const steps = LEAST_STEPS.filter((step) => step <= largest || step <= graph.leastAtFirst);
  const least = byId("least");
  least.max = steps.length - 1;
  least.addEventListener("input", () => {
    app.state.least = steps[Number(least.value)];
    app.update();
    tellPeriod(app);
  });
  byId("reset").addEventListener("click", () => {
    const { quads, groups: all, least: fewest } = newState(graph);
    Object.assign(app.state, { quads, groups: all, least: Math.max(fewest, graph.leastAtFirst) });
    app.update();
    tellPeriod(app);
  });
  app.showFilters = () => {
    const at = Math.max(
      0,
      steps.findLastIndex((step) => step <= app.state.least),
    );
    least.value = at;
    least.setAttribute("aria-valuetext", plural(app.state.least, "event"));
    byId("least-value").textContent = plural(app.state.least, "event");
    for (const input of byId("filters").querySelectorAll("input[type=checkbox]")) {
      const value = input.name === "quads" ? Number(input.value) : input.value;
      input.checked = app.state[input.name].has(value);
    }
  };
}

function box(app, name, value, label, icon) {
  const input = make("input", {
    type: "checkbox",
    name,
    value,
    onchange: () => {
      const chosen = app.state[name];
      if (input.checked) chosen.add(value);
      else chosen.delete(value);
      app.update();
      tellPeriod(app);
    },
  });
  return make("label", {}, input, icon, label);
}

function shapeIcon(group) {
  const shape = {
    circle: ["circle", { cx: 6, cy: 6, r: 4.6 }],
    square: ["rect", { x: 1.8, y: 1.8, width: 8.4, height: 8.4 }],
    triangle: ["path", { d: "M6 1 11 10H1z" }],
    diamond: ["path", { d: "M6 .6 11.4 6 6 11.4 .6 6z" }],
  }[SHAPE_OF[group]];
  return draw(`svg.shape.${group}`, { width: 12, height: 12, "aria-hidden": "true" }, draw(...shape));
}

function setUpViews(app) {
  byId("view-map").addEventListener("click", () => app.showMap("map"));
  byId("view-world").addEventListener("click", () => app.showMap("world"));
  byId("view-table").addEventListener("click", () => app.showTable(app.state.table));
  byId("download").addEventListener("click", () => download(app));
  byId("theme").addEventListener("click", () => {
    app.state.theme = isDark(app.state) ? "light" : "dark";
    app.update();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address holds the state
    byId("card").focus();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => app.update());
  app.showView = () => {
    const { view, layout } = app.state;
    app.map.layOut(layout);
    byId("stage").hidden = view !== "map";
    byId("tables").hidden = view !== "table";
    byId("view-map").setAttribute("aria-pressed", String(view === "map" && layout === "map"));
    byId("view-world").setAttribute("aria-pressed", String(view === "map" && layout === "world"));
    byId("view-table").setAttribute("aria-pressed", String(view === "table"));
  };
}

const isDark = (state) => (state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

// Colours come from the style sheet, so that canvas and page are of one palette.
function applyTheme(app) {
  const dark = isDark(app.state);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").textContent = dark ? "Light" : "Dark";
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = [
    "paper",
    "ink",
    "muted",
    "focus",
    "land",
    "cooperative",
    "mixed",
    "conflictual",
    "state",
    "body",
    "group",
    "other",
  ];
  app.colours = { ...Object.fromEntries(names.map((name) => [name, read(name)])), font: read("sans") };
}
