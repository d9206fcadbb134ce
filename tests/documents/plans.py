"""The sample plans by name."""

QUANG_NINH = "quang-ninh-theme-2018"
TN_125 = "thai-nguyen-125-kh-ubnd-2025"
TN_247 = "thai-nguyen-247-2025-qh15-plan-2026"
TN_2011 = "thai-nguyen-programmes-2011-2020"
