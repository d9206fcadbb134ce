"""Single decisions of the reader, each where another one would read otherwise."""

from datetime import date

from reminder.phrases import read, settled
from reminder.phrases.chart import Issued
from reminder.phrases.reading import Bound, CalendarDay, DataPeriod, Reading, Series
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.say import span
from reminder.phrases.tables import Grammar
from reminder.phrases.terminals import TERMINALS
from reminder.phrases.tokens import Tokens
from tests.phrases.brief import whole
from tests.phrases.test_calendar_days import CALENDAR

ON = date(2026, 1, 10)


def test_a_year_right_before_a_day_is_its_year_and_one_behind_a_verb_is_not() -> None:
    assert whole(read("kế hoạch năm 2027, trước ngày 15/6", ON)) == "..2027-06-15 before"
    assert whole(read("nhu cầu năm 2027, gửi trước ngày 15/6", ON)) == "..2026-06-15 before !year_from_document"


def test_a_day_takes_its_month_from_a_range_behind_it() -> None:
    assert whole(read("ngày 5, 10-15/6/2026", ON)) == "..2026-06-15 by [..2026-06-05, 2026-06-10..2026-06-15]"


def test_the_first_year_that_is_read_may_be_split() -> None:
    assert whole(read("15/6/19 45", ON)) == "..1945-06-15 by !split_number"


def test_a_label_of_the_second_alone_does_not_part_two_times() -> None:
    assert whole(read("Năm 2026; hoàn thành: ngày 15/6/2026", ON)) == "2026-01-01..2026-06-15 by"


def test_what_follows_a_document_in_its_clause_is_passed_with_it() -> None:
    assert whole(read("Theo Quyết định số 12/QĐ-UBND của tỉnh 30/6/2026", ON)) == "undated !unread !unread !unread"


def test_words_of_time_with_a_wrong_mark_are_put_right_and_said() -> None:
    right = {
        "trc ngày 15/6/2026": "trước", "tuoc ngày 15/6/2026": "trước", "turoc ngày 15/6/2026": "trước",
        "truocc ngày 15/6/2026": "trước", "truoc ngày 15/6/2026": "trước", "trước ngay 15/6/2026": "ngày",
        "ngày 15 thang 6 năm 2026": "tháng", "Qúy II, nam 2026": "năm", "quy II năm 2026": "quý",
        "hang tháng, trước ngày 15": "hằng",
    }  # fmt: skip
    for phrase, meant in right.items():
        assert [(fault.code, fault.note) for fault in read(phrase, ON).faults] == [("misspelt", meant)], phrase


def test_nam_in_a_name_is_no_year() -> None:
    for name in ("Thầy thuốc Việt Nam", "truyền thống Quảng Nam"):
        assert whole(read(f"trước Ngày {name} 27/2/2026", ON)) == "..2026-02-27 before"
    assert read("Quảng Nam 2026", ON).faults == ()
    assert [fault.note for fault in read("hết nam 2026", ON).faults] == ["năm"]


def test_a_day_with_a_name_may_come_each_year() -> None:
    dates = "2026-02-27 before, 2027-02-27 before, 2028-02-27 before"
    assert whole(read("trước Ngày Thầy thuốc Việt Nam 27/2/2026 và hằng năm", ON)) == f"before yearly/1 → {dates}"


def test_what_comes_each_year_is_not_bound_by_the_year_of_a_date_beside_it() -> None:
    dates = "2026-01-15 before, 2026-11-20 before, 2027-01-15 before"
    read_as = f"before yearly/1 [..2026-11-20 before] → {dates}"
    assert whole(read("trước ngày 15/01 năm sau và trước 20/11/2026", ON)) == read_as


def test_every_year_beside_every_five_is_every_year() -> None:
    assert whole(read("hằng năm và 5 năm một lần", ON)) == "yearly/1 open"


def test_a_denial_ends_with_its_line() -> None:
    assert read("Sở Y tế không báo cáo\ntrước ngày 30/6/2026", ON).unread == ()
    assert read("Sở Y tế không báo cáo trước ngày 30/6/2026", ON).unread == ("không",)


def test_how_a_part_of_a_quarter_is_read_is_said() -> None:
    notes = [read(f"{part} quý II/2026", ON).faults[0].note for part in ("Đầu", "Giữa")]
    assert notes == ["cả quý", "15 của tháng giữa quý"]


def test_a_data_period_has_both_its_ends() -> None:
    r = read("Số liệu từ 01/01/2026 đến 30/6/2026, gửi trước 10/7/2026", ON)
    ends = (Series("yearly", Bound.BY, 6, 30, first=date(2026, 6, 30), until=date(2026, 6, 30)),)
    assert r.data_period == DataPeriod(None, date(2026, 1, 1), date(2026, 6, 30), "01/01/2026 đến 30/6/2026", ends)
    assert Reading("x") == Reading("x", None, None, None, None, (), None, None, None, False, False, None, (), (), ())


def test_the_period_of_a_document_without_a_date_is_none() -> None:
    assert whole(read("Trong quý", None)) == whole(read("trong tháng", None)) == "undated !no_date"


