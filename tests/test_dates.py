from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from kg.base.dates import DateBasis, Precision, When, parse_iso, publication

STATED, RELATIVE = DateBasis.STATED, DateBasis.RELATIVE


def test_constructors_give_inclusive_bounds() -> None:
    assert When.day(date(2020, 2, 29), STATED).latest == date(2020, 2, 29)
    february = When.month(2020, 2, STATED)
    assert (february.earliest, february.latest) == (date(2020, 2, 1), date(2020, 2, 29))
    year = When.year(1999, STATED)
    assert (year.earliest, year.latest) == (date(1999, 1, 1), date(1999, 12, 31))


def test_calendar_ends_are_reachable() -> None:
    assert When.month(9999, 12, STATED).latest == date(9999, 12, 31)
    assert When.year(1, STATED).earliest == date(1, 1, 1)


@pytest.mark.parametrize(("year", "month"), [(0, 1), (10000, 1), (2021, 0), (2021, 13), (-5, 2)])
def test_impossible_months_are_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        When.month(year, month, STATED)


def test_a_span_gets_the_precision_it_amounts_to() -> None:
    def precision(first: date, last: date) -> Precision:
        return When.between(first, last, STATED).precision

    assert precision(date(2021, 5, 4), date(2021, 5, 4)) is Precision.DAY
    assert precision(date(2021, 5, 1), date(2021, 5, 31)) is Precision.MONTH
    assert precision(date(2021, 1, 1), date(2021, 12, 31)) is Precision.YEAR
    assert precision(date(2021, 5, 1), date(2021, 5, 30)) is Precision.RANGE
    assert precision(date(2020, 1, 1), date(2021, 12, 31)) is Precision.RANGE


def test_contradictions_are_refused() -> None:
    with pytest.raises(ValueError, match="end before it begins"):
        When.between(date(2021, 5, 4), date(2021, 5, 3), STATED)
    with pytest.raises(ValueError, match="is not a day"):
        When(earliest=date(2021, 1, 1), latest=date(2021, 12, 31), precision=Precision.DAY, basis=STATED)
    with pytest.raises(ValueError, match="is not a unknown"):
        When(earliest=date(2021, 1, 1), latest=date(2021, 1, 1), precision=Precision.UNKNOWN, basis=STATED)
    with pytest.raises(ValueError, match="is not a range"):
        When(earliest=date(2021, 1, 1), latest=None, precision=Precision.RANGE, basis=STATED)


def test_iso_is_the_longest_prefix_that_holds_the_span() -> None:
    assert When.day(date(2021, 3, 7), STATED).iso == "2021-03-07"
    assert When.month(2021, 3, STATED).iso == "2021-03"
    assert When.year(476, STATED).iso == "0476"
    assert When.between(date(2021, 3, 2), date(2021, 3, 9), STATED).iso == "2021-03"
    assert When.between(date(2021, 3, 2), date(2021, 4, 9), STATED).iso == "2021"
    assert When.between(date(2021, 3, 29), date(2021, 4, 4), STATED).iso == "2021-04"  # a week: the month of its middle
    assert When.between(date(2020, 12, 25), date(2021, 1, 1), STATED).iso == "2020-12"
    assert When.between(date(2021, 3, 6), date(2021, 3, 7), STATED).iso == "2021-03-06"  # two days: the first
    assert When.between(date(2020, 12, 31), date(2021, 1, 1), STATED).iso == "2020-12-31"
    assert When.between(date(2020, 12, 1), date(2021, 1, 31), STATED).iso is None
    assert When.unknown().iso is None


def test_overlap_is_symmetric_and_needs_knowledge() -> None:
    march, day, april = When.month(2021, 3, STATED), When.day(date(2021, 3, 31), STATED), When.month(2021, 4, STATED)
    assert march.overlaps(day)
    assert day.overlaps(march)
    assert not day.overlaps(april)
    assert not When.unknown().overlaps(march)
    assert not march.overlaps(When.unknown())


