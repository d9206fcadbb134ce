"""What is reported on: the span of its data, and the period whose name stands beside the deadline."""

from datetime import date, timedelta

from reminder.phrases.chart import Place
from reminder.phrases.found import Cycle, Found, Founds, Freqs, cycled
from reminder.phrases.items import About, Aside, Bracketed, Data, Purpose, TimeLabel
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.series import MONTHS

BOOK = Rulebook()
rule = BOOK.rule

_FIGURES = (
    "[thời gian|thời điểm] [chốt|lấy] số liệu [báo cáo|tổng hợp|sơ kết|tổng kết|thống kê] [năm|quý|tháng|tuần]"
    " [<num> tháng]"
)
_TO = "{(từ|đến|tới|hết|ngày|tính|là|vào|tại|thời|điểm)}"
_OF_DATA = "(số liệu|dữ liệu)"
_CUT = "(chốt|khóa|khoá|lấy)"
_COUNTED = "[cả năm|cả quý|năm|quý|số liệu]"
_AND = "(, | và | / | hoặc | - | , và)"


@rule(
    "item",
    f"{_FIGURES} [được] [:] (chốt|tính|lấy|tổng hợp|từ|đến|ngày|tháng) {_TO} <quoted>",
    f"{_FIGURES} [:] {_TO} <quoted>",
    f"{_OF_DATA} [<words>] [được] [:] (chốt|tính|lấy) [{_OF_DATA}] (từ|đến|tới|hết|ngày|là|vào|tại|:) {_TO} <quoted>",
    f"{_OF_DATA} [<words>] [được] <quoted:quoted_before>",
    f"(ngày|thời điểm|mốc|mốc thời gian|thời gian|thời hạn|hạn) {_CUT} {_OF_DATA} [<words>] [:] {_TO} <quoted>",
    "tính từ [ngày] <quoted:quoted_range>",
    "(kỳ|thời kỳ|giai đoạn) [báo cáo|thống kê|tổng hợp] [của] [:] [tính] từ [ngày] <quoted:quoted_range>",
    "(kỳ báo cáo|thời kỳ|kỳ số liệu) : [ngày] (<quoted>|<quoted:quoted_range>) [\\( [từ] <range> \\)]",
    "(năm ngân sách|năm tài chính|niên độ|kỳ quyết toán|kỳ kế toán|kỳ báo cáo|kỳ số liệu) [:] [từ]"
    " [ngày] <quoted:quoted_range>",
    f"{_OF_DATA} <some_words> (đến hết|tính đến|tính đến hết) [ngày] <quoted>",
    "số liệu [tính] từ <a:weekday> tuần (trước|này|báo cáo) đến [hết] <quoted:quoted_weekday>",
    "(phát sinh|có mặt|hiện có) từ [ngày] <quoted:quoted_range>",
    f"{_COUNTED} (lũy kế|luỹ kế|cộng dồn|tính) [từ đầu năm] (đến|tới|đến hết|hết) [ngày|thời điểm] <quoted>",
    like=(
        "Số liệu báo cáo tính đến ngày 31/12/2025", "Số liệu sơ kết: tính từ 16/3 đến hết 15/6",
        "trước ngày 05/12/2026, ngày chốt số liệu là 30/11/2026", "dữ liệu giải ngân chốt đến ngày 30/11/2026",
    ),
)  # fmt: skip
def data(p: Place, quoted: tuple[Founds, str], **rest: object) -> Data:
    """ "số liệu tính từ … đến …": what is counted, not when it is due."""
    return Data(*quoted)


@rule(
    "item",
    f"{_COUNTED} (ước thực hiện|ước|ước tính) [từ đầu năm] (đến|tới|đến hết|hết) [ngày|thời điểm] <quoted>",
    like=("trước ngày 18/12/2026, số liệu ước đến ngày 31/12/2026",),
)
def estimated_data(p: Place, quoted: tuple[Founds, str]) -> Data:
    """ "số liệu ước đến 31/12": figures that may run beyond the day on which they are due."""
    return Data(*quoted, estimated=True)


@rule(
    "quoted",
    "<found:span>",
    like=("Số liệu báo cáo tính đến ngày 31/12/2025", "Thời gian lấy số liệu: từ 01/01/2026 đến 30/6/2026"),
)
def quoted(p: Place, found: Founds) -> tuple[Founds, str]:
    """A time with its words."""
    return found, p.quote()


@rule(
    "quoted",
    "(<freq:named_period> | kỳ) <near>",
    like=("ngày 15 hằng tháng (số liệu tính đến hết tháng trước)", "15/01 năm sau, số liệu tính đến hết năm trước"),
)
def quoted_near(p: Place, near: int, freq: str = "") -> tuple[Founds, str]:
    """ "(số liệu tính đến hết) tháng trước": its last day."""
    return _last_day(freq, near), p.quote()


