"""Time expressions in sentences of our own, published on Wednesday 12 June 2019."""

from datetime import date
from itertools import pairwise

import pytest

from kg.base.dates import DateBasis, Precision, When
from kg.extraction.time.expressions import TenseAt, Timex, TimexKind, find

WEDNESDAY = date(2019, 6, 12)


def always(tense: str) -> TenseAt:
    return lambda _start, _end: tense


def one(sentence: str, tense: str = "past", reference: date | None = WEDNESDAY) -> Timex:
    found = find(sentence, reference, always(tense))
    assert len(found) == 1, found
    return found[0]


def bounds(when: When) -> str:
    """``2019-06-11``, ``2019-06``, ``2019``, ``first/last`` for other spans, ``?`` for the unknown."""
    if when.precision is Precision.RANGE:
        return f"{when.earliest}/{when.latest}"
    return when.iso or "?"


# (sentence, expression, meaning); the verb is in the past and the expression dates it
PAST = [
    # weekdays
    ("Oslo recalled its envoy on Tuesday.", "Tuesday", "2019-06-11"),
    ("Oslo recalled its envoy on Wednesday.", "Wednesday", "2019-06-12"),
    ("Oslo recalled its envoy Thursday.", "Thursday", "2019-06-06"),
    ("Shells fell on the border town Monday night.", "Monday night", "2019-06-10"),
    ("Late on Sunday the convoy turned back.", "Late on Sunday", "2019-06-09"),
    ("They signed early Saturday morning.", "early Saturday morning", "2019-06-08"),
    ("They signed last Wednesday.", "last Wednesday", "2019-06-05"),
    ("They signed last Friday.", "last Friday", "2019-06-07"),
    ("They signed this Monday.", "this Monday", "2019-06-10"),
    ("They signed this past Friday.", "this past Friday", "2019-06-07"),
    ("Shelling went on from Friday to Sunday.", "Friday to Sunday", "2019-06-07/2019-06-09"),
    ("Talks ran Monday-Tuesday.", "Monday-Tuesday", "2019-06-10/2019-06-11"),
    ("They met on Tuesday of last week.", "Tuesday of last week", "2019-06-04"),
    ("Riga protested, Tues. evening, against it.", "Tues. evening", "2019-06-11"),
    # near days
    ("Lima froze the assets today.", "today", "2019-06-12"),
    ("Lima froze the assets earlier today.", "earlier today", "2019-06-12"),
    ("Lima froze the assets yesterday afternoon.", "yesterday afternoon", "2019-06-11"),
    ("Lima froze them the day before yesterday.", "the day before yesterday", "2019-06-10"),
    ("Gunboats fired this morning.", "this morning", "2019-06-12"),
    ("Gunboats fired last night.", "last night", "2019-06-11"),
    ("Gunboats fired overnight.", "overnight", "2019-06-12"),
    ("They dined tonight.", "tonight", "2019-06-12"),
    # counted back
    ("Kabul freed him three days ago.", "three days ago", "2019-06-09"),
    ("Kabul freed him a day ago.", "a day ago", "2019-06-11"),
    ("Kabul freed him a week ago.", "a week ago", "2019-06-02/2019-06-08"),
    ("Kabul freed him a fortnight ago.", "a fortnight ago", "2019-05-26/2019-06-01"),
    ("Kabul freed him 2 months ago.", "2 months ago", "2019-04"),
    ("Kabul freed him twenty-five years ago.", "twenty-five years ago", "1994"),
    ("Kabul freed him a decade ago.", "a decade ago", "2009"),
    ("Kabul freed him two decades ago.", "two decades ago", "1999"),
    ("Kabul freed him about ten years ago.", "about ten years ago", "2008-01-01/2010-12-31"),
    ("Kabul freed him a few days ago.", "a few days ago", "2019-06-06/2019-06-10"),
    ("Kabul freed him several months ago.", "several months ago", "2018-07-01/2019-04-30"),
    ("Kabul freed him 36 hours ago.", "36 hours ago", "2019-06-10/2019-06-11"),
    ("Kabul freed him a couple of years ago.", "a couple of years ago", "2017"),
    ("Kabul freed him a dozen years ago.", "a dozen years ago", "2007"),
    # calendar units
    ("Minsk expelled two attaches last week.", "last week", "2019-06-03/2019-06-09"),
    ("Minsk expelled two attaches this week.", "this week", "2019-06-10/2019-06-12"),
    ("Minsk expelled two attaches earlier this week.", "earlier this week", "2019-06-10/2019-06-12"),
    ("Minsk expelled two attaches last month.", "last month", "2019-05"),
    ("Minsk expelled two attaches this month.", "this month", "2019-06"),
    ("Minsk expelled them earlier this month.", "earlier this month", "2019-06-01/2019-06-12"),
    ("Minsk expelled them earlier this year.", "earlier this year", "2019-01-01/2019-06-12"),
    ("Minsk expelled them early last year.", "early last year", "2018-01-01/2018-04-30"),
    ("Minsk expelled them late last month.", "late last month", "2019-05-21/2019-05-31"),
    ("Minsk expelled them last year.", "last year", "2018"),
    ("Minsk expelled them at the end of last year.", "the end of last year", "2018-09-01/2018-12-31"),
    ("Minsk expelled them in the last quarter.", "the last quarter", "2019-01-01/2019-03-31"),
    ("Minsk expelled them last decade.", "last decade", "2000-01-01/2009-12-31"),
    ("Minsk expelled them last century.", "last century", "1901-01-01/2000-12-31"),
    ("They clashed over the weekend.", "over the weekend", "2019-06-08/2019-06-09"),
    ("They clashed last weekend.", "last weekend", "2019-06-08/2019-06-09"),
    # seasons
    ("They clashed last summer.", "last summer", "2018-06-01/2018-08-31"),
    ("They clashed last winter.", "last winter", "2018-12-01/2019-02-28"),
    ("They clashed this spring.", "this spring", "2019-03-01/2019-05-31"),
    ("They clashed in the autumn.", "the autumn", "2018-09-01/2018-11-30"),
    # rolling windows
    ("Hanoi complained twice in the past week.", "the past week", "2019-06-05/2019-06-12"),
    ("Hanoi complained over the last three days.", "the last three days", "2019-06-09/2019-06-12"),
    ("Hanoi complained in the last 24 hours.", "the last 24 hours", "2019-06-12"),
    ("Hanoi complained in recent days.", "recent days", "2019-06-06/2019-06-12"),
    ("Hanoi complained over the past two years.", "the past two years", "2017-06-12/2019-06-12"),
    ("Hanoi complained recently.", "recently", "2019-04-17/2019-06-12"),
    # months without year
    ("Accra closed the crossing in February.", "February", "2019-02"),
    ("Accra closed the crossing in June.", "June", "2019-06"),
    ("Accra closed the crossing in August.", "August", "2018-08"),
    ("Accra closed the crossing last July.", "last July", "2018-07"),
    ("Accra closed the crossing last June.", "last June", "2018-06"),
    ("Accra closed the crossing in mid-March.", "mid-March", "2019-03-11/2019-03-21"),
    ("Accra closed the crossing in early May.", "early May", "2019-05-01/2019-05-11"),
    ("Accra closed the crossing in May.", "May", "2019-05"),
    ("Accra closed the crossing in March last year.", "March last year", "2018-03"),
    ("Accra closed the crossing in October of last year.", "October of last year", "2018-10"),
    ("It stayed shut between January and March.", "between January and March", "2019-01-01/2019-03-31"),
    ("It stayed shut from November to February.", "November to February", "2018-11-01/2019-02-28"),
    # days without year
    ("Accra reopened it on Feb. 24.", "Feb. 24", "2019-02-24"),
    ("Accra reopened it on Dec 5.", "Dec 5", "2018-12-05"),
    ("Accra reopened it on 14 June.", "14 June", "2018-06-14"),
    ("Accra reopened it on Friday, 11 June.", "Friday, 11 June", "2019-06-11"),
    ("Accra reopened it on the 11th.", "on the 11th", "2019-06-11"),
    ("Accra reopened it on the 30th.", "on the 30th", "2019-05-30"),
    ("Accra reopened it on the 31st.", "on the 31st", "2019-05-31"),
    ("Accra reopened it on the 3rd of last month.", "on the 3rd of last month", "2019-05-03"),
    ("Accra reopened it on the 5th of May.", "the 5th of May", "2019-05-05"),
    ("Accra reopened it on April 3rd.", "April 3rd", "2019-04-03"),
    ("They met on Friday, May 31.", "Friday, May 31", "2019-05-31"),
    ("They met July 12-14.", "July 12-14", "2018-07-12/2018-07-14"),
    ("They met between 3 and 5 May.", "between 3 and 5 May", "2019-05-03/2019-05-05"),
    ("They met on Feb. 29.", "Feb. 29", "2016-02-29"),
    ("They met from 30 December to 2 January.", "30 December to 2 January", "2018-12-30/2019-01-02"),
    ("They met on March 9 last year.", "March 9 last year", "2018-03-09"),
]