def test_a_lunar_day_of_a_named_year() -> None:
    r = read("10 tháng 3 âm lịch năm Bính Ngọ", ON)
    assert r.calendar_days == (CalendarDay(2026, 3, 10, True, Bound.BY, None),)
    assert settled(r, CALENDAR).faults[-1].note == "26/04/2026"


def test_feasts_are_lunar_days() -> None:
    days = {
        "Tết Trung thu": (15, 8), "Tết Đoan Ngọ": (5, 5), "Tết Hàn thực": (3, 3), "Tết Nguyên tiêu": (15, 1),
        "Giỗ Tổ Hùng Vương": (10, 3), "Lễ Vu Lan": (15, 7),
    }  # fmt: skip
    for feast, day in days.items():
        assert [(c.day, c.month, c.year) for c in read(f"{feast} 2026", ON).calendar_days] == [(*day, 2026)]


def test_a_quarter_is_dated_by_the_year_in_brackets_each() -> None:
    assert whole(read("Quý II (2026), quý III (2026)", ON)) == "2026-04-01..2026-09-30 by"


def test_words_that_only_look_like_hang_stay() -> None:
    for word in ("Hãng", "Hạng", "Hàng", "Quỹ"):
        assert read(f"{word} năm 2026", ON).faults == ()


def test_months_end_with_the_twelfth() -> None:
    assert whole(read("6-12/2026", ON)) == "2026-06-01..2026-12-31 by"
    assert whole(read("6-13/2026", ON)) == "!no_such_period !unread"
    dates = "2026-12-20, 2027-12-20, 2028-12-20"
    assert whole(read("ngày 20 tháng thứ 12 hằng năm", ON)) == f"by yearly/1 → {dates}"


def test_months_of_a_year_are_its_first_ones() -> None:
    for number, last in ((2, "02-28"), (5, "05-31"), (11, "11-30"), (12, "12-31")):
        assert whole(read(f"{number} tháng năm 2026", ON)) == f"2026-01-01..2026-{last} by"


def test_a_first_date_that_comes_again_is_not_told_twice_and_another_stays() -> None:
    phrase = "lần đầu trước ngày 30/9/2026, bổ sung trước 15/10/2026, sau đó trước ngày 30/9 hằng năm"
    dates = "2026-09-30 before, 2026-10-15 before, 2027-09-30 before"
    assert whole(read(phrase, ON)) == f"before yearly/1 [..2026-10-15 before] → {dates}"


def test_words_in_another_font_are_named_whole() -> None:
    assert read("ngµy 15/6/2026\nkế hoạch", ON).unread == ("ngµy",)


def test_how_a_vague_time_is_read_is_said() -> None:
    notes = {
        "ngày đầu tuần": "thứ 2", "ngày cuối tuần": "chủ nhật", "những tháng đầu năm 2026": "30/6",
        "học kỳ II năm học 2026-2027": "16/01/2027 - 31/5/2027",
    }  # fmt: skip
    assert {phrase: read(phrase, ON).faults[0].note for phrase in notes} == notes
    assert whole(read("ngày đầu tuần", ON)).startswith("by weekly/1 !vague → 2026-01-12, 2026-01-19")


def test_wide_signs_are_signs() -> None:
    assert whole(read("Quý I，II/2026", ON)) == "2026-01-01..2026-06-30 by"
    assert (
        whole(read("Ban hành：30/6/2026；tháng 7/2026", ON)) == "..2026-07-31 by [..2026-06-30, 2026-07-01..2026-07-31]"
    )


def test_a_start_behind_the_last_end_is_no_start_of_the_whole() -> None:
    read_as = "..2026-06-30 before open [2026-07-01.., ..2026-06-30 before]"
    assert whole(read("Triển khai từ ngày 01/7/2026; ban hành trước ngày 30/6/2026", ON)) == read_as


def test_a_period_before_a_colon_says_of_what_the_day_is() -> None:
    assert whole(read("Quý: trước ngày 15/6/2026", ON)) == "..2026-06-15 before"


def test_alternatives_of_a_pattern_keep_the_words_behind_a_part() -> None:
    book = Rulebook()
    book.rule("item", "(<n> hay|<n> nhé) thì [<m:n>]")(lambda p, n, m=0: (n, m))
    grammar = Grammar(book, TERMINALS)
    for words, end, value in (("5 hay thì 7", 4, (5, 7)), ("5 nhé thì 7", 4, (5, 7)), ("5 nhé thì", 3, (5, 0))):
        assert grammar.chart(Tokens(words), Issued(ON)).at("item", 0)[0][:2] == (end, value)
    assert not grammar.chart(Tokens("5 thì 7"), Issued(ON)).at("item", 0)


def test_words_that_may_be_missing_are_missing_together() -> None:
    book = Rulebook()
    book.rule("item", "[thời điểm] <n>")(lambda p, n: n)
    grammar = Grammar(book, TERMINALS)
    assert grammar.chart(Tokens("thời điểm 5"), Issued(ON)).at("item", 0) == [(3, 5, (), 2)]
    assert not grammar.chart(Tokens("thời 5"), Issued(ON)).at("item", 0)


def test_a_window_without_ends_is_told_by_nothing() -> None:
    assert span(None, None, None) == ""
