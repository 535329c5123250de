#!/bin/sh
# EDTF writes a war that began in 1985 and whose end is unknown as "1985/". python-edtf 5.0.2 lets it end in 1995: ten years on, whatever
# the start, a number in its settings that its page does not mention. edtf.js 4.11.1 gives null as its end, which in JavaScript is
# smaller than the start, and as a Date is 1 January 1970; it covers no later year. undate 0.8.0 says None. And of one of the
# years 1667 to 1672, "[1667..1672]", edtf.js takes the first only: its end is in 1667, and 1671 is not in it.
#
# Who meets it: whoever keeps spells of conflicts or memberships in EDTF, the form of ISO 8601-2 for dates known in part, and asks
# which were under way in a year: python-edtf ends them all after ten years, edtf.js before they begin.
# Way out: "1985/.." (open) where it goes on, which both read as without an end; sets as lists of single years.
#
# Seen on Python 3.11 and Node 20, Linux (end of 1985/, of 1985/.., of [1667..1672]):    python-edtf 1995-01-01 inf 1672-12-31
#     edtf.js 1970-01-01 Infinity 1667-12-31
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet edtf==5.0.2 undate==0.8.0
npm install --silent --prefix "$folder/node" edtf@4.11.1 > "$folder/npm.log" 2>&1
cd "$folder"
venv/bin/python -W ignore - > seen <<'PYTHON'
from edtf import parse_edtf
from undate import Undate


def end(text):
    last = parse_edtf(text).upper_strict()
    return "{:04}-{:02}-{:02}".format(*last[:3]) if isinstance(last, tuple) else last


print("python-edtf", end("1985/"), end("1985/.."), end("[1667..1672]"))
print("undate", Undate.parse("1985/", "EDTF").latest)
PYTHON
cat > ask.cjs <<'JAVASCRIPT'
const edtf = require("./node/node_modules/edtf").default;
const end = (text) => {
  const last = edtf(text).max;
  return last === Infinity ? last : new Date(last).toISOString().slice(0, 10);
};
console.log("edtf.js", end("1985/"), end("1985/.."), end("[1667..1672]"));
const unknown = edtf("1985/");
console.log("ends before it begins", unknown.max < unknown.min, "covers 1999", unknown.covers(edtf("1999")));
console.log("1671 in the set", edtf("[1667..1672]").covers(edtf("1671")), "in the interval", edtf("1667/1672").covers(edtf("1671")));
JAVASCRIPT
node ask.cjs >> seen
cat seen
diff - seen <<'SEEN' || { echo "they read it otherwise now"; exit 1; }
python-edtf 1995-01-01 inf 1672-12-31
undate None
edtf.js 1970-01-01 Infinity 1667-12-31
ends before it begins true covers 1999 false
1671 in the set false in the interval true
SEEN
