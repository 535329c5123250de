// Small tools. Text reaches the page as text nodes only: there is no innerHTML anywhere.

const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);

// make("button.plain", {type: "button", onclick: f}, "text", child): classes after dots, on* are listeners.
function make(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  return furnish(document.createElement(name), classes, attributes, children);
}

function draw(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  return furnish(document.createElementNS(SVG, name), classes, attributes, children);
}

function furnish(element, classes, attributes, children) {
  if (classes.length) element.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Text of others: kept apart from its surroundings, so that right-to-left marks in it turn nothing else round.
const told = (text) => make("bdi", {}, text);

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

const plural = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

// -3.5 with a real minus sign; numbers stay in their column.
const signed = (value, digits = 1) => {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : (value < 0 ? "\u2212" : "+") + text;
};

let announced = 0;

// Tell a screen reader, once things have come to rest.
function announce(text) {
  clearTimeout(announced);
  announced = setTimeout(() => {
    byId("live").textContent = text;
  }, 250);
}

// A function that runs at most once a frame, however often it is called.
function perFrame(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}
