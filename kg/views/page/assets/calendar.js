// Days since 1970-01-01, and the periods they lie in. Everything is in UTC: the same for every reader.

const DAY = 86400000;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const UNITS = ["day", "week", "month", "quarter", "year"];
const WEEKDAY_OF_EPOCH = 3; // a Thursday, counted from Monday

const dateOf = (day) => new Date(day * DAY);

// new Date(99, 0) means 1999: years below 100 need setUTCFullYear.
function dayOf(year, month = 0, date = 1) {
  const made = new Date(0);
  made.setUTCFullYear(year, month, date);
  return Math.round(made / DAY);
}

const yearOf = (day) => dateOf(day).getUTCFullYear();
const iso = (day) => dateOf(day).toISOString().slice(0, 10);

function dayFromIso(text) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text || "");
  if (!parts) return null;
  const day = dayOf(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return iso(day) === text ? day : null;
}

// First day of the period that a day lies in.
function startOf(unit, day) {
  if (unit === "day") return day;
  if (unit === "week") return day - ((((day + WEEKDAY_OF_EPOCH) % 7) + 7) % 7);
  const date = dateOf(day);
  const year = date.getUTCFullYear();
  if (unit === "year") return dayOf(year);
  const month = date.getUTCMonth();
  return dayOf(year, unit === "month" ? month : month - (month % 3));
}

// First day of the period that follows the one beginning at `start`.
function after(unit, start) {
  if (unit === "day") return start + 1;
  if (unit === "week") return start + 7;
  const date = dateOf(start);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[unit]);
}

// The shortest unit that cuts a span into no more than `most` periods, and the first days of these; one more ends them.
function periods(first, last, most) {
  for (const unit of UNITS) {
    if (unit !== "year" && (last - first) / { day: 1, week: 7, month: 30, quarter: 91 }[unit] > most) continue;
    const starts = [startOf(unit, first)];
    while (starts[starts.length - 1] <= last) starts.push(after(unit, starts[starts.length - 1]));
    if (starts.length - 1 <= most || unit === "year") return { unit, starts };
  }
  return null;
}

// The period that holds a day: the last that begins no later. -1 before the first.
function periodAt(starts, day) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function nameOfPeriod(unit, start) {
  const date = dateOf(start);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  if (unit === "year") return String(year);
  if (unit === "quarter") return `${year} Q${month / 3 + 1}`;
  if (unit === "month") return `${MONTHS[month].slice(0, 3)} ${year}`;
  return unit === "week" ? `week of ${nameOfDay(start)}` : nameOfDay(start);
}

const nameOfDay = (day) => {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()].slice(0, 3)} ${date.getUTCFullYear()}`;
};

// When an event happened, as exactly as is known: "17 Mar 2021", "March 2021", "2021", "3 to 9 Mar 2021".
function nameOfDate(first, last) {
  if (first === UNKNOWN) return "date unknown";
  if (first === last) return nameOfDay(first);
  const date = dateOf(first);
  if (startOf("year", first) === first && after("year", first) - 1 === last) return String(date.getUTCFullYear());
  if (startOf("month", first) === first && after("month", first) - 1 === last) {
    return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  }
  return `${nameOfDay(first)} to ${nameOfDay(last)}`;
}

// A span in few words: whole months and years lose their days.
function nameOfSpan(first, last) {
  if (first === last) return nameOfDay(first);
  if (startOf("month", first) !== first || after("month", startOf("month", last)) - 1 !== last) {
    return `${nameOfDay(first)} \u2013 ${nameOfDay(last)}`;
  }
  const years = startOf("year", first) === first && after("year", startOf("year", last)) - 1 === last;
  const [from, to] = years
    ? [yearOf(first), yearOf(last)]
    : [nameOfPeriod("month", first), nameOfPeriod("month", last)];
  return from === to ? String(from) : `${from} \u2013 ${to}`;
}
