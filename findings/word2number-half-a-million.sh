#!/bin/sh
# word2number 1.1 gives a number to each text in which it knows one word, and leaves out what it does not know, digits too: "2.5 million" and
# "half a million" are 1000000, "12 thousand" is 1000, "one point five million" 1, "two dozen" 2. Two numbers become one: "between ten and
# twenty" 30, "two to three hundred" 106, "nineteen eighty four" 1524. Its page promises an error for what is no number, and shows "two
# point three" as 2.3; "million million" is such an error, these are not.
#
# Who meets it: whoever takes numbers of dead, wounded and displaced from news, where "12 thousand" and "2.5 million" is what papers write; a
# table of them looks plausible, and errs by a factor of two, of twelve, or of a million and a half.
# Way out: hand it texts without digits only, word for word within its list, and compare with text2num 3.1.0, which refuses these.
#
# Seen on Python 3.11, Linux:    2.5 million 1000000    half a million 1000000    12 thousand 1000    one point five million 1    two dozen 2
#     between ten and twenty 30    two to three hundred 106    nineteen eighty four 1524    two hundred and fifty 250
#     text2num: an error for all but the last, 250
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet word2number==1.1 text2num==3.1.0
"$folder/venv/bin/python" - <<'PYTHON'
from text_to_num import text2num
from word2number import w2n

WRONG = {
    "2.5 million": 1000000,
    "half a million": 1000000,
    "12 thousand": 1000,
    "one point five million": 1,
    "two dozen": 2,
    "between ten and twenty": 30,
    "two to three hundred": 106,
    "nineteen eighty four": 1524,
}
for text, number in WRONG.items():
    found = w2n.word_to_num(text)
    print(text, found)
    assert found == number, "word2number reads it otherwise now"
    try:
        other = text2num(text, "en")
    except ValueError:
        continue
    raise AssertionError(f"text2num says {other} now")
assert w2n.word_to_num("two hundred and fifty") == text2num("two hundred and fifty", "en") == 250, "plain numbers are wrong, too"
PYTHON
