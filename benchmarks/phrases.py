"""How many phrases are read in a second. Run: python benchmarks/phrases.py

Prints a table; the goal is 5,000 phrases a second (0.2 ms each) over a mix like the cells and duties of real plans.
"""

import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter

from reminder.phrases import read

CELLS = (
    "2025 - 2030", "Năm 2018", "Quý IV/2018", "Tháng 08/2018", "Trước 31/12/2018", "2011 và hàng năm", "2026",
    "Thường xuyên", "Hằng năm", "Trước ngày 31/3/2018", "2010 – 2015", "Từ 2011", "Quý II-III/2026", "Quý IV/2026",
)  # fmt: skip
DUTIES = (
    "trước **ngày 15/12** hằng năm hoặc đột xuất theo yêu cầu",
    "trước ngày 15 của tháng 3, tháng 6, tháng 9 và tháng 11/2018",
    "trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2018",
    "trong thời hạn 10 ngày làm việc kể từ ngày nhận được văn bản",
    "Đăng ký: trước 15/3; báo cáo: trước 15/12 hằng năm",
    "chậm nhất 17 giờ ngày 15 tháng 12 năm 2026",
    "Theo lộ trình Đề án ngành Than được phê duyệt",
)
ON = date(2026, 1, 10)


def rate(work: Callable[[], object], count: int, seconds: float = 1.0) -> float:
    """Phrases a second: the best of three runs of at least `seconds` each."""
    best = 0.0
    for _ in range(3):
        done, start = 0, perf_counter()
        while perf_counter() - start < seconds:
            work()
            done += count
        best = max(best, done / (perf_counter() - start))
    return best


def main() -> None:
    mix = [*CELLS * 2, *DUTIES]
    rows = [
        ("cells of a timeframe column", rate(lambda: [read(p, ON) for p in CELLS], len(CELLS)), "phrases/s"),
        ("dated duties", rate(lambda: [read(p, ON) for p in DUTIES], len(DUTIES)), "phrases/s"),
        ("four cells to one duty", rate(lambda: [read(p, ON) for p in mix], len(mix)), "phrases/s"),
    ]
    big = "trước ngày 15/12 hằng năm; " * 4000
    start = perf_counter()
    read(big, ON)
    rows.append((f"one cell of {len(big) // 1000} kB", perf_counter() - start, "s"))
    for name, value, unit in rows:
        sys.stdout.write(f"{name:34} {value:12,.2f} {unit}\n")


if __name__ == "__main__":
    main()
