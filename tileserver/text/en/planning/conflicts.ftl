### Where plans name different functions, and which goes first.

conflict-governing = { $plan }: { $reason } It governs { $percent } of the parcel.
conflict-governing-state = Plans of this kind that have no effect on this day: { $plans }.
conflict-text = By { $first }: { $function }; by { $second }: { $other }
conflict-levels = Plans of one kind name different functions on this parcel. { $text } ({ $area }). { $first } goes first; ask the planning office before you rely on it.
conflict-land-use = The land-use plan and another plan do not go together on this parcel. { $text } ({ $area }). Ask the land office and the planning office.
conflict-cut-short = Plans disagree in many places; only the largest are listed.
conflict-page-head = Do the plans agree
conflict-page-what = Function by each plan
conflict-page-verdict = Verdict
conflict-page-agree = By the mapping table, the land-use plan and the other plans go together on this parcel.
conflict-page-first = Of plans of one kind, the one named first applies.
conflict-page-unverified = No authority has checked the table that maps land use to functions of plans.
conflict-verdict = { $verdict ->
    [conflict] conflict
    [conditional] compatible under conditions
    [compatible] compatible
   *[unmapped] not in the mapping table
}
