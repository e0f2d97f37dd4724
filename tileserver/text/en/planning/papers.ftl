### Documents of plans: what they are, and by whom and when.

problem-plan-pages = A document is said to have { $pages } pages; pages must be from 1 to { $most }. Correct it and send it again; nothing was kept.
parcel-page-document-sort = Kind
parcel-page-document-issued = Number, day, issuing authority
parcel-page-document-pages = Pages
parcel-page-document-date = of { $date }
parcel-page-document-kind = { $kind ->
    [decision] Decision
    [report] Explanatory report
    [drawing] Drawing
    [regulation] Management rules
    [list] List
    [submission] Submission, report
    [other] Other document
   *[unknown] { $kind }
}
parcel-page-thresholds = Shares smaller than { $area } and thinner than { $width } m are not counted as shares; the JSON still tells them.