# (sentence, expression, meaning) whatever the day of publication
STATED = [
    ("They clashed in the fall of 2014.", "the fall of 2014", "2014-09-01/2014-11-30"),
    ("They clashed in summer 2006.", "summer 2006", "2006-06-01/2006-08-31"),
    ("They clashed in the winter of 2013.", "the winter of 2013", "2013-12-01/2014-02-28"),
    ("Rabat signed on 24 February 2022.", "24 February 2022", "2022-02-24"),
    ("Rabat signed on Feb. 24, 2022, at sea.", "Feb. 24, 2022", "2022-02-24"),
    ("Rabat signed on the 1st of July, 1997.", "the 1st of July, 1997", "1997-07-01"),
    ("Rabat signed on Thursday, 30 April 1998.", "Thursday, 30 April 1998", "1998-04-30"),
    ("Rabat signed on 30 April , 1998 there.", "30 April , 1998", "1998-04-30"),
    ("Rabat signed (2008-08-08).", "2008-08-08", "2008-08-08"),
    ("Rabat signed at 2008-08-08T10:00:00Z.", "2008-08-08T10:00:00Z", "2008-08-08"),
    ("Rabat signed on 17.03.2011.", "17.03.2011", "2011-03-17"),
    ("Rabat signed on 3/4/2011.", "3/4/2011", "2011"),
    ("Rabat signed on JULY 4, 1976.", "JULY 4, 1976", "1976-07-04"),
    ("They met July 30 - August 2, 2017.", "July 30 - August 2, 2017", "2017-07-30/2017-08-02"),
    ("They met between 5 March and 2 April 2017.", "between 5 March and 2 April 2017", "2017-03-05/2017-04-02"),
    ("They met 12\u201314 July 2017.", "12\u201314 July 2017", "2017-07-12/2017-07-14"),
    ("Rabat signed in March 2014.", "March 2014", "2014-03"),
    ("Rabat signed in Sept. 2014.", "Sept. 2014", "2014-09"),
    ("Rabat signed in late May 2014.", "late May 2014", "2014-05-21/2014-05-31"),
    ("Rabat signed in 1998.", "1998", "1998"),
    ("Rabat has signed since 2014.", "2014", "2014"),
    ("In 2015 Rabat signed.", "2015", "2015"),
    ("In 2015 protesters stormed the consulate.", "2015", "2015"),
    ("Rabat signed (2011).", "2011", "2011"),
    ("Rabat signed in the year 1912.", "the year 1912", "1912"),
    ("Rabat signed at the end of 2020.", "the end of 2020", "2020-09-01/2020-12-31"),
    ("Rabat signed in early 2016.", "early 2016", "2016-01-01/2016-04-30"),
    ("Rabat signed in mid-2016.", "mid-2016", "2016-05-01/2016-08-31"),
    ("Rabat signed in the second half of 2016.", "the second half of 2016", "2016-07-01/2016-12-31"),
    ("Rabat signed in the first quarter of 2019.", "the first quarter of 2019", "2019-01-01/2019-03-31"),
    ("Rabat signed in Q4 2018.", "Q4 2018", "2018-10-01/2018-12-31"),
    ("Rabat ruled it in 2014-2016.", "2014-2016", "2014-01-01/2016-12-31"),
    ("Rabat ruled it in 2014-16.", "2014-16", "2014-01-01/2016-12-31"),
    ("Rabat ruled it in 2008-09.", "2008-09", "2008-01-01/2009-12-31"),
    ("Rabat ruled it from 2003 to 2011.", "2003 to 2011", "2003-01-01/2011-12-31"),
    ("Rabat ruled it between 2003 and 2011.", "between 2003 and 2011", "2003-01-01/2011-12-31"),
    ("Rabat ruled it in the 1990s.", "the 1990s", "1990-01-01/1999-12-31"),
    ("Rabat ruled it in the late 1990s.", "late 1990s", "1996-01-01/1999-12-31"),
    ("Rabat ruled it in the '80s.", "the '80s", "1980-01-01/1989-12-31"),
    ("Rabat ruled it in the early seventies.", "the early seventies", "1970-01-01/1973-12-31"),
    ("In 2014 more than one envoy left.", "2014", "2014"),
    ("In 2003 Rabat signed with others.", "2003", "2003"),
    ("Rabat ruled it in the seventies.", "the seventies", "1970-01-01/1979-12-31"),
    ("Rabat ruled it in the 19th century.", "the 19th century", "1801-01-01/1900-12-31"),
    ("Rabat ruled it in the early twentieth century.", "early twentieth century", "1901-01-01/1934-12-31"),
    ("The attacks of 9/11 shocked them.", "9/11", "2001-09-11"),
    ("They mourned the attacks of September 11.", "September 11", "2001-09-11"),
]

