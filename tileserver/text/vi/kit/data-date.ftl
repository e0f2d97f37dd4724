### Of which day a page tells.

web-data-day = Theo ngày
web-data-day-back = Về hôm nay
