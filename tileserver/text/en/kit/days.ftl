### A field for a day.

web-day-form = (day/month/year)
web-day-choose = Choose from a calendar: { $label }
web-day-unreadable = This day cannot be read. Write it like 05/03/2026.