# (sentence, expression, meaning) beside a verb in the future
FUTURE = [
    ("The ministers will meet on Friday.", "Friday", "2019-06-14"),
    ("The ministers will meet on Tuesday.", "Tuesday", "2019-06-18"),
    ("The ministers will meet on Wednesday.", "Wednesday", "2019-06-12"),
    ("The ministers will meet next Wednesday.", "next Wednesday", "2019-06-19"),
    ("The ministers will meet this Sunday.", "this Sunday", "2019-06-16"),
    ("The ministers will meet Thursday through Saturday.", "Thursday through Saturday", "2019-06-13/2019-06-15"),
    ("The ministers will meet on Monday next week.", "Monday next week", "2019-06-17"),
    ("The ministers will meet tomorrow evening.", "tomorrow evening", "2019-06-13"),
    ("The ministers will meet the day after tomorrow.", "the day after tomorrow", "2019-06-14"),
    ("The ministers will meet next week.", "next week", "2019-06-17/2019-06-23"),
    ("The ministers will meet this week.", "this week", "2019-06-12/2019-06-16"),
    ("The ministers will meet later this month.", "later this month", "2019-06-12/2019-06-30"),
    ("The ministers will meet this weekend.", "this weekend", "2019-06-15/2019-06-16"),
    ("The ministers will meet next month.", "next month", "2019-07"),
    ("The ministers will meet early next year.", "early next year", "2020-01-01/2020-04-30"),
    ("The ministers will meet by the end of the year.", "the end of the year", "2019-09-01/2019-12-31"),
    ("The ministers will meet in the autumn.", "the autumn", "2019-09-01/2019-11-30"),
    ("The ministers will meet this summer.", "this summer", "2019-06-01/2019-08-31"),
    ("The ministers will meet next spring.", "next spring", "2020-03-01/2020-05-31"),
    ("The ministers will meet in August.", "August", "2019-08"),
    ("The ministers will meet in February.", "February", "2020-02"),
    ("The ministers will meet next January.", "next January", "2020-01"),
    ("The ministers will meet on 3 March.", "3 March", "2020-03-03"),
    ("The ministers will meet on October 7.", "October 7", "2019-10-07"),
    ("The ministers will meet in the coming days.", "the coming days", "2019-06-12/2019-06-18"),
    ("The ministers will meet over the next two months.", "the next two months", "2019-06-12/2019-08-12"),
    ("The ministers will meet in three weeks.", "in three weeks", "2019-06-30/2019-07-06"),
    ("The ministers will meet in two days' time.", "in two days' time", "2019-06-14"),
    ("The ministers will meet within ten days.", "within ten days", "2019-06-12/2019-06-22"),
    ("The ministers will meet six months from now.", "six months from now", "2019-12"),
    ("The ministers will meet two days later.", "two days later", "2019-06-14"),
]

