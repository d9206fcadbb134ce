"""Vietnamese text typed with the fonts of before Unicode: it looks like text and means nothing."""

import re

# Letters that TCVN3 (.VnTime) and VNI put where Vietnamese has its accented ones; Unicode Vietnamese has none of them.
_TCVN3 = re.compile("[µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦]")
_VNI = re.compile("(?<=[aeouyAEOUYôöÔÖ])[ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜËñ]|[ñÑôöÔÖ](?=[aeouùøûõïöô])")
_MODERN = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
_NEVER = re.compile("[µ¸¶·¹»¾¼½©®ª«¬­¡¢§£¤¥¦×ÝÞþ÷øæåäëïñöüÿ]")


def legacy_font(text: str) -> str:
    """`TCVN3` or `VNI` when the text is in that encoding, else "". Told by frequency, over the whole text."""
    sample = text[:20_000]
    letters = sum(c.isalpha() for c in sample)
    modern = len(_MODERN.findall(sample))
    odd = len(_NEVER.findall(sample))
    if letters < 40 or odd < 0.02 * letters or modern > 2 * odd:
        return ""
    if len(_VNI.findall(sample)) > 0.6 * odd:
        return "VNI"
    return "TCVN3" if len(_TCVN3.findall(sample)) > 0.6 * odd else ""
