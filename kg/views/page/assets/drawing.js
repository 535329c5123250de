// How the map is drawn: lines, shapes and labels on a canvas, from plain numbers in screen units.

const SHAPE_OF = { state: "circle", body: "square", group: "triangle", other: "diamond" };
const SMALLEST = 3;
const LARGEST = 22;
const BEND = 0.11; // how far a tie swings out, as a share of its length
const WIDTHS = [0.8, 1.4, 2.2, 3.4, 5, 7.5];
const WIDTH_STEPS = [1, 2, 4, 9, 20]; // events from which on the next width is taken, in units of the threshold

const widthOf = (events, least) => {
  let step = 0;
  while (step < WIDTH_STEPS.length && events > WIDTH_STEPS[step] * least) step++;
  return WIDTHS[step];
};

const radiusOf = (events, most) => SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(events / most);

function bendOf(one, other) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  return { x: (one.x + other.x) / 2 - dy * BEND, y: (one.y + other.y) / 2 + dx * BEND };
}

const STEPS = 20;

// A tie as a broken line.
function pointsOf({ one, other, bend }) {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    return [a * one.x + b * bend.x + c * other.x, a * one.y + b * bend.y + c * other.y];
  });
}

// Ties of one colour and width in one stroke: a thousand of them cost no more than a dozen.
function strokeTies(context, ties, colours, alpha) {
  const bundles = new Map();
  for (const tie of ties) {
    const key = `${tie.tone} ${tie.width}`;
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(tie);
  }
  context.globalAlpha = alpha;
  context.lineCap = "round";
  for (const bundle of bundles.values()) {
    context.strokeStyle = colours[bundle[0].tone];
    context.lineWidth = bundle[0].width;
    context.beginPath();
    for (const { one, other, bend } of bundle) {
      context.moveTo(one.x, one.y);
      context.quadraticCurveTo(bend.x, bend.y, other.x, other.y);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

// Coasts, in the units of the layout.
function drawLand(context, map, land, colours) {
  context.beginPath();
  for (const ring of land) {
    for (let at = 0; at < ring.length; at += 2) {
      const [x, y] = [map.acrossOf(ring[at]), map.downOf(ring[at + 1])];
      if (at) context.lineTo(x, y);
      else context.moveTo(x, y);
    }
    context.closePath();
  }
  context.fillStyle = colours.land;
  context.fill();
}

function tracePath(context, shape, x, y, radius) {
  context.beginPath();
  if (shape === "circle") context.arc(x, y, radius, 0, 2 * Math.PI);
  else if (shape === "square") context.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76);
  else if (shape === "triangle") {
    context.moveTo(x, y - radius * 1.2);
    context.lineTo(x + radius * 1.1, y + radius * 0.8);
    context.lineTo(x - radius * 1.1, y + radius * 0.8);
    context.closePath();
  } else {
    context.moveTo(x, y - radius * 1.2);
    context.lineTo(x + radius * 1.2, y);
    context.lineTo(x, y + radius * 1.2);
    context.lineTo(x - radius * 1.2, y);
    context.closePath();
  }
}

function fillActor(context, actor, colours, alpha) {
  tracePath(context, SHAPE_OF[actor.group], actor.x, actor.y, actor.radius);
  context.fillStyle = colours.paper; // ties end at the rim, also under a faded actor
  context.fill();
  context.globalAlpha = alpha;
  context.fillStyle = colours[actor.group];
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  context.strokeStyle = colours.paper;
  context.stroke();
}

function ringActor(context, actor, colour) {
  tracePath(context, SHAPE_OF[actor.group], actor.x, actor.y, actor.radius + 4);
  context.lineWidth = 2;
  context.strokeStyle = colour;
  context.stroke();
}

// Boxes on a grid, so that asking whether a place is free does not take longer the more there is.
function newOccupied() {
  const cells = new Map();
  const size = 48;
  const visit = ([left, top, right, bottom], see) => {
    for (let column = Math.floor(left / size); column <= Math.floor(right / size); column++) {
      for (let row = Math.floor(top / size); row <= Math.floor(bottom / size); row++) {
        if (see(column * 65536 + row)) return true;
      }
    }
    return false;
  };
  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    add: (box, owner, more = {}) =>
      void visit(box, (key) => {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push({ box, owner, ...more });
      }),
    // What stands in the way: everything; or not the surroundings of actors; or not actors with a radius up to `trifle`.
    free: (box, owner, { near = true, trifle = 0 } = {}) =>
      !visit(box, (key) =>
        (cells.get(key) || []).some(
          (other) =>
            other.owner !== owner &&
            (near || !other.near) &&
            (other.radius ?? Infinity) > trifle &&
            overlap(box, other.box),
        ),
      ),
  };
}

const SIDES = [0, 180, 90, 270, 30, 330, 150, 210, 60, 300, 120, 240]; // degrees, clockwise from the right
const DISTANCES = [4, 9, 16];
const GREATEST = 12;

// The first free place around an actor, beside it first. Null when there is none.
function placeLabel(occupied, actor, width, height, bounds, leniency) {
  for (const distance of DISTANCES) {
    for (const side of SIDES) {
      const [across, down] = [Math.cos((side * Math.PI) / 180), Math.sin((side * Math.PI) / 180)];
      const reach = actor.radius + distance;
      const left = actor.x + across * reach - (width * (1 - Math.sign(Math.round(across * 10)))) / 2;
      const top = actor.y + down * reach - (height * (1 - down)) / 2;
      const box = [left - 2, top - 1, left + width + 2, top + height + 1];
      const inside = box[0] >= 2 && box[1] >= 2 && box[2] <= bounds.width - 2 && box[3] <= bounds.height - 2;
      if (inside && occupied.free(box, actor.index, leniency)) return box;
    }
  }
  return null;
}

// Where a name goes, and which: the greatest are named in any case, if need be by their id, or over smaller ones.
function findPlace(context, occupied, actor, size, bounds, needed) {
  const place = (text, leniency) => {
    const box = placeLabel(occupied, actor, context.measureText(text).width, size * 1.16, bounds, leniency);
    return box && { box, text };
  };
  const free = place(actor.label) || place(actor.label, { near: false });
  if (free || !needed) return free;
  const small = { near: false, trifle: actor.radius / 2 };
  const smaller = { near: false, trifle: actor.radius * 0.99 };
  return (
    place(actor.label, small) ||
    place(actor.id, { near: false }) ||
    place(actor.label, smaller) ||
    place(actor.id, { near: false, trifle: Infinity })
  );
}

// Labels in order of importance, each where nothing stands yet; what finds no place stays without one.
function labelActors(context, actors, labels, bounds, colours, blocked, ties) {
  const occupied = newOccupied();
  for (const tie of ties) for (const [x, y] of pointsOf(tie)) occupied.add([x - 4, y - 4, x + 4, y + 4], -1);
  for (const box of blocked) occupied.add(box, -1);
  for (const { x, y, radius, index } of actors) {
    occupied.add([x - radius, y - radius, x + radius, y + radius], index, { radius });
    // a name that touches a large actor seems to be its name
    if (radius > 8)
      occupied.add([x - radius - 7, y - radius, x + radius + 7, y + radius], index, { radius, near: true });
  }
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const placed = [];
  for (const [rank, actor] of labels.entries()) {
    const size = Math.round(clamp(10.5 + actor.radius * 0.26, 11, 17));
    context.font = `${actor.strong ? 700 : actor.radius > 11 ? 600 : 400} ${size}px ${colours.font}`;
    const found = findPlace(context, occupied, actor, size, bounds, rank < GREATEST || actor.strong);
    if (!found) continue;
    const { box, text } = found;
    occupied.add(box, -1);
    placed.push({ box, index: actor.index });
    const [x, y] = [box[0] + 2, (box[1] + box[3]) / 2];
    context.lineWidth = 3.5;
    context.strokeStyle = colours.paper;
    context.strokeText(text, x, y);
    context.fillStyle = actor.quiet ? colours.muted : colours.ink;
    context.fillText(text, x, y);
  }
  return placed;
}
