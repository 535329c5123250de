"use strict";

const byId = (id) => document.getElementById(id);
const SHOWN = 1000;
let questions = [];

function say(text, isError = false) {
  byId("state").textContent = text;
  byId("state").className = isError ? "error" : "";
}

async function load() {
  questions = await (await fetch("/queries.json")).json();
  for (const question of questions) {
    byId("named").append(new Option(`${question.name}: ${question.title}`, question.name));
  }
}

// The fields of a question's parameters, with what they mean.
function choose() {
  const question = questions.find((one) => one.name === byId("named").value);
  byId("about").textContent = question ? question.description : "";
  byId("parameters").replaceChildren(
    ...(question ? question.parameters : []).map((parameter) => {
      const label = document.createElement("label");
      label.textContent = `${parameter.name}: ${parameter.meaning} `;
      const input = document.createElement("input");
      input.name = parameter.name;
      input.value = parameter.default ?? "";
      input.addEventListener("change", fill);
      label.append(input);
      return label;
    }),
  );
  if (question) fill();
}

// The question as SPARQL with its parameters put in.
async function fill() {
  const values = new URLSearchParams();
  for (const input of byId("parameters").querySelectorAll("input")) values.set(input.name, input.value.trim());
  const answer = await fetch(`/queries/${encodeURIComponent(byId("named").value)}?${values}`);
  const text = await answer.text();
  if (answer.ok) {
    byId("query").value = text.trim();
    say("");
  } else {
    say(text.trim(), true);
  }
}

function post(accept) {
  const body = new URLSearchParams({ query: byId("query").value });
  return fetch("/sparql", { method: "POST", headers: { Accept: accept }, body });
}

async function ask(event) {
  event.preventDefault();
  say("asking ...");
  byId("answer").replaceChildren();
  const start = performance.now();
  const answer = await post("application/sparql-results+json, text/turtle;q=0.9");
  if (!answer.ok) {
    say((await answer.text()).trim(), true);
    return;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  if (!answer.headers.get("Content-Type").includes("json")) {
    const text = document.createElement("pre");
    text.textContent = await answer.text();
    byId("answer").append(text);
    say(`triples, ${seconds} s`);
    return;
  }
  const found = await answer.json();
  if ("boolean" in found) {
    say(`${found.boolean ? "yes" : "no"}, ${seconds} s`);
    return;
  }
  const rows = found.results.bindings;
  say(`${rows.length} rows, ${seconds} s${rows.length > SHOWN ? `; the first ${SHOWN} are shown` : ""}`);
  byId("answer").append(table(found.head.vars, rows.slice(0, SHOWN)));
}

function table(names, rows) {
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  for (const name of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    head.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const name of names) line.insertCell().textContent = name in row ? short(row[name]) : "";
  }
  return made;
}

// Things of ours by the end of their address, everything else as it is.
function short(term) {
  const ours = /^https:\/\/w3id\.org\/irkg\/(?:id|code)\/(.+)$/.exec(term.value);
  return term.type === "uri" && ours ? decodeURIComponent(ours[1]) : term.value;
}

async function download() {
  const answer = await post("text/csv");
  if (!answer.ok) {
    say((await answer.text()).trim(), true);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = "answer.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

byId("form").addEventListener("submit", (event) => ask(event).catch((error) => say(String(error), true)));
byId("csv").addEventListener("click", () => download().catch((error) => say(String(error), true)));
byId("named").addEventListener("change", choose);
load().catch((error) => say(String(error), true));