# (sentence, expression, kind, meaning)
OTHER_KINDS = [
    ("Envoys praised Monday's talks.", "Monday", TimexKind.ATTRIBUTIVE, "2019-06-10"),
    ("Envoys praised last week\u2019s summit.", "last week", TimexKind.ATTRIBUTIVE, "2019-06-03/2019-06-09"),
    ("Envoys praised a Tuesday statement.", "Tuesday", TimexKind.ATTRIBUTIVE, "2019-06-11"),
    ("Envoys praised its January ruling.", "January", TimexKind.ATTRIBUTIVE, "2019-01"),
    ("Envoys praised the March 2014 vote.", "March 2014", TimexKind.ATTRIBUTIVE, "2014-03"),
    ("Tehran quit the 2015 nuclear deal.", "2015", TimexKind.ATTRIBUTIVE, "2015"),
    ("Tehran quit the 2016 Paris accord.", "2016", TimexKind.ATTRIBUTIVE, "2016"),
    ("Tehran resented Washington's 2018 withdrawal.", "2018", TimexKind.ATTRIBUTIVE, "2018"),
    ("Amman insists on 1967 borders.", "1967", TimexKind.ATTRIBUTIVE, "1967"),
    ("Amman insists on the 1967 lines.", "1967", TimexKind.ATTRIBUTIVE, "1967"),
    ("Amman watched the September 11 attacks.", "September 11", TimexKind.ATTRIBUTIVE, "2001-09-11"),
    ("Amman rejects the post-2003 order.", "post-2003", TimexKind.ATTRIBUTIVE, "2003"),
    ("It is five years since Moscow took the port.", "five years since", TimexKind.ATTRIBUTIVE, "2014"),
    ("They have quarrelled for the past few decades.", "the past few decades", TimexKind.PAST_REFERENCE, "?"),
    ("They have quarrelled for decades.", "for decades", TimexKind.PAST_REFERENCE, "?"),
    ("They have quarrelled in recent years.", "recent years", TimexKind.PAST_REFERENCE, "?"),
    (
        "They have quarrelled for the past two weeks.",
        "the past two weeks",
        TimexKind.DATE,
        "2019-05-29/2019-06-12",
    ),
    (
        "They have quarrelled for the past two months.",
        "the past two months",
        TimexKind.PAST_REFERENCE,
        "2019-04-12/2019-06-12",
    ),
    ("They quarrelled decades ago.", "decades ago", TimexKind.PAST_REFERENCE, "?"),
    ("They quarrelled in the past.", "in the past", TimexKind.PAST_REFERENCE, "?"),
    ("They previously quarrelled.", "previously", TimexKind.PAST_REFERENCE, "?"),
    ("Fleets drill here every year.", "every year", TimexKind.HABITUAL, "?"),
    ("Fleets drill here on Mondays.", "Mondays", TimexKind.HABITUAL, "?"),
    ("Fleets drill here every Friday.", "every Friday", TimexKind.HABITUAL, "?"),
    ("Fleets drill here twice a month.", "twice a month", TimexKind.HABITUAL, "?"),
    ("Fleets rarely drill here.", "rarely", TimexKind.HABITUAL, "?"),
    ("Fleets drilled here day after day.", "day after day", TimexKind.HABITUAL, "?"),
    ("Fleets meet here daily.", "daily", TimexKind.HABITUAL, "?"),
    ("Nobody objected at the time.", "at the time", TimexKind.DEICTIC, "?"),
    ("He then ordered the fleet home.", "then", TimexKind.DEICTIC, "?"),
    ("The envoy left the following day.", "the following day", TimexKind.DEICTIC, "?"),
    ("The envoy left that year.", "that year", TimexKind.DEICTIC, "?"),
    ("The envoy left the next day.", "the next day", TimexKind.DEICTIC, "?"),
    ("The envoy left three days later.", "three days later", TimexKind.DEICTIC, "?"),
    ("The envoy left in May of that year.", "May of that year", TimexKind.DEICTIC, "?"),
    ("The envoy left a day earlier.", "a day earlier", TimexKind.DEICTIC, "2019-06-11"),
    ("The envoy left earlier in the day.", "earlier in the day", TimexKind.DEICTIC, "2019-06-12"),
    ("The envoy spoke on the anniversary.", "on the anniversary", TimexKind.DEICTIC, "?"),
    ("The envoy left four years after the coup.", "four years after", TimexKind.DEICTIC, "?"),
]

