### A field for a day.

web-day-form = (ngày/tháng/năm)
web-day-choose = Chọn trên lịch: { $label }
web-day-unreadable = Chưa đọc được ngày này. Hãy ghi ví dụ 05/03/2026.
