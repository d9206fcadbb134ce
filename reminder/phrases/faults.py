"""What was odd in a phrase, as values: a code, the words, their place. Said in either language."""

from dataclasses import dataclass
from typing import Final

_EN: Final = {
    "doubled_sign": "a sign is printed twice; read as one",
    "beside": "other dates stand beside this one, so it is not counted; write it as a date of its own",
    "other_name": "that lunar year bears another name; the printed year counts",
    "which_counts": "several dates stand here and nothing says that this one is a deadline; write each by itself",
    "side_by_side": "dates stand side by side; write whether they are from one to the other, or each a date of its own",
    "each_day": "each day of the span is meant, and only its last one is counted; give the days or the frequency",
    "over": "this lies before the document's date and is said to be done",
    "event_day": "a date behind an event may be the event's day, from which the deadline is counted, or the deadline"
    " itself; write which",
    "count_or_day": "this may be a day or so many of something; write which",
    "lunar": "a day of the lunar calendar; it is {note}",
    "split_number": "a blank stands in a number; read as {note}",
    "other_weekday": "that day is another weekday; the date counts",
    "year_apart": "whether this year is that of the time before it is not clear; write them together",
    "never_due": "no date of the series lies in these years; say which year which date holds for",
    "all_over": "every date of the series lies before the document's date; give the dates that are still ahead",
    "no_first_year": "every so many years, but from which year is not said; write the first one",
    "misspelt": "the marks of this word are not right; read as {note}",
    "two_numbers": "the number in words is not that in figures; read as {note}, ask the issuer",
    "letter_in_number": "a letter stands in a number; read as {note}",
    "short_year": "a year of two digits; read as {note}",
    "broken_year": "this is no year; write all four digits",
    "no_such_date": "there is no such date",
    "no_such_period": "there is no such month or quarter",
    "backwards": "the end lies before the start",
    "year_from_document": "no year is printed; read as {note}, the next one after the document's date",
    "crosses_year": "the first date takes its year from the second one and would lie behind it; read as {note}",
    "no_year": "no year is printed; name it, or give the document's date",
    "no_month": "a day without a month",
    "no_day": "the day is left blank; fill it in",
    "no_period": "which period recurs is not said; write tháng, quý, 6 tháng or năm",
    "month_of_quarter": "which month of the quarter is not said; read as its last one",
    "vague": "this has no fixed meaning; read as {note}, ask the issuer",
    "no_base": "this is counted from a day that is not printed; give the date",
    "no_event": "a term without the event it runs from",
    "no_interval": "this interval has no plain recurrence; give the dates",
    "unread": "these words were not understood; say the time in other words, or give a date",
    "no_date": "no time was found in these words; give a date",
}
_VI: Final = {
    "doubled_sign": "dấu bị in lặp; đọc như một dấu",
    "beside": "có thời hạn khác đứng cạnh nên chưa tính đến; cần ghi thành một ngày riêng",
    "other_name": "năm âm lịch này mang tên khác; tính theo năm được ghi",
    "which_counts": "có nhiều mốc thời gian mà chưa rõ mốc này có phải là thời hạn; cần ghi riêng từng mốc",
    "side_by_side": "các mốc đứng cạnh nhau; cần ghi rõ là từ mốc này đến mốc kia hay mỗi mốc là một thời hạn",
    "each_day": "là từng ngày trong khoảng này, chỉ ngày cuối được tính; cần ghi rõ các ngày hoặc tần suất",
    "over": "thời gian này trước ngày của văn bản và được nói là đã xong",
    "event_day": "ngày đứng sau một sự kiện có thể là ngày của sự kiện (thời hạn tính từ ngày đó), có thể chính là thời"
    " hạn; cần ghi rõ",
    "count_or_day": "có thể là một ngày, có thể là một số lượng; cần ghi rõ",
    "lunar": "ngày âm lịch; là ngày {note} dương lịch",
    "split_number": "trong số có khoảng trắng; đọc là {note}",
    "other_weekday": "ngày này là thứ khác; tính theo ngày",
    "year_apart": "chưa rõ năm này có phải của thời gian đứng trước không; cần ghi liền nhau",
    "never_due": "không có ngày nào của kỳ lặp rơi vào các năm này; cần ghi rõ năm nào áp dụng ngày nào",
    "all_over": "mọi ngày của kỳ lặp đều trước ngày của văn bản; cần ghi các ngày còn ở phía trước",
    "no_first_year": "nhiều năm một lần nhưng chưa rõ từ năm nào; cần ghi năm đầu tiên",
    "misspelt": "chữ này sai dấu; đọc là {note}",
    "two_numbers": "số bằng chữ khác số bằng số; đọc là {note}, cần hỏi nơi ban hành",
    "letter_in_number": "trong số có chữ cái; đọc là {note}",
    "short_year": "năm chỉ có hai chữ số; đọc là {note}",
    "broken_year": "không phải là một năm; cần ghi đủ bốn chữ số",
    "no_such_date": "không có ngày này",
    "no_such_period": "không có tháng hoặc quý này",
    "backwards": "thời điểm kết thúc đứng trước thời điểm bắt đầu",
    "year_from_document": "không ghi năm; đọc là {note}, năm gần nhất sau ngày của văn bản",
    "crosses_year": "mốc đầu lấy năm của mốc sau thì lại đứng sau mốc đó; đọc là {note}",
    "no_year": "không ghi năm; cần bổ sung năm hoặc ngày của văn bản",
    "no_month": "có ngày mà không có tháng",
    "no_day": "để trống ngày; cần điền ngày",
    "no_period": "chưa rõ kỳ nào lặp lại; cần ghi tháng, quý, 6 tháng hoặc năm",
    "month_of_quarter": "chưa rõ tháng nào của quý; đọc là tháng cuối quý",
    "vague": "cách ghi không có nghĩa cố định; đọc là {note}, cần hỏi nơi ban hành",
    "no_base": "mốc này tính theo một ngày không được ghi; cần cho một ngày",
    "no_event": "thời hạn không ghi mốc bắt đầu",
    "no_interval": "chu kỳ này không có cách lặp đơn giản; cần ghi các ngày cụ thể",
    "unread": "chưa hiểu những chữ này; cần ghi thời gian cách khác hoặc cho một ngày",
    "no_date": "không thấy thời gian trong những chữ này; cần cho một ngày",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` says what is odd, `quote` the printed words, `at` their offset in the phrase, `note` how it was
    read nevertheless ("" when it was not)."""

    code: str
    quote: str
    at: int
    note: str = ""

    def say(self, lang: str) -> str:
        """One line for a person, `vi` or `en`; without a quote where that stands before it."""
        words = (_VI if lang == "vi" else _EN)[self.code].format(note=self.note)
        return f'"{self.quote}": {words}' if self.quote else words
