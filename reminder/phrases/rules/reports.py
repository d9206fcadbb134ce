"""What is reported on: the span of its data, and the period whose name stands beside the deadline."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Cycle, Founds, Freqs, cycled
from reminder.phrases.items import About, Aside, Bracketed, Data, Purpose, TimeLabel
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_FIGURES = (
    "[thời gian|thời điểm] [chốt|lấy] số liệu [báo cáo|tổng hợp|sơ kết|tổng kết|thống kê] [năm|quý|tháng|tuần]"
    " [<num> tháng]"
)
_TO = "{(từ|đến|hết|ngày|tính|là|vào)}"
_AND = "(, | và | / | hoặc | - | , và)"


@rule(
    "item",
    f"{_FIGURES} [được] [:] (chốt|tính|lấy|tổng hợp|từ|đến|ngày|tháng) {_TO} <quoted>",
    f"{_FIGURES} [:] {_TO} <quoted>",
    "tính từ [ngày] <quoted:quoted_range>",
    "(kỳ|thời kỳ|giai đoạn) [báo cáo|thống kê|tổng hợp] [của] [:] [tính] từ [ngày] <quoted:quoted_range>",
    "(kỳ báo cáo|thời kỳ|kỳ số liệu) : [ngày] (<quoted>|<quoted:quoted_range>) [\\( [từ] <range> \\)]",
    "(năm ngân sách|năm tài chính|niên độ|kỳ quyết toán|kỳ kế toán|kỳ báo cáo|kỳ số liệu) [:] [từ]"
    " [ngày] <quoted:quoted_range>",
    "số liệu <some_words> (đến hết|tính đến|tính đến hết) [ngày] <quoted>",
    "số liệu [tính] từ <a:weekday> tuần (trước|này|báo cáo) đến [hết] <quoted:quoted_weekday>",
    "(phát sinh|có mặt|hiện có) từ [ngày] <quoted:quoted_range>",
    "[cả năm|cả quý|năm|quý|số liệu] (ước thực hiện|ước|ước tính|lũy kế|luỹ kế|cộng dồn|tính) [từ đầu năm]"
    " (đến|tới|đến hết|hết) [ngày|thời điểm] <quoted>",
    like=("Số liệu báo cáo tính đến ngày 31/12/2025", "Số liệu sơ kết: tính từ 16/3 đến hết 15/6",),
)  # fmt: skip
def data(p: Place, quoted: tuple[Founds, str], **rest: object) -> Data:
    """ "số liệu tính từ … đến …": what is counted, not when it is due."""
    return Data(*quoted)


@rule(
    "quoted",
    "<found:span>",
    like=("Số liệu báo cáo tính đến ngày 31/12/2025", "Thời gian lấy số liệu: từ 01/01/2026 đến 30/6/2026"),
)
def quoted(p: Place, found: Founds) -> tuple[Founds, str]:
    """A time with its words."""
    return found, p.quote()


@rule("quoted", "(tháng|quý|quí) <near>", like=("ngày 15 hằng tháng (số liệu tính đến hết tháng trước)",))
def quoted_near(p: Place, near: int) -> tuple[Founds, str]:
    """ "(số liệu tính đến hết) tháng trước": its last day."""
    month = p.first_is("tháng")
    return cycled(Cycle("monthly" if month else "quarterly", 1 if month else 3, -1, shift=near)), p.quote()


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
