#!/bin/sh
# Lexicons of sentiment take the names of states for praise. VADER 3.3.2 has "great" and "united" among its good words and takes no notice of
# names: "Great Britain attacked Iraq." is good news to it (0.27), "The United States attacked Iraq." nearly neutral (-0.05), the
# same sentence with Russia bad (-0.46). AFINN (0.1 for Python, and sentiment 5.0.2 for JavaScript) does the same with both, and TextBlob
# 0.20.1 with "Great". So do "United Nations", "Good Friday Agreement" and, in VADER, "Security Council".
#
# Who meets it: whoever measures the tone of news between states: the USA, the United Kingdom, the Emirates, the United Nations are friendlier in
# each sentence that names them in full, against all others, and friendlier in papers that write the names out than in those that
# write US and UK.
# Way out: put a code (USA, GBR) in the place of each name before the text is scored.
#
# Seen on Python 3.11 and Node 20, Linux ("... attacked Iraq.": Great Britain, the United States, Russia, then by code GBR, USA, RUS):
#     VADER 0.2732 -0.0516 -0.4588, -0.4588 -0.4588 -0.4588    AFINN 2 0 -1, -1 -1 -1    sentiment 2 0 -1, -1 -1 -1
#     TextBlob 0.8 0.0 0.0, 0.0 0.0 0.0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet vaderSentiment==3.3.2 afinn==0.1 textblob==0.20.1
npm install --silent sentiment@5.0.2 > npm.log 2>&1
venv/bin/python - <<'PYTHON'
from afinn import Afinn
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

vader, afinn = SentimentIntensityAnalyzer(), Afinn()
ways = {
    "VADER": lambda text: vader.polarity_scores(text)["compound"],
    "AFINN": afinn.score,
    "TextBlob": lambda text: TextBlob(text).sentiment.polarity,
}
found = {}
for name, way in ways.items():
    found[name] = [way(f"{state} attacked Iraq.") for state in ("Great Britain", "The United States", "Russia", "GBR", "USA", "RUS")]
    print(name, *found[name])
for great, united, russia, *codes in found.values():
    assert set(codes) == {russia}, "codes are no way out any more"
    assert great > 0 >= russia and united >= russia, "names count otherwise now"
assert found["VADER"][1] > found["VADER"][2] and found["AFINN"][1] > found["AFINN"][2], '"united" is no good word any more'
PYTHON
node - <<'JAVASCRIPT'
const assert = require("assert");
const Sentiment = require("sentiment");
const scores = ["Great Britain", "The United States", "Russia", "GBR", "USA", "RUS"].map(
  (state) => new Sentiment().analyze(`${state} attacked Iraq.`).score
);
console.log("sentiment", ...scores);
assert.deepEqual(scores, [2, 0, -1, -1, -1, -1], "names count otherwise now");
JAVASCRIPT