NO_TIME = [
    "Tirana may recall its envoy.",
    "Theresa May met the chancellor.",
    "Prime Minister May won the vote, and rebels lost trust in May.",
    "The column was on the march.",
    "They joined the March for Life.",
    "Crowds in the Women's March waved flags.",
    "The Sunday Times said that talks failed.",
    "Shops abroad copied Black Friday.",
    "Relatives of the Bloody Sunday victims sued.",
    "Egypt fought the October War.",
    "Talks between 2000 troops and their captors failed.",
    "Copyright \u00a9 2016 Gazette.",
    "The flood displaced 1,998 people.",
    "Moscow moved 2,000 troops.",
    "Moscow moved 2000 troops.",
    "Council Resolution 1998 bans it.",
    "Article 2015 forbids it.",
    "Aid reached people in 1500 villages.",
    "It paid $1990 for each shell.",
    "It paid 1995 euros for each shell.",
    "More than 2015 refugees crossed.",
    "The Group of 20 sent 500 people.",
    "The World War and the Cold War shaped them.",
    "Militants of the 17 November group fired.",
    "Guests of the July 26 Movement wept.",
    "The embassy lies in 12 August Street.",
    "April Glaspie met the president.",
    "The USA Today reporter left.",
    "Prices fell in the fall of Kabul's market.",
    "They withdrew in 48 rockets' range.",
    "He was born in the spring of hope.",
    "It won 1.2014 percent.",
    "The clock said 1900 GMT.",
    "The new envoy arrived without a word.",
    "On February 30 nothing can occur.",
    "The daily Kommersant reported it.",
    "It is the then-chancellor who asked.",
    "If they attack, then we respond.",
    "",
    " ",
    "\u0662\u0660\u0661\u0664",
]


