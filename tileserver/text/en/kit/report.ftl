### Wrong information, told to the authority by whoever sees it.

web-report = Report wrong information
web-report-lead = Write what is wrong. This page sends nothing by itself: you send it by your own e-mail, or copy the text and pass it on another way.
web-report-what = What is wrong?
web-report-what-hint = For example an area, the name of a street, a plan that is missing. Leave out what is private to others.
web-report-goes-along = Sent along
web-report-to = To
web-report-phone = Phone
web-report-asking = Looking up the contact…
web-report-no-mail = The authority behind this site names no e-mail address. Copy the text and get in touch in the way named above.
web-report-nobody = This site names no contact. Copy the text and bring it to the planning office of the area.
web-report-unreached = The contact of this site could not be looked up. You can still copy the text; what you wrote is kept.
web-report-mail = Open in e-mail
web-report-copy = Copy the text
web-report-copied = The text is copied.
web-report-not-copied = The browser does not allow copying. Select the text below and copy it by hand.
web-report-empty = Write what is wrong first.
web-report-too-long = The text is too long for an e-mail link. Copy it and paste it into your e-mail.
web-report-close = Close
web-report-subject = Wrong information: { $about }
web-report-about = Place: { $about }
web-report-commune = Ward code: { $code }
web-report-at = Coordinates (latitude, longitude, WGS 84): { $place }
web-report-day = Information as of: { $day }
web-report-revision = Data revision: { $revision }
web-report-link = Link: { $link }
web-report-place = place on the map
