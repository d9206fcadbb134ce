"""Whether letters make words, or only look like letters: a font need not say which ones it shows."""

import re
import unicodedata

# The words that no page of Vietnamese is without, then those of English.
_COMMON = re.compile(
    "và|của|các|có|được|cho|trong|là|với|để|theo|về|tại|từ|đến|này|không|những|một|khi|do|vào|trên|ngày|tháng|năm|số|ủy|ban"
    "|nhân|dân|ubnd|tỉnh|sở|xã|phường|huyện|thành|phố|cơ|quan|đơn|vị|thực|hiện|kế|hoạch|báo|cáo|quyết|định|công|văn|nghị"
    "|phòng|bộ|chính|phủ|hội|đồng|quản|lý|nhà|nước|việc|làm|nhiệm|vụ|điều|khoản|kết|quả"
    "|the|of|and|to|in|for|on|is|with|by|as|at|be|this|that|from|are|or|an"
)
_ENOUGH = 25  # words; less than that may be anything


def legible(text: str) -> bool:
    """A page of text, not of signs that stand for letters. What is too short to judge is taken for text, where it
    has letters at all."""
    signs = [sign for sign in text if not sign.isspace()]
    strange = sum(unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs") or sign == "\ufffd" for sign in signs)
    if strange > 0.2 * len(signs):
        return False
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).casefold())
    return len(words) < _ENOUGH or sum(_COMMON.fullmatch(word) is not None for word in words) > 0.03 * len(words)