@rule(
    "quoted",
    "hết (<freq:named_period> | <freq:half_name>) [báo cáo] !(<mo> | <qu> | <near> | <n> | đầu | cuối | học | tài)",
    "hết kỳ [báo cáo] !(<near> | <n>)",
    like=(
        "ngày 05 tháng sau, số liệu chốt đến hết tháng",
        "định kỳ hằng quý, ngày 10 tháng đầu kỳ sau, số liệu chốt đến hết kỳ",
    ),
)
def quoted_end(p: Place, freq: str = "") -> tuple[Founds, str]:
    """ "(số liệu chốt đến) hết quý": the last day of each; "hết kỳ" of that which recurs."""
    return _last_day(freq), p.quote()


def _last_day(freq: str, shift: int = 0) -> Founds:
    return cycled(Cycle(freq, MONTHS.get(freq, 0), -1, 6 if freq == "weekly" else -1, shift=shift))


@rule(
    "quoted_before",
    "(chốt|tính|lấy) trước [ngày] <found:date>",
    like=("trước ngày 20/12/2026, số liệu chốt trước ngày 14/12/2026",),
)
def quoted_before(p: Place, found: Founds) -> tuple[Founds, str] | None:
    """ "(số liệu) chốt trước ngày 14/12": up to the day before."""
    if not all(one.point and one.m2 for one in found):
        return None
    return tuple(map(_day_before, found)), p.quote()


def _day_before(one: Found) -> Found:
    if one.d2 > 1:
        return one.but(d1=one.d1 - 1, d2=one.d2 - 1)
    # Without a year 01/3 is behind the 29th: a February that lacks it ends with its last day.
    before = date(one.y2 or 2024, one.m2, 1) - timedelta(1)
    year = before.year if one.y2 else one.y2
    return one.but(y1=year, m1=before.month, d1=before.day, y2=year, m2=before.month, d2=before.day)


@rule(
    "quoted",
    "<a:date> {, [hết] [ngày] <b:date>} (và|, và) {(đến|hết|ngày)} <c:date>",
    "<a:date> , [hết] [ngày] <c:date> {, [hết] [ngày] <b:date>} !(, | và | <one_word> | <n>)",
    like=("trước ngày 20/6 và 20/12 hằng năm, số liệu chốt đến 14/6 và 14/12",),
)
def quoted_days(p: Place, a: Founds, c: Founds, b: tuple[Founds, ...] = ()) -> tuple[Founds, str]:
    """ "(số liệu chốt đến) 14/6 và 14/12": one for each of several due dates."""
    return (*a, *(one for each in b for one in each), *c), p.quote()


@rule(
    "quoted_cycles",
    "[ngày] <a:cycle> (đến|tới|đến hết|-) <b:cycle>",
    like=("ngày 20 hằng tháng, số liệu từ ngày 15 tháng trước đến ngày 14 tháng này",),
)
def quoted_cycles(p: Place, a: Founds, b: Founds) -> tuple[Founds, str] | None:
    """ "(số liệu từ) ngày 15 tháng trước đến ngày 14 tháng này": the last day of each."""
    return (b, p.quote()) if b else None


BOOK.either("quoted", "<quoted_cycles>")
BOOK.either("quoted_range", "<quoted_cycles>")


@rule("quoted_range", "<found:range>", like=("Báo cáo quý II: tính từ ngày 16 tháng 3 đến ngày 15 tháng 6",))
def quoted_range(p: Place, found: Founds) -> tuple[Founds, str]:
    """From one to another, with its words."""
    return found, p.quote()


@rule("item", "(lớp|khối) <n> [,] <found:terms>", like=("lớp 9 năm học 2026-2027", "khối 5 năm học 2026-2027"))
def school_class(p: Place, n: int, found: Founds) -> About:
    """ "tuyển sinh vào lớp 10 năm học 2026-2027": which class, not when."""
    return About(found)


@rule(
    "quoted_weekday",
    "<weekday> [tuần [này|báo cáo|sau]]",
    like=("báo cáo thứ Tư hằng tuần (số liệu từ thứ Tư tuần trước đến thứ Ba tuần báo cáo)",),
)
def quoted_weekday(p: Place, weekday: int) -> tuple[Founds, str]:
    """ "(từ thứ Tư tuần trước) đến thứ Ba tuần báo cáo": figures of a week."""
    return cycled(Cycle("weekly", weekday=weekday)), p.quote()


_NOUN = (
    "(báo cáo|tổng kết|sơ kết|quyết toán|kế hoạch|dự toán|xếp loại|đánh giá|thống kê|chương trình|kết quả|phân loại"
    "|rà soát"
    "|kiểm điểm|thi đua|nhiệm vụ|kỳ báo cáo|bình xét)"
)


@rule(
    "item",
    f"{_NOUN} <words> [giữa kỳ] [vào] (<found:half> | <found:years> | <found:months> | <found:quarters> |"
    f" <found:terms>) !(-|/)",
    f"{_NOUN} <words> <num> năm [\\(] <found:years> [\\)]",
    "cho (<found:years> | <found:quarters> | <found:half>)",
    like=("I. Nhiệm vụ năm 2026", "Báo cáo 9 tháng năm 2026",),
)  # fmt: skip
def reported_on(p: Place, found: Founds, words: str = "", num: int = 0) -> About:
    """ "báo cáo năm 2026", "tổng kết 6 tháng đầu năm": what it is about."""
    return About(found)