def test_sorting_puts_the_unknown_last() -> None:
    order = [
        When.year(2020, STATED),
        When.day(date(2021, 1, 1), STATED),
        When.month(2021, 1, STATED),
        When.day(date(9999, 12, 31), STATED),
        When.unknown(),
    ]
    assert sorted([*order[2:], *order[:2]], key=lambda when: when.sort_key) == order


def test_rebasing_changes_only_the_basis_and_never_of_the_unknown() -> None:
    assert When.year(2020, STATED).rebased(DateBasis.CONTEXT) == When.year(2020, DateBasis.CONTEXT)
    assert When.unknown().rebased(STATED) == When.unknown()


def test_values_are_immutable_and_hashable() -> None:
    when = When.year(2020, STATED)
    with pytest.raises(FrozenInstanceError):
        when.basis = RELATIVE  # type: ignore[misc]
    assert {when, When.year(2020, STATED)} == {when}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021", "2021"),
        ("2021-03", "2021-03"),
        ("2021-03-17", "2021-03-17"),
        ("  2021-03-17\n", "2021-03-17"),
        ("20210317", "2021-03-17"),
        ("0001", "0001"),
        ("9999-12-31", "9999-12-31"),
        ("2020-02-29", "2020-02-29"),
        ("2021-03-17T23:59:59Z", "2021-03-17"),
        ("2021-03-17T23:59:59.123456+05:30", "2021-03-17"),
        ("2021-03-17t08:00z", "2021-03-17"),
        ("2021-03-17 08:00:00", "2021-03-17"),
        ("2021-03-17 08:00:00 UTC", "2021-03-17"),
        ("20210317T080000Z", "2021-03-17"),
        ("2021-03-17T08:00:00-0400", "2021-03-17"),
    ],
)
def test_parse_iso(text: str, iso: str) -> None:
    when = parse_iso(text)
    assert when is not None
    assert (when.iso, when.basis) == (iso, STATED)


@pytest.mark.parametrize(
    "text",
    ["", "0000", "21", "202", "20213", "2021-13", "2021-00", "2021-02-30", "2021-3-7", "2021-03-17Tea", "2021-03-",
     "x2021", "2021-03-17T08:00:00Z junk", "\u0662\u0660\u0662\u0661", "2021/03/17", "-2021", "2019-02-29"],
)  # fmt: skip
def test_parse_iso_refuses(text: str) -> None:
    assert parse_iso(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-18",
        "2021-03-18T22:15:00-05:00",
        "20210318",
        "2021/03/18",
        "2021.3.18",
        "Thu, 18 Mar 2021 22:15:00 +0000",
        "18 Mar 21 09:30 EST",
        "Thu Mar 18 22:15:00 2021",
        "Thu Mar 18 22:15:00 UTC 2021",
        "March 18, 2021",
        "Mar. 18, 2021",
        "MARCH 18 2021",
        "Published Thursday, March 18th, 2021 at 5:02 pm",
        "18 March 2021",
        "18th of March, 2021",
        "18-Mar-2021",
        "18/03/2021",
        "03/18/2021",
        "18.3.2021",
        "Updated 2021-03-18 10:11 (GMT)",
    ],
)
def test_publication(text: str) -> None:
    assert publication(text) == date(2021, 3, 18)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "March 2021", "2021", "2021-03", "04/03/2021", "31 February 2021", "February 31, 2021",
     "2021-02-30", "1616105700", "Marchmont 18, 2021", "18 Mar 21"],
)  # fmt: skip
def test_publication_refuses_what_is_ambiguous_or_no_day(text: str) -> None:
    assert publication(text) is None


def test_publication_accepts_numbers_whose_order_does_not_matter() -> None:
    assert publication("05/05/2021") == date(2021, 5, 5)


def test_two_digit_years_follow_the_mail_standard() -> None:
    assert publication("Mon, 04 May 98 10:00:00 GMT") == date(1998, 5, 4)
    assert publication("Tue, 04 May 49 10:00:00 GMT") == date(2049, 5, 4)
