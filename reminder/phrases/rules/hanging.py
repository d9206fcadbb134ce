"""Times that are counted from what is not printed: years of a plan or a term of office, "tuần tới", "ngày mai"."""

from reminder.phrases.chart import Place
from reminder.phrases.items import Aside, Hanging
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_SPAN = "(nhiệm kỳ|kỳ kế hoạch|giai đoạn|thời kỳ|chu kỳ|kế hoạch|đề án|chương trình|dự án|chiến lược|khóa)"
_OF = f"[của|trong] [việc] [thực hiện|triển khai] [{_SPAN}] [<years>]"
_BY = "[trong|trước|sau|từ|đến|hết|vào|chậm nhất|muộn nhất|cả]"
_NTH = "thứ (<num>|nhất|tư)"
_PART = (
    "(đầu|giữa|cuối|[ngày] <d> / <mo>|[ngày] <dn> tháng <mo>|tháng <mo>|tháng (đầu|cuối)|quý (<qu>|đầu|cuối)"
    "|<num> tháng (đầu|cuối)) [năm|của năm] [của|trong] [,]"
)


@rule(
    "item",
    f"{_BY} [{_PART}] năm {_NTH} !(hằng|hàng|mỗi) {_OF}",
    f"{_BY} <num> tháng (đầu|cuối) năm {_NTH} {_OF}",
    f"{_BY} [{_PART}] năm (đầu|đầu tiên|cuối|cuối cùng) [của|trong] (thực hiện|triển khai|{_SPAN}) [{_SPAN}] [<years>]",
    like=("năm thứ hai của nhiệm kỳ", "trước ngày 15/12 của năm thứ ba thực hiện Đề án", "trong năm đầu thực hiện"),
)
def year_of_a_plan(p: Place, **rest: object) -> Hanging | Aside:
    """ "tháng đầu năm của năm thứ nhất thực hiện kế hoạch": which year that is, is not printed."""
    return _asked(p)


def _asked(p: Place) -> Hanging | Aside:
    """Unless the day is told beside it: "Năm 2027 là năm thứ hai của …", "giữa nhiệm kỳ vào quý II năm 2028"."""
    words, told = p.chart.words, map(p.form, ("vào", "trong", "là", "(", ":"))
    if (p.first and words[p.first - 1] == p.form("là")) or (words[p.end] in told and p.chart.at("span", p.end + 1)):
        return Aside()
    p.fault("no_base")
    return Hanging()


@rule(
    "item",
    f"{_BY} (đầu|giữa|cuối|nửa đầu|nửa cuối|nửa sau) [của] (nhiệm kỳ|giai đoạn|kỳ kế hoạch|kỳ báo cáo|kỳ) [<years>]"
    " !(họp|<n>|lương)",
    f"{_BY} [<num>] (tháng|quý|năm) (đầu|đầu tiên|cuối|cuối cùng) [của|trong]"
    " (nhiệm kỳ|giai đoạn|kỳ kế hoạch) [<years>]",
    like=("cuối nhiệm kỳ", "tháng đầu của kỳ kế hoạch", "đầu nhiệm kỳ 2026-2031"),
)
def part_of_a_plan(p: Place, **rest: object) -> Hanging | Aside | None:
    """ "cuối nhiệm kỳ", "tháng đầu của kỳ kế hoạch": a term of office has no day here."""
    if p.first and p.chart.words[p.first - 1] in map(p.form, ("ngày", "tháng", "quý", "năm")):
        return None  # "năm cuối kỳ"
    return _asked(p)


@rule(
    "item",
    f"{_BY} [đầu|giữa|cuối] tuần (tới|sau|này|kế tiếp|tiếp theo)",
    f"{_BY} (đầu|cuối) tuần",
    f"{_BY} [đầu|giữa|cuối] (tháng|quý) tới",
    f"{_BY} (đầu|giữa|cuối) (tháng|quý) (sau|này)",
    f"{_BY} (ngày mai|sáng mai|chiều mai|hôm nay|sáng nay|chiều nay|tối nay) !([,] [ngày] <date>)",
    like=("tuần tới", "trong giao ban tuần tới", "ngày mai", "cuối tháng này"),
)
def from_what_is_today(p: Place, **rest: object) -> Hanging:
    """ "tuần tới", "ngày mai": counted from the day on which it is said."""
    p.fault("no_base")
    return Hanging()
