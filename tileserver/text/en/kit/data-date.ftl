### Of which day a page tells.

web-data-day = As of
web-data-day-back = Back to today