@rule(
    "item", "(ước|ước tính|ước thực hiện) (<found:months>|<found:quarters>|<found:years>)", like=("ước tính tháng 6",)
)
def estimated(p: Place, found: Founds) -> About:
    """ "ước tính tháng 6": what is estimated."""
    return About(found)


@rule(
    "item",
    "(có|còn|hết) (hiệu lực|giá trị|hạn) [thi hành] [kể] {(từ|đến|tới|hết|vào|ngày|cho|khi)} <found:span>",
    like=("Nghị định có hiệu lực từ 01/7/2025; rà soát xong trước 30/9/2025",),
)
def validity(p: Place, found: Founds) -> Aside:
    """ "có hiệu lực từ 01/7/2025", "có giá trị đến 20/10/2028": of a paper, no deadline."""
    return Aside()


@rule(
    "item",
    "để (kịp|phục vụ|chuẩn bị|chào mừng|báo cáo|trình|tổ chức|đón)",
    "(chuẩn bị cho|nhân|nhân dịp|chào mừng|hưởng ứng|thiết thực chào mừng)",
    like=("Gửi tài liệu trước ngày 05/6/2026 để kịp cuộc họp ngày 09/6/2026",),
)
def purpose(p: Place) -> Purpose:
    """ "để kịp …": what it is for has a day of its own."""
    return Purpose()


@rule(
    "item",
    "(thời gian|thời hạn|hạn) [thực hiện|hoàn thành|gửi|nộp|xử lý|báo cáo|trình]"
    " !( !( :|từ|trong|trước|ngày|quý|tháng|năm|hết|chậm|<d> ) )",
    like=("Đề án giai đoạn 2026-2030; thời gian: Quý II/2026",),
)
def time_label(p: Place) -> TimeLabel:
    """ "Thời gian: …": what stands before it is what is done."""
    return TimeLabel()


@rule(
    "item",
    "\\( [báo cáo] <found:half> \\)",
    "\\( từ [ngày] <found:range> \\)",
    like=(
        "Trước ngày 20/5 (6 tháng đầu năm), trước ngày 20/11 (cả năm)",
        "Báo cáo thường xuyên hằng năm (từ 01/01 đến 31/12) trước ngày 31/01 năm sau",
    ),
)
def bracketed(p: Place, found: Founds) -> Bracketed:
    """ "trước ngày 20/5 (6 tháng đầu năm)": behind a date, what it is about."""
    return Bracketed(found)


@rule(
    "item",
    f"<a:bare_listed> (,|và|-|/) <b:listed> {{{_AND} <c:listed>}}",
    like=("Báo cáo CCHC quý, 6 tháng và năm gửi chậm nhất ngày 20 của tháng cuối kỳ báo cáo",),
)
def listed_periods(
    p: Place, a: tuple[Freqs, ...], b: tuple[Freqs, ...], c: tuple[tuple[Freqs, ...], ...] = ()
) -> About | None:
    """ "(báo cáo …) quý, 6 tháng và năm"."""
    listed = (*a, *b, *(one for each in c for one in each))
    return About(freqs=tuple(f._replace(plain=True) for f in listed)) if c else None


@rule("item", "\\( [báo cáo] <a:listed> \\)", like=("Trước ngày 20/5 (6 tháng đầu năm), trước ngày 20/11 (cả năm)",))
def bracketed_period(p: Place, a: tuple[Freqs, ...]) -> About | None:
    """ "trước ngày 20/11 (cả năm)": behind a date, which report it is of; "ngày … (năm)" is a number in words."""
    if p.first and p.chart.words[p.first - 1] == p.form("ngày"):
        return None
    return _of_reports(p, a)


@rule("item", "[báo cáo] <a:bare_listed> !( !( : ) )", like=("Tháng: ngày 12; Quý: ngày 12 tháng đầu quý sau",))
def labelled_period(p: Place, a: tuple[Freqs, ...]) -> About:
    """ "Tháng: ngày 12; Quý: …": which report the day behind it is of."""
    return About(freqs=tuple(f._replace(plain=True) for f in a))


@rule(
    "item",
    "(kỳ|sơ kết|tổng kết|báo cáo|báo cáo kết quả|báo cáo sơ kết|báo cáo tổng kết|báo cáo cả) [định kỳ] <a:listed>"
    f" {{{_AND} <b:listed>}}",
    like=(
        "báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12",
        "Báo cáo cả năm gửi trước ngày 10/01 của năm liền kề năm báo cáo",
    ),
)
def reported_periods(p: Place, a: tuple[Freqs, ...], b: tuple[tuple[Freqs, ...], ...] = ()) -> About:
    """ "báo cáo tháng, quý, năm"."""
    return _of_reports(p, (*a, *(one for each in b for one in each)))


def _of_reports(p: Place, freqs: tuple[Freqs, ...]) -> About:
    """Which reports are spoken of; "hằng năm" says how often as well."""
    explicit = p.has("hằng") or p.has("hàng") or p.has("mỗi")
    return About(freqs=tuple(f._replace(plain=not explicit) for f in freqs))