@pytest.mark.parametrize(("sentence", "expression", "meaning"), PAST)
def test_dates_told_in_the_past(sentence: str, expression: str, meaning: str) -> None:
    found = one(sentence)
    assert (found.text, found.kind, bounds(found.when)) == (expression, TimexKind.DATE, meaning)
    assert found.when.basis is DateBasis.RELATIVE


@pytest.mark.parametrize(("sentence", "expression", "meaning"), STATED)
def test_dates_with_their_year_need_no_publication_day(sentence: str, expression: str, meaning: str) -> None:
    for reference in (None, WEDNESDAY):
        found = one(sentence, reference=reference)
        assert (found.text, found.kind, bounds(found.when)) == (expression, TimexKind.DATE, meaning)
        assert found.when.basis is DateBasis.STATED


@pytest.mark.parametrize(("sentence", "expression", "meaning"), FUTURE)
def test_dates_beside_a_future(sentence: str, expression: str, meaning: str) -> None:
    found = one(sentence, "future")
    assert (found.text, bounds(found.when)) == (expression, meaning)


@pytest.mark.parametrize(("sentence", "expression", "kind", "meaning"), OTHER_KINDS)
def test_what_an_expression_does(sentence: str, expression: str, kind: TimexKind, meaning: str) -> None:
    found = one(sentence)
    assert (found.text, found.kind, bounds(found.when)) == (expression, kind, meaning)


@pytest.mark.parametrize("sentence", NO_TIME)
def test_what_only_looks_like_a_time(sentence: str) -> None:
    assert find(sentence, WEDNESDAY) == []


@pytest.mark.parametrize("sentence", [row[0] for row in PAST])
def test_without_a_publication_day_relative_dates_are_found_but_unknown(sentence: str) -> None:
    assert one(sentence, reference=None).when == When.unknown()


def test_offsets_point_at_the_words() -> None:
    sentence = "On Monday Quito, which had left in 2011, signed; Lima followed on 3 June."
    found = find(sentence, WEDNESDAY)
    assert [sentence[timex.start : timex.end] for timex in found] == [timex.text for timex in found]
    assert [timex.text for timex in found] == ["Monday", "2011", "3 June"]


def test_tense_is_asked_for_the_span_in_question() -> None:
    sentence = "Quito signed on Monday and will vote on Friday."
    asked = []

    def tense_at(start: int, end: int) -> str:
        asked.append(sentence[start:end])
        return "future" if start > sentence.index("will") else "past"

    assert [bounds(timex.when) for timex in find(sentence, WEDNESDAY, tense_at)] == ["2019-06-10", "2019-06-14"]
    assert asked == ["Monday", "Friday"]


def test_words_of_planning_outweigh_a_past_verb() -> None:
    assert bounds(one("Quito confirmed the vote scheduled for Friday.").when) == "2019-06-14"
    assert bounds(one("Quito sent monitors ahead of Friday's vote.").when) == "2019-06-14"
    assert bounds(one("Quito praised the summit, to be held on June 20-22.").when) == "2019-06-20/2019-06-22"
    assert bounds(one("Quito said a vote was possible as early as January.").when) == "2020-01"
    assert bounds(one("Quito set the record on Friday.").when) == "2019-06-07"


