"""Where the name of a body that a sentence prints begins and ends.

Names are told by how they are written: each word of a name begins with a capital ("Nông nghiệp", "Môi trường"), common
nouns of offices may stand between, and what an office does begins small. Whether the directory knows it is asked later.
"""

import re
from functools import lru_cache
from typing import Final

from reminder.directory.first_words import ANYONE, BODIES, GOVERNMENT, HEADS, pattern
from reminder.documents.narrative.action_words import ACTIONS, VERBS

_START: Final = (
    r"(?:Tổ|Đội|Nhóm|Cụm|Khối) (?:số )?\d+|Phụ huynh|[Mm]ỗi đảng viên"
    r"|[Tt]hành viên(?= [A-ZĐÀ-Ỹ])|[Cc]ông đoàn cấp trên|Rà soát viên|Công đoàn(?! viên)"
    r"|(?:[Cc]ơ quan|[Đđ]ơn vị) (?:chủ quản|quản lý)|[Cc]hủ đầu tư"
    r"|[Nn]gười (?:kê khai|sử dụng lao động)|[Tt]hủ trưởng (?:các )?(?:cơ quan|đơn vị|sở|ban|ngành)|"
    + pattern(
        *BODIES, *HEADS, *GOVERNMENT, "Xã", "Phường", "Đặc khu", *(n.capitalize() for n in ANYONE if n != "ngành")
    )
    + rf"|[Cc]ác {pattern(*BODIES)}"
    + r"|[Cc]ấp (?:tỉnh|huyện|xã)(?= (?:hoàn thành|tổ chức|thực hiện|báo cáo|nghiệm thu|gửi|trước|xong))"
    + r"|[Cc]ác (?:tỉnh|thành|huyện|thị|đảng) (?:ủy|uỷ)"
    # Persons and others who are told, and are no agency: who reads asks for whom they stand
    + r"|(?:[Cc]ác )?[Tt]hí sinh|[Ss]inh viên|[Hh]ọc sinh|Người (?:dự tuyển|trúng tuyển|lao động|dân"
    r"|nộp thuế)|Cá nhân"
    + r"|(?:Các |Mỗi )?(?:vị )?[Đđ]ại biểu(?: Quốc hội| HĐND)?|[Mm]ỗi (?:đại biểu|huyện|hộ|trường)|Hợp tác xã"
    + r"|[Nn]hà thầu|Chủ thể|[Vv]iên chức|[Gg]iáo viên|\d+ (?:địa phương|cơ quan|đơn vị|xã|phường|sở)"
    + r"|phòng(?= [A-ZĐÀ-Ỹ])|[Cc]ác (?:cấp (?:ủy|uỷ)|điểm thi|cơ quan có thẩm quyền)"
    + r"|Báo và [Pp]hát thanh, [Tt]ruyền hình"
    + r"|(?:Toàn thể |Tất cả |Từng |Mỗi )?[Cc]ác (?:[Ss]ở|[Bb]an(?! hành)|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương"
    r"|[Nn]gành|[Hh]uyện|[Xx]ã|[Pp]hường|[Dd]oanh nghiệp|[Cc]hủ đầu tư|[Tt]ổ chức|[Cc]ấp|[Hh]ội|[Đđ]oàn thể"
    r"|[Tt]hành viên|[Kk]hoa|[Nn]hóm|[Tt]ổ|[Hh]ộ|[Nn]hà trường|[Pp]hòng|[Tt]rường(?! hợp)"
    r"|[Cc]hi (?:cục|bộ|nhánh)|UBND|[Bb]ộ|[Vv]ụ|[Cc]ục|[Tt]ập đoàn|[Tt]ổng công ty|[Cc]ông ty"
    r"|[Đđ]ảng (?:ủy|uỷ|bộ)|[Cc]ơ sở"
    r"|[Tt]ổ dân phố|[Tt]hôn|[Bb]uôn"
    r"|[Bb]ệnh viện|[Tt]rung tâm|[Tt]rang trại"
    r"|[Cc]hủ (?:sở hữu|đập|hộ|rừng|dự án|trang trại|tàu|nuôi|vườn)|[Hh]ợp tác xã"
    r"|[Bb]an quản lý|[Tt]ổ đại biểu)|[Mm]ỗi (?:sở"
    r"|cơ quan|đơn vị|địa phương|xã|phường|trạm|trung tâm|bệnh viện|thôn|bản|ấp|khu|tổ|đội|nhóm|phòng|khoa"
    r"|chi bộ|chi hội|cơ sở|doanh nghiệp)"
    r"|(?:[Cc]ác )?đồng chí|Đồng chí|cấp có thẩm quyền|Chủ (?:sở hữu|đập|hộ|rừng|cơ sở|dự án"
    r"|hạ tầng|phương tiện|trang trại|tàu|nuôi|vườn)|Nhà trường|Hiệu trưởng|Trạm|Bí thư|[Cc]ông chức"
    r"|Chi (?:đoàn|hội|cục|nhánh)|Chỉ huy trưởng|Kế toán|Người (?:làm công tác|phụ trách|chịu trách nhiệm|được giao)"
    r"|Tổ trưởng|Cụm trưởng|Khối trưởng|Đội trưởng|Chủ nhiệm|Chi bộ|Đảng bộ|Khoa(?! học)|Trưởng(?! thành| hợp)"
    r"|Phó (?:Giám đốc|Trưởng|Chủ(?: tịch| nhiệm))|Thành viên|Cấp (?:ủy|uỷ)|Khu (?:phố"
    r"|dân cư)|Cơ quan thường trực|Cơ sở(?! dữ liệu| vật chất| hạ tầng| pháp lý| để)"
    r"|(?:Các )?Thống kê(?= (?:tỉnh|thành phố|cơ sở))"
    r"|Vụ(?! việc| án| mùa| tai| [Đđ]ông| [Xx]uân"
    r"| [Hh]è| [Tt]hu| Mùa| [Cc]hiêm)|Tổ [Gg]iúp việc|[Hh]ai (?:bên|ngành)|BQLDA|Mạng lưới|Các đồng chí|Đảng viên"
    r"|Các nhóm|Các hộ|Ban Chấp hành|[Cc]ác bộ|Tổ(?= (?![Cc]hức)[^\W\d])"
)
STARTS: Final = re.compile(rf"(?:{_START})(?!\w)")
# Words in small letters that stand inside names of bodies.
_INSIDE: Final = (
    r"(?:tỉnh|thành|huyện|thị|đảng) (?:ủy|uỷ)|các cấp|việc làm|trật tự(?: đô thị| xây dựng)?|có rừng"
    r"|phát triển(?: đô thị| nông thôn| quỹ đất)?"
    r"|(?:ngoài )?công lập|tư thục|dân lập"
    r"|dịch vụ công|ven biển|miền núi|biên giới|của(?= (?:Tỉnh|Thành|UBND|HĐND|tỉnh|huyện|xã))|cổ phần"
    r"|tự quản|trang trại|chăn nuôi"
    r"|buôn|thôn|bản|tổ dân phố"
    r"|trưởng"
    r"|nhân dân|tỉnh(?: ủy| uỷ)?|thành phố|thị xã|thị trấn|xã|phường|đặc khu|huyện|quận|các|sở|ban|ngành|đoàn thể"
    r"|cơ quan"
    r"|đơn vị|địa phương|tổ chức(?= chính|,| đoàn| hội| xã| liên|\s+và\b)|chính trị|xã hội|có liên quan|liên quan"
    r"|chịu trách nhiệm|thuộc|trực thuộc|trung ương|cấp (?:trên|ủy|uỷ|dưới|tỉnh|xã|huyện)|cấp|trên địa bàn|toàn"
    r"|quản lý|dự án|đầu tư|xây dựng"
    r"(?! (?:kế|chương|đề|báo|phương|dự thảo|và))|khu|công nghiệp|kinh tế|công trình|giao thông|nông nghiệp|dân dụng"
    r"|dân tộc|du lịch|nông thôn|thương mại|văn hóa|thể thao|truyền hình|chuyên môn|chức năng|nghề nghiệp"
    r"|doanh nghiệp|bệnh viện"
    r"|chi nhánh|(?:trách nhiệm )?hữu hạn|một thành viên|bầu cử|chủ rừng|cấp trên cơ sở"
    r"|xi măng|nhiệt điện|sản xuất|kinh doanh|khu vực|nhà nước|trường|đại học|cao đẳng|trung học|phổ thông|tiểu học"
    r"|mầm non|hội|đoàn|phòng(?! chống|,)|chi cục|trung tâm|đài"
    r"|công ty|hợp tác xã|chủ đầu tư|chủ tịch|giám đốc|thủ trưởng|người đứng đầu|lãnh đạo|đồng chí|thành viên|ủy ban"
    r"|uỷ ban|thường trực|văn phòng|mặt trận|tổ quốc|này|nêu trên|được giao|khác|chính quyền|bộ|nước|vùng|liên tỉnh"
)  # fmt: skip
_PREVENTS: Final = re.compile(
    r"\s*[Pp]hòng, chống (?:thiên tai|dịch bệnh|dịch|tham nhũng|tội phạm|ma túy|bạo lực gia đình|mua bán người"
    r"|cháy rừng|lụt bão|khủng bố|tác hại của thuốc lá)(?: và tìm kiếm cứu nạn)?"
)
_SMALL: Final = re.compile(rf"(?:{_INSIDE})(?!\w)")
_WORD: Final = re.compile(r"[A-ZÀ-ỸĐ][\wÀ-ỹ&.-]*|[a-zà-ỹđ]+")
_JOIN: Final = re.compile(
    r"\s*[,;]\s*(?:và\s+)?|\s+(?:và|cùng|hoặc|cùng với|với)\s+(?=các|[A-ZÀ-ỸĐ])|\s*/\s*|\s+-\s+|\s+và\s+|\s+"
)
# "Ban Quản lý vịnh Hạ Long": a word in small letters before a name, and no verb
_BEFORE_A_NAME: Final = re.compile(
    rf"(?:(?!{VERBS.pattern})[a-zà-ỹđ]+ ){{1,2}}(?:Trung ương|(?!(?:{_START})(?!\w))[A-ZĐÀ-Ỹ])"
)
# "Hội đồng chấm thi hoàn thành", "Đoàn kiểm tra báo cáo": a verb that names it, and one that says what it does
_NAMED_BY_A_VERB: Final = re.compile(rf" ({ACTIONS.pattern}(?: [a-zà-ỹđ]+)?) (?={ACTIONS.pattern})")
_TEAMS: Final = re.compile(r"(?:[Cc]ác )?(?:[Hh]ội đồng|[Đđ]oàn|[Tt]ổ|[Đđ]ội)$")
_CLOSED: Final = re.compile(
    r"\b(?:tỉnh|xã|phường|huyện|thành phố|liên quan|đơn vị|địa phương|ngành|cơ quan|này|tỉnh ủy)$", re.I
)
_SMALL_WORD: Final = re.compile(r"[a-zà-ỹđ]+\s*")
_TEAM: Final = re.compile(r"\s+\d{2,3}(?=\s+[a-zà-ỹđ]|\s*[:,;]|$)(?!\s+(?:ngày|tháng|năm|văn|kế|buổi|lớp|cuộc))")
# "Ngân hàng Nhà nước chi nhánh Khu vực 8", "Hải quan khu vực VIII"
_REGION: Final = re.compile(r"(?<=[Kk]hu vực) (?:\d{1,2}|[IVX]+)(?![\w/]|[.,]\d)")
# "Phòng Nghiệp vụ 1 triển khai"
_NUMBERED: Final = re.compile(rf" \d{{1,2}}(?= (?:{VERBS.pattern}))")
_LONGEST: Final = 320


