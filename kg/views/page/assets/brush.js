// Hands on the period: the brush with mouse, touch and keyboard, and play.

const PLAY_STEP = 420; // milliseconds

function listenToBrush(line) {
  const { box, handles, axis } = line;
  let grip = null;
  const xOf = (event) => event.clientX - box.getBoundingClientRect().left;
  box.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    stopPlaying(line);
    box.setPointerCapture(event.pointerId);
    const bin = binAt(line, xOf(event));
    const [low, high] = binsOf(line);
    const end = handles.indexOf(event.target);
    const inside = event.target === line.pane && line.app.state.from !== null;
    grip =
      end >= 0 ? { anchor: end ? low : high } : inside ? { offset: bin - low, length: high - low } : { anchor: bin };
    if (end >= 0) handles[end].focus();
    event.preventDefault();
  });
  box.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const bin = binAt(line, xOf(event));
    if (grip.anchor !== undefined) setBins(line, Math.min(grip.anchor, bin), Math.max(grip.anchor, bin));
    else {
      const low = clamp(bin - grip.offset, 0, axis.bins - 1 - grip.length);
      setBins(line, low, low + grip.length);
    }
  });
  const release = () => {
    if (grip) tellPeriod(line.app);
    grip = null;
  };
  box.addEventListener("pointerup", release);
  box.addEventListener("pointercancel", release);
  box.addEventListener("dblclick", () => setBins(line, 0, axis.bins - 1));
  handles.forEach((handle, end) => handle.addEventListener("keydown", (event) => onHandleKey(line, event, end)));
}

function onHandleKey(line, event, end) {
  const { bins } = line.axis;
  const [low, high] = binsOf(line);
  const now = end ? high : low;
  const page = Math.max(1, Math.round(bins / 10));
  const next = {
    ArrowLeft: now - 1,
    ArrowDown: now - 1,
    ArrowRight: now + 1,
    ArrowUp: now + 1,
    PageDown: now - page,
    PageUp: now + page,
    Home: end ? low : 0,
    End: end ? bins - 1 : high,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  stopPlaying(line);
  if (end) setBins(line, low, clamp(next, low, bins - 1));
  else setBins(line, clamp(next, 0, high), high);
  tellPeriod(line.app);
}

const tellPeriod = (app) =>
  announce(
    `${periodInWords(app)}: ${plural(app.counts.events, "event")}, ` +
      `${plural(app.counts.actors, "actor")}, ${plural(app.counts.ties, "tie")}`,
  );

// Play: the window walks forward to the end; without one, a tenth of the time.
function startPlaying(line) {
  const { app, axis } = line;
  let [low, high] = binsOf(line);
  const length = app.state.from === null ? Math.max(0, Math.round(axis.bins / 10) - 1) : high - low;
  if (app.state.from === null || high >= axis.bins - 1) low = axis.earlier && axis.bins > 1 ? 1 : 0;
  setBins(line, low, Math.min(low + length, axis.bins - 1));
  line.timer = setInterval(() => {
    const [first, last] = binsOf(line);
    if (last >= axis.bins - 1) stopPlaying(line);
    else setBins(line, first + 1, last + 1);
  }, PLAY_STEP);
  showPlaying(true);
}

function stopPlaying(line) {
  if (!line.timer) return;
  clearInterval(line.timer);
  line.timer = 0;
  showPlaying(false);
  tellPeriod(line.app);
}

function showPlaying(on) {
  const button = byId("play");
  button.setAttribute("aria-pressed", on);
  button.setAttribute("aria-label", on ? "Pause" : "Play the period forward");
  button.textContent = on ? "\u2016" : "\u25B6\uFE0E";
}
