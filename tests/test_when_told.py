"""The day of an act, counted from what the text told before, through the real language model."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.model import Article, Status
from ontology import EventType

PUBLISHED = date(2023, 9, 20)  # a Wednesday

TOLD = [
    # counted from the event before, across sentences
    ("Kenya recalled its envoy from Somalia on 4 May 2016. Six days later Somalia expelled Kenyan diplomats.",
     "SOM>KEN", "2016-05-10"),
    ("Kenya recalled its envoy from Somalia last Friday. The next day Somalia expelled Kenyan diplomats.",
     "SOM>KEN", "2023-09-16"),
    ("Kenya recalled its envoy from Somalia on September 11. The day after, Somalia expelled Kenyan diplomats.",
     "SOM>KEN", "2023-09-12"),
    # and within one
    ("Kenya recalled its envoy from Somalia on September 11 and Somalia expelled Kenyan diplomats two days later.",
     "SOM>KEN", "2023-09-13"),
    ("Somalia expelled Kenyan diplomats a day after Kenya shelled Somalia on September 11.", "SOM>KEN", "2023-09-12"),
    ("Somalia expelled Kenyan diplomats a day after Kenya shelled Somalia on September 11.", "KEN>SOM", "2023-09-11"),
    # a date that only the reason has is not the act's
    ("Somalia recalled its envoy over the September 2 Kenyan raid on Somalia.", "SOM>KEN", "2023-09-20"),
    # a date before the noun it waits for is that noun's, and one that opens a sentence is the main clause's
    ("Somalia recalled its envoy ahead of October 2 talks with Kenya.", "SOM>KEN", "2023-09-20"),
    ("On September 11, two days after Somali militants kidnapped a Kenyan nurse, Kenyan jets bombed Somalia.",
     "KEN>SOM", "2023-09-11"),
    # the day of a week and that of its month are one date, wherever a parser cuts them apart
    ("Somalia expelled Kenyan diplomats on Friday, 8 September, an aide said by mistake.", "SOM>KEN", "2023-09-08"),
    # what a clause tells of a date has that date
    ("Trust was lost in 2014, when Kenya annexed an island from Somalia.", "KEN>SOM", "2014"),
    ("It has been so since March 2021 when Kenya expelled the Somali envoy.", "KEN>SOM", "2021-03"),
    ("The island has been cut off since 1998 when Kenya sent soldiers and occupied Somalia.", "KEN>SOM", "1998"),
    # what is being done on a weekday lies ahead
    ("The Kenyan president is travelling to Somalia on Tuesday.", "KEN>SOM", "2023-09-26"),
    # what was done again and again has no day
    ("Kenya has often expelled Somali diplomats.", "KEN>SOM", None),
    # what somebody had to do is past
    ("Somalia had to expel the Kenyan diplomats in May.", "SOM>KEN", "2023-05"),
    # nothing past lies ahead of the day on which it is told
    ("Somalia expelled Kenyan diplomats on Thursday, 6 September.", "SOM>KEN", "2023-09-06"),
    ("Somalia expelled Kenyan diplomats on 28 September.", "SOM>KEN", "2022-09-28"),
    ("Somalia expelled Kenyan diplomats on the 25th.", "SOM>KEN", "2023-08-25"),
    # the present of a plan means the coming weekday, and so does an infinitive
    ("The Kenyan president flies into Mogadishu on Monday for talks with Somalia.", "KEN>SOM", "2023-09-25"),
    ("Kenya will raise it when its president visits Somalia on Monday.", "KEN>SOM", "2023-09-25"),
    ("The Kenyan president met the Somali president on Monday.", "KEN>SOM", "2023-09-18"),
    # one year ago is a month, several are years; "last August" is no "last month"
    ("The Kenyan president visited Somalia a year ago.", "KEN>SOM", "2022-09"),
    ("The Kenyan president visited Somalia two years ago.", "KEN>SOM", "2021"),
    ("The Kenyan president visited Somalia last August.", "KEN>SOM", "2022-08"),
    ("The Kenyan president visited Somalia last May.", "KEN>SOM", "2023-05"),
    ("Four men died in Kenyan strikes on Somalia in the last 24 hours.", "KEN>SOM", "2023-09-20"),
    # a clause with "when" dates what is told beside it; one that compares does not
    ("Kenya froze aid to Somalia when the rebels took power in March.", "KEN>SOM", "2023-03"),
    ("When Kenya invaded in May 2011, Somalia expelled the Kenyan envoy.", "SOM>KEN", "2011-05"),
    ("Kenya bombed a base in Somalia, as Chad did on Friday.", "KEN>SOM", "2023-09-20"),
    # what came before the story was not today; what somebody says had been done is news
    ("Kenya had been accused by Somalia of arming rebels.", "SOM>KEN", None),
    ("Kenya said it had expelled the Somali envoy.", "KEN>SOM", "2023-09-20"),
    ("Since Kenya invaded Somalia, prices have doubled.", "KEN>SOM", None),
    # the story goes on where it says so, and after a date that sets a scene; not in a quotation, nor years later
    ("Kenya imposed an arms embargo on Somalia in March 2021. Somalia consequently expelled the Kenyan envoy.",
     "SOM>KEN", "2021-03"),
    ("On September 11, Kenya bombed a base in Somalia. Somalia expelled the Kenyan envoy.", "SOM>KEN", "2023-09-11"),
    ("On Tuesday, Kenya bombed a base in Somalia. Somalia expelled the Kenyan envoy.", "SOM>KEN", "2023-09-20"),
    ("On September 11, Kenya bombed a base in Somalia. Somalia has expelled its envoy.", "SOM>KEN", "2023-09-20"),
    ("Kenya bombed a base in Somalia on September 11. Somalia expelled the Kenyan envoy.", "SOM>KEN", "2023-09-20"),
    # a look back is of its own clause
    ("Speaking to the Somali president, the Kenyan president said that the project would continue for many years.",
     "KEN>SOM", "2023-09-20"),
    # a plan for a day just over is not for next year
    ("Kenya will hold talks with Somalia on September 15, an aide said.", "KEN>SOM", "2023-09-15"),
    # the worst in years looks back
    ("Its leaders assassinated by Kenya, Somalia is facing its worst crisis in four decades.", "KEN>SOM", "2023-09-20"),
    # a clause of its own says when a meeting was; whoever takes part in it, not who praises it
    ("Kenya took part in the summit with Somalia that opened in Oslo on Friday.", "KEN>SOM", "2023-09-15"),
    ("Kenya chaired peace talks with Somalia that ended in Oslo on Friday.", "KEN>SOM", "2023-09-15"),
    ("Kenya praised the talks in Somalia that ended on Friday.", "KEN>SOM", "2023-09-20"),
    # a date behind a participle beside the act, or set off by a comma, is the act's; that of a clause of another is not
    ("Kenya's navy seized a ship carrying Somali oil on Friday.", "KEN>SOM", "2023-09-15"),
    ("Kenya bombed a Somali base, known as Base Four, on Friday.", "KEN>SOM", "2023-09-15"),
    ("Kenya arrested a Somali general who fled on Friday.", "KEN>SOM", "2023-09-20"),
    # "recently" says less than a day or month
    ("Most recently, Kenya sanctioned a Somali bank in July.", "KEN>SOM", "2023-07"),
    # overnight is the night that is just over, or ends on the day named
    ("Kenyan jets bombed Somalia overnight.", "KEN>SOM", "2023-09-20"),
    ("Kenyan jets bombed Somalia overnight into September 12.", "KEN>SOM", "2023-09-12"),
    # what is said after a meeting is said on its day; not after an earlier one, and not of one that is only named
    ("The road must be built, Kenya's president said after talks with Somalia's president.", "KEN>SOM", "2023-09-20"),
    ("The road must be built, an aide said after earlier talks between Kenya and Somalia.", "KEN>SOM", None),
    # a launch is of today no more than what it launches
    ("Norway condemned the launch of Kenya's invasion of Somalia.", "KEN>SOM", None),
    ("Since the start of Kenya's war with Somalia, prices have doubled.", "KEN>SOM", None),
    # what others had done before is no look back of who speaks
    ("Kenya condemned Somalia for arresting a trader who had previously lived in Oslo.", "KEN>SOM", "2023-09-20"),
    # what happened some days after something did not happen on its day, and is not that long before today
    ("A day after Kenya shelled Somalia, Somalia expelled Kenyan diplomats.", "SOM>KEN", "2023-09-20"),
    ("A day after Kenya shelled Somalia, Somalia expelled Kenyan diplomats.", "KEN>SOM", "2023-09-19"),
    ("Two days after Kenya shelled Somalia on Friday, Somalia expelled Kenyan diplomats.", "SOM>KEN", "2023-09-17"),
    ("Two days after Kenya's shelling of Somalia on Friday, Somalia expelled Kenyan diplomats.",
     "SOM>KEN", "2023-09-17"),
    ("The Kenyan king landed in Oslo on Friday, hours after Kenya bombed Somalia.", "KEN>SOM", "2023-09-15"),
    ("Kenya bombed Somalia on Friday. Hours later, Somalia expelled the Kenyan envoy.", "SOM>KEN", "2023-09-15"),
    # two days are told as the first; about two weeks are two weeks
    ("Kenya expelled the Somali envoy over the weekend.", "KEN>SOM", "2023-09-16"),
    ("Kenya expelled the Somali envoy about two weeks ago.", "KEN>SOM", "2023-09"),
    # the deed that somebody judges has a day of its own, and so has a meeting that is called off
    ("Kenya condemned Saturday's raid by Somalia on an oil rig.", "KEN>SOM", "2023-09-20"),
    ("Kenya has condemned Somalia's raid on an oil rig on Sunday.", "KEN>SOM", "2023-09-20"),
    ("Kenya condemned Somalia's raid on an oil rig on Sunday.", "KEN>SOM", "2023-09-17"),
    ("Kenya condemned Somalia's raid on an oil rig on May 3.", "KEN>SOM", "2023-09-20"),
    ("Kenya on Tuesday condemned Somalia's raid on an oil rig on May 3.", "KEN>SOM", "2023-09-19"),
    ("Kenya condemned Somalia in April.", "KEN>SOM", "2023-04"),
    ("Kenya has condemned Somalia's missile test on Sunday.", "KEN>SOM", "2023-09-20"),
    ("Kenya and Somalia discussed Saturday's raid on Chad.", "KEN>SOM", "2023-09-20"),
    ("Kenya has praised last month's vote by Somalia.", "KEN>SOM", "2023-09-20"),
    ("Saturday's shelling of Kenya by Somalia will be condemned.", "SOM>KEN", "2023-09-16"),
    ("Kenya cancelled Friday's talks with Somalia.", "KEN>SOM", "2023-09-20"),
    ("Kenya attended Friday's talks with Somalia.", "KEN>SOM", "2023-09-15"),
    ("During Friday's summit, Kenya condemned Somalia.", "KEN>SOM", "2023-09-15"),
    # a raid is over, whatever is still to be done about it; what is asked for may be to come, the asking is not
    ("Norway wants to study Friday's Kenyan raid on Somalia.", "KEN>SOM", "2023-09-15"),
    ("Kenya urged Somalia to free the sailors on Sunday.", "KEN>SOM", "2023-09-17"),
    ("Kenya asked Somalia to send troops in December.", "KEN>SOM", "2023-09-20"),
    ("Kenya failed to strike Somalia on Sunday.", "KEN>SOM", "2023-09-17"),
    ("Kenya agreed to meet Somalia on Sunday.", "KEN>SOM", "2023-09-24"),
    # what a thing did, or what was done in it, is of its day; who broke it later did so later
    ("The April raid, in which Kenya killed two Somali soldiers, was a mistake.", "KEN>SOM", "2023-04"),
    ("The town mourns those killed in the April raid that Kenya carried out on Somalia.", "KEN>SOM", "2023-04"),
    ("The 2015 deal that Kenya broke with Somalia was bad.", "KEN>SOM", None),
    # a count up to a day, and the years since the last time, are no dates
    ("The cost of Kenya's invasion of Somalia was high as of May 2023.", "KEN>SOM", None),
    ("Critics noted Kenya's visit to Somalia, its first since 2019.", "KEN>SOM", None),
    # what is answered is as new as the answer, and a raid in which people died as their death
    ("Norway echoed Kenya's criticism of Somalia.", "KEN>SOM", "2023-09-20"),
    ("Ten people died in Kenyan air strikes on Somalia, officials said.", "KEN>SOM", "2023-09-20"),
    ("The general, who was wounded in a Kenyan raid on Somalia, spoke.", "KEN>SOM", None),
    # everybody knows when some invasions began
    ("Prices rose after Russia invaded Ukraine.", "RUS>UKR", "2022-02-24"),
    ("Many remember the Iraqi invasion of Kuwait.", "IRQ>KWT", "1990-08-02"),
    # what is said on a day is not done on it
    ("Kenya said on Monday it would send troops to Somalia next week.", "KEN>SOM", "2023-09"),
    ("Kenya said on Monday it would expel Somali diplomats.", "KEN>SOM", "2023-09-18"),
    # conquests and annexations, too, and whatever day stands near
    ("Ties have been bad since Russia annexed Crimea from Ukraine.", "RUS>UKR", "2014-03-18"),
    ("Israel captured the Golan Heights from Syria.", "ISR>SYR", "1967-06-09"),
    ("The president spoke on Monday of Russia's invasion of Ukraine.", "RUS>UKR", "2022-02-24"),
    ("Russia first invaded Ukraine in 2014.", "RUS>UKR", "2014"),
    # wars and times that are over
    ("Germany occupied Poland during World War II.", "DEU>POL", None),
    ("At the height of the Korean War, Kenya sent troops to Somalia.", "KEN>SOM", None),
    ("Israel seized a Syrian hill in the Six-Day War.", "ISR>SYR", "1967"),
    ("After the Korean War, Kenya sent troops to Somalia.", "KEN>SOM", None),
    # an anniversary is none of the deed's days, and the times this week none of the week's
    ("Kenya marked on Monday the anniversary of Somalia's attack.", "SOM>KEN", None),
    ("Kenya shelled Somalia for the second time this week on Monday.", "KEN>SOM", "2023-09-18"),
    ("A year to the day after Somalia attacked it, Kenya recalled its envoy.", "SOM>KEN", "2022"),
    # what goes on for days is news, and what is so long ago is told by "since"
    ("For the past three days, Kenya has bombed Somalia.", "KEN>SOM", "2023-09"),
    ("The past two years since Kenya invaded Somalia have been hard.", "KEN>SOM", "2021"),
    ("In March, Kenya hit two Somali ships in a huge overnight attack.", "KEN>SOM", "2023-03"),
    ("In the second quarter, Kenya imposed tariffs on Somalia.", "KEN>SOM", "2023"),
    ("The Kenyan president met the Somali president on 12 September. At the meeting, Somalia apologised to Kenya.",
     "SOM>KEN", "2023-09-12"),
    # "then" in a row of things is no time
    ("Kenya annexed an island from Somalia in 2014. Togo has asked Mali for support: first tanks, then jets.",
     "TGO>MLI", "2023-09-20"),
    # counted into the future: not from there, but told as today's
    ("Kenya recalled its envoy from Somalia on September 18. A week later Somalia expelled Kenyan diplomats.",
     "SOM>KEN", "2023-09-20"),
]  # fmt: skip


def told(extractor: Extractor, text: str) -> dict[str, str | None]:
    """Dyad -> day of what an article tells."""
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    return {">".join(report.dyad): report.when.iso for report in extraction.reports}


@pytest.mark.model
@pytest.mark.parametrize(("text", "dyad", "day"), TOLD)
def test_the_day_of_an_act(extractor: Extractor, text: str, dyad: str, day: str | None) -> None:
    assert told(extractor, text)[dyad] == day


@pytest.mark.model
def test_a_noun_without_a_date_has_that_of_the_sentence_which_dates_it(extractor: Extractor) -> None:
    text = "Kenya condemned the Somali raid on its post. Somalia raided the Kenyan post on September 14."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    days = {report.when.iso for report in extraction.reports if report.dyad == ("SOM", "KEN")}
    assert days == {"2023-09-14"}


@pytest.mark.model
def test_a_week_is_the_day_that_another_sentence_gives_the_same_act(extractor: Extractor) -> None:
    text = "Kenya expelled three Somali diplomats last week. Kenya expelled the Somali diplomats on September 12."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    assert {report.when.iso for report in extraction.reports if report.dyad == ("KEN", "SOM")} == {"2023-09-12"}


@pytest.mark.model
def test_the_same_deed_told_again_in_the_same_words_has_its_day(extractor: Extractor) -> None:
    text = "Kenya shot down a Somali drone on September 12. The Somali drone was shot down by Kenya near the coast."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    assert {report.when.iso for report in extraction.reports if report.dyad == ("KEN", "SOM")} == {"2023-09-12"}


@pytest.mark.model
def test_what_was_said_may_be_said_again(extractor: Extractor) -> None:
    text = "Kenya accused Somalia of theft on September 12. Kenya has accused Somalia of arming rebels."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    days = {report.when.iso for report in extraction.reports if report.type is EventType.ACCUSE}
    assert days == {"2023-09-12", "2023-09-20"}


TO_COME = [
    ("The Kenyan president flies into Mogadishu on Monday for talks with Somalia.", Status.FUTURE),
    ("The Kenyan president will raise it when he visits Somalia.", Status.FUTURE),
    ("The Kenyan minister wept when he visited Somalia.", Status.OCCURRED),
    ("It will be the Kenyan president's first visit to Somalia.", Status.FUTURE),
    ("It was the first visit to Somalia by a Kenyan president.", Status.OCCURRED),
    ("The rebels fired rockets ahead of the Kenyan president's visit to Somalia.", Status.FUTURE),
    ("The rebels fired rockets after the Kenyan president's visit to Somalia.", Status.OCCURRED),
    ("Kenya is able to attack Somalia.", Status.HYPOTHETICAL),
    ("Kenya was able to attack Somalia.", Status.OCCURRED),
    ("The Kenyan minister will stress trade during her visit to Somalia.", Status.FUTURE),
    ("The Kenyan minister stressed trade during her visit to Somalia.", Status.OCCURRED),
    ("There might be talks between Kenya and Somalia.", Status.HYPOTHETICAL),
    ("There may be several waves of Kenyan attacks on Somalia.", Status.HYPOTHETICAL),
    ("There were talks between Kenya and Somalia.", Status.OCCURRED),
    ("A Kenyan attack on Somalia could come within days.", Status.HYPOTHETICAL),
    ("The Kenyan attack on Somalia could derail the truce.", Status.OCCURRED),
    ("A Kenyan attack on Somalia that killed ten people could derail the truce.", Status.OCCURRED),
    ("A Kenyan attack on Somalia is imminent.", Status.HYPOTHETICAL),
    ("The Kenyan attack on Somalia is likely to anger Norway.", Status.OCCURRED),
    ("The truce paves the way for talks between Kenya and Somalia.", Status.HYPOTHETICAL),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "status"), TO_COME)
def test_what_is_still_to_come_has_not_occurred(extractor: Extractor, text: str, status: Status) -> None:
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    found = {report.status for report in extraction.reports if set(report.dyad) == {"KEN", "SOM"}}
    assert status in found
    assert status.real or not any(each.real for each in found if each is not status)


@pytest.mark.model
@pytest.mark.parametrize("who", ["any militia that", "every militia that", "anyone who", "whoever"])
def test_what_anybody_may_do_is_done_by_nobody(extractor: Extractor, who: str) -> None:
    text = f"Kenya punishes {who} attacks Somalia."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    assert not [report for report in extraction.reports if report.type is EventType.ASSAULT and report.status.real]


@pytest.mark.model
def test_what_had_been_done_before_is_another_deed_than_that_of_the_day(extractor: Extractor) -> None:
    text = "Kenya had shelled hundreds of posts in Somalia. On September 12 Kenya clashed with Somalia near a well."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    days = {report.trigger: report.when.iso for report in extraction.reports if report.dyad == ("KEN", "SOM")}
    assert days == {"shelled": None, "clashed": "2023-09-12"}


@pytest.mark.model
def test_sanctions_told_in_other_words_are_of_one_day(extractor: Extractor) -> None:
    text = "Kenya imposed sanctions on Somalia on September 12. Kenya had expelled ten Somali diplomats."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    assert {report.when.iso for report in extraction.reports if report.dyad == ("KEN", "SOM")} == {"2023-09-12"}


@pytest.mark.model
def test_a_war_began_when_another_sentence_says_that_it_did(extractor: Extractor) -> None:
    text = "Since Kenya invaded Somalia, prices have doubled. Kenya's invasion of Somalia in 2011 was costly."
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=PUBLISHED)])
    assert {report.when.iso for report in extraction.reports if report.dyad == ("KEN", "SOM")} == {"2011"}
