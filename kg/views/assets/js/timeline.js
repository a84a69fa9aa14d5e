// Time: a histogram of what the other filters leave, by kind of relation, and two sliders over it.

const MAX_BARS = 60;
const UNITS = [
  ["day", (day) => day],
  ["week", (day) => day - ((((day + 3) % 7) + 7) % 7)],
  ["month", (day) => startOf(day, (date) => date.setUTCDate(1))],
  ["quarter", (day) => startOf(day, (date) => date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3), 1))],
  ["year", (day) => startOf(day, (date) => date.setUTCMonth(0, 1))],
  [
    "decade",
    (day) =>
      startOf(day, (date) =>
        date.setUTCFullYear(date.getUTCFullYear() - (((date.getUTCFullYear() % 10) + 10) % 10), 0, 1),
      ),
  ],
];
const LENGTHS = [1, 7, 28, 90, 365, 3652];

function startOf(day, move) {
  const date = new Date(day * 864e5);
  move(date);
  return Math.round(date.getTime() / 864e5);
}

/** Where bars begin, from the first to the last event; lone early dates share the first bar, or all would be thin. */
function makeBars() {
  const starts = statements
    .map(timeOf)
    .filter(Boolean)
    .map(([first]) => first)
    .sort((a, b) => a - b);
  if (!starts.length) return null;
  const last = starts.at(-1);
  const cut = starts[Math.floor(starts.length * 0.05)];
  const first = last - starts[0] > 1.6 * Math.max(last - cut, 30) ? cut : starts[0];
  let at = UNITS.findIndex((_, unit) => (last - first) / LENGTHS[unit] < MAX_BARS);
  if (at < 0) at = UNITS.length - 1;
  const [unit, floor] = UNITS[at];
  const bars = [];
  for (
    let day = floor(first);
    day <= last && bars.length < 400;
    day = floor(day + LENGTHS[at] + (at > 1 ? LENGTHS[at] * 0.3 : 0))
  )
    bars.push(day);
  const after = floor(bars.at(-1) + LENGTHS[at] * 1.3);
  return {
    unit,
    starts: bars,
    end: (after > bars.at(-1) ? after : bars.at(-1) + LENGTHS[at]) - 1,
    lumped: first > starts[0],
  };
}

let bars = null;

function startTimeline() {
  bars = makeBars();
  const box = $("timeline");
  if (!bars) {
    box.hidden = true;
    return;
  }
  box.hidden = false;
  const count = bars.starts.length;
  const slider = (id, label, value) =>
    el("input", {
      type: "range",
      id,
      "aria-label": label,
      min: 0,
      max: count,
      step: 1,
      value,
      oninput: moved,
      class: "thumb",
    });
  clear(
    box,
    el(
      "div",
      { class: "time-head" },
      el("output", { id: "time-out", for: "time-from time-until" }),
      el(
        "label",
        { class: "inline" },
        el("input", {
          type: "checkbox",
          id: "document-dates",
          checked: state.documentDates,
          onchange: (event) => set({ documentDates: event.target.checked }),
        }),
        "undated events take their document’s date",
      ),
      el(
        "button",
        { type: "button", class: "link", id: "time-reset", onclick: () => set({ from: null, until: null }) },
        "All times",
      ),
    ),
    el(
      "div",
      { class: "bars" },
      svg("svg", { id: "histogram", preserveAspectRatio: "none", viewBox: `0 0 ${count} 100`, role: "img" }),
      el("div", { id: "time-range" }),
      slider("time-from", "From", 0),
      slider("time-until", "Until", count),
    ),
    el(
      "div",
      { class: "axis", "aria-hidden": "true" },
      el("span", {}, (bars.lumped ? "until " : "") + barName(bars.starts[0])),
      count > 8 && el("span", {}, barName(bars.starts[Math.floor(count / 2)])),
      el("span", {}, barName(bars.starts.at(-1))),
    ),
  );
}

const settle = debounce((from, until) => set({ from, until }), 50);

function moved(event) {
  const [from, until] = [$("time-from"), $("time-until")];
  if (Number(from.value) >= Number(until.value)) {
    if (event.target === from) from.value = Number(until.value) - 1;
    else until.value = Number(from.value) + 1;
  }
  showRange();
  const [first, last] = [Number(from.value), Number(until.value)];
  settle(first === 0 ? null : bars.starts[first], last === bars.starts.length ? null : bars.starts[last] - 1);
}

/** A bar by its first day: "2019", "Dec 2019", "29 Dec 2019". */
const barName = (day) => readable(isoDay(day).slice(0, { year: 4, decade: 4, month: 7, quarter: 7 }[bars.unit]));

/** The bar in which a day lies. */
function barOf(day) {
  let at = bars.starts.findLastIndex((start) => start <= day);
  if (at < 0) at = 0;
  return at;
}

function showRange() {
  const count = bars.starts.length;
  const [first, last] = [Number($("time-from").value), Number($("time-until").value)];
  $("time-range").style.left = `${(first / count) * 100}%`;
  $("time-range").style.right = `${(1 - last / count) * 100}%`;
  const begin = readable(isoDay(bars.starts[first] ?? bars.starts[0]));
  const finish = readable(isoDay(last === count ? bars.end : bars.starts[last] - 1));
  $("time-from").setAttribute("aria-valuetext", begin);
  $("time-until").setAttribute("aria-valuetext", finish);
  return first === 0 && last === count ? null : `${begin} – ${finish}`;
}

function drawTimeline() {
  if (!bars) return;
  const count = bars.starts.length;
  const heights = bars.starts.map(() => quads.map(() => 0));
  let undated = 0;
  let dated = 0;
  for (const statement of statements) {
    if (!passesButTime(statement)) continue;
    const span = timeOf(statement);
    if (!span) {
      undated += 1;
      continue;
    }
    dated += 1;
    heights[barOf(span[0])][quadOf(edges[statement.edge])] += 1;
  }
  const highest = Math.max(1, ...heights.map((parts) => parts.reduce((a, b) => a + b, 0)));
  const shapes = [];
  heights.forEach((parts, at) => {
    let top = 100;
    parts.forEach((value, quad) => {
      if (!value) return;
      const height = (value / highest) * 96;
      top -= height;
      shapes.push(svg("rect", { x: at + 0.08, y: top, width: 0.84, height, class: `quad-${quad}` }));
    });
  });
  $("histogram").replaceChildren(...shapes);
  $("histogram").setAttribute("aria-label", `Statements by ${bars.unit}, at most ${highest}`);
  $("time-from").value = state.from === null ? 0 : barOf(state.from);
  $("time-until").value = state.until === null ? count : Math.max(barOf(state.until) + 1, 1);
  const range = showRange();
  $("time-out").textContent =
    (range ?? `All times, by ${bars.unit}`) +
    (undated ? ` · ${undated} of ${dated + undated} without a date${range ? " left out" : ""}` : "");
  $("time-reset").hidden = range === null;
  $("document-dates").checked = state.documentDates;
}