@lru_cache(maxsize=8192)
def body_at(text: str, at: int = 0) -> int:
    """Where the name, or the list of names, that begins at `at` ends; 0 where none begins there."""
    start = STARTS.match(text, at)
    if not start:
        return 0
    end = start.end()
    if text[at:end].endswith(("Tổ công tác", "Ban Chỉ đạo")) and (number := _TEAM.match(text, end)):
        end = number.end()
    if _TEAMS.match(text[at:end]) and (verb := _NAMED_BY_A_VERB.match(text, end)):
        end = verb.end(1)
    small = 1 if text[start.start() : end].split()[-1][:1].isupper() else 0  # "Công an", "Xúc tiến"
    while end - at < _LONGEST:
        if prevents := _PREVENTS.match(text, end):
            end, small = prevents.end(), 0
            continue
        if region := _REGION.match(text, end) or _NUMBERED.match(text, end):
            end, small = region.end(), 0
            continue
        join = _JOIN.match(text, end)
        if not join:
            break
        place, joined = join.end(), join[0].strip()
        if new := STARTS.match(text, place):
            end, small = new.end(), 0
            continue
        word = _WORD.match(text, place)
        if not word:
            break
        inside = _SMALL.match(text, place)
        if word[0][:1].isupper():
            if joined == ";" or (joined in (",", "/") and not _goes_on(text, place)):
                break
            end, small = word.end(), int(not word[0].isupper() or len(word[0]) == 1)
        elif not joined and _is_compound(text, end, word.end()):
            end, small = word.end(), 0
        elif inside and joined != ";" and not VERBS.match(text, place) and joined not in ("với", "cùng"):
            end, small = inside.end(), 0
        elif not joined and (
            (small and not VERBS.match(text, place))
            or (_BEFORE_A_NAME.match(text, place) and not _CLOSED.search(text[at:end]))
        ):
            end, small = word.end(), 0
        elif not joined and (rest := _nouns(text, place)) and not _CLOSED.search(text[at:end]):
            end = rest
        else:
            break
    while text[end - 1 : end] in (".", ",") and end > at + 3:
        end -= 1
    return end