def test_a_present_tense_takes_the_nearest_day_without_year() -> None:
    assert bounds(one("The pact expires on 20 August.", "present").when) == "2019-08-20"
    assert bounds(one("The pact expired on 20 August.").when) == "2018-08-20"


def test_a_weekday_beside_a_day_decides_its_year() -> None:
    assert bounds(one("They gathered on Monday, July 2.").when) == "2018-07-02"
    assert bounds(one("They gathered on Tuesday, July 2.", "present").when) == "2019-07-02"


def test_signals_tell_since_when_and_until_when() -> None:
    signals = {
        "They have fought since 2014.": "since",
        "They fought until Monday.": "until",
        "They must leave by the end of June.": "by",
        "They left before the 1990s.": "before",
        "They left three days after the raid.": "after",
        "They left on Monday.": "",
    }
    assert {sentence: one(sentence).signal for sentence in signals} == signals


def test_deictic_expressions_count_from_the_date_that_the_caller_knows() -> None:
    anchor = When.day(date(2014, 2, 27), DateBasis.STATED)

    def meaning(sentence: str) -> str:
        when = one(sentence).relative_to(anchor)
        assert when.basis is DateBasis.CONTEXT
        return bounds(when)

    assert meaning("Nobody objected at the time.") == "2014-02-27"
    assert meaning("They left three days later.") == "2014-03-02"
    assert meaning("They left the day before.") == "2014-02-26"
    assert meaning("They left the following year.") == "2015"
    assert meaning("They left that month.") == "2014-02"
    assert meaning("They left two weeks after the raid.") == "2014-03-10/2014-03-16"
    assert meaning("They left a few months later.") == "2014-04-01/2015-01-31"


def test_deictic_expressions_from_an_unknown_date_stay_as_they_are() -> None:
    found = one("They left a day earlier.")
    assert found.relative_to(When.unknown()) == found.when
    assert one("They left on Monday.").relative_to(When.year(2001, DateBasis.STATED)).iso == "2019-06-10"


def test_a_deictic_shift_out_of_the_calendar_is_unknown() -> None:
    found = one("They left 3000 years earlier.")
    assert found.when == When.unknown()
    assert found.relative_to(When.year(2, DateBasis.STATED)) == When.unknown()


def test_dates_out_of_the_calendar_are_dropped() -> None:
    assert find("They fought last year.", date(1, 1, 1)) == []
    assert find("It will end next week.", date(9999, 12, 31)) == []


@pytest.mark.parametrize(
    "day", [date(2018, 12, 31), date(2019, 1, 1), date(2020, 2, 29), date(2019, 3, 31), date(2019, 6, 16)]
)
def test_every_expression_resolves_on_the_edges_of_the_calendar(day: date) -> None:
    for sentence, _, _ in PAST + FUTURE:
        for tense in ("past", "present", "future"):
            for found in find(sentence, day, always(tense)):
                assert found.when.known or found.kind is TimexKind.DEICTIC, (sentence, tense)


def test_weekend_days_know_their_own_weekend() -> None:
    saturday, sunday = date(2019, 6, 15), date(2019, 6, 16)
    for day in (saturday, sunday):
        assert bounds(one("They clashed over the weekend.", reference=day).when) == "2019-06-15/2019-06-16"
        assert bounds(one("They clashed last weekend.", reference=day).when) == "2019-06-08/2019-06-09"
        assert bounds(one("They clash next weekend.", reference=day).when) == "2019-06-22/2019-06-23"


def test_expressions_never_overlap_and_come_in_order() -> None:
    sentence = "; ".join(row[0].rstrip(".") for row in PAST + FUTURE)
    found = find(sentence, WEDNESDAY)
    assert len(found) > 100
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [" ", "1", "2014-", "May ", "5 May ", "March 3 and ", "the end of the ", "a few ", "twenty ", "between ", "then ",
     "last ", "in the past ", "Monday ", "1,", "due to ", "'s "],
)  # fmt: skip
@pytest.mark.parametrize("size", [40_000, pytest.param(160_000, marks=pytest.mark.long)])
def test_long_monotony_is_scanned_to_its_end(piece: str, size: int) -> None:
    text = (piece * (size // len(piece) + 1))[:size]  # growth with length: benchmarks/growth.py
    assert all(left.end <= right.start for left, right in pairwise(find(text, WEDNESDAY)))