def _is_compound(text: str, end: int, behind: int) -> bool:
    """ "Cục Thống kê", "Văn phòng Đăng ký đất đai": the small word goes on the verb that the capital begins."""
    begun = text[:end].rsplit(maxsplit=1)[-1]
    pair = f"{begun.lower()} {text[end:behind].strip()}"
    return begun[:1].isupper() and bool(ACTIONS.fullmatch(pair))


def ends_in_body(text: str, end: int) -> bool:
    """A name of a body ends there."""
    starts = STARTS.finditer(text, max(0, end - _LONGEST), end)
    return any(body_at(text, start.start()) == end for start in starts)


def _nouns(text: str, place: int) -> int:
    """Where the small words of a name end ("Quỹ Bảo vệ môi trường rà soát"): up to eight, and then a verb."""
    at = place
    for _ in range(8):
        if VERBS.match(text, at):
            break
        word = _SMALL_WORD.match(text, at)
        if not word:
            break
        at = word.end()
    listed = len(text[place:at].split()) < 3 and re.match(r",\s+(?:[Cc]ác )?[A-ZĐÀ-Ỹ]", text[at:])
    done = at > place and (
        VERBS.match(text, at) or not text[at:].strip() or text[at : at + 1] in (":", ".", ";") or listed
    )
    return len(text[:at].rstrip()) if done else 0


def _goes_on(text: str, place: int) -> bool:
    """Behind a comma a capital goes on with the name ("Văn hóa, Thể thao và Du lịch") unless a clause begins."""
    return bool(
        re.match(
            r"[A-ZÀ-ỸĐ][\wÀ-ỹ]*(?:\s+[a-zà-ỹđ]+)?(?=\s*(?:,|và\b|;|:|\)|\.|$|\s[a-zà-ỹđ]|\s[A-ZÀ-ỸĐ]))", text[place:]
        )
    )
