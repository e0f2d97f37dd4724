### The plan register: plans, their steps, and the zones of a parcel.

portal-app-plans = Plan register
portal-app-plans-about = Plans being drawn up and plans in force: their zones on the map, the decision that approved them, their documents.
page-plans = Plan register
page-plans-consulted = Plans in consultation
page-plans-in-force = Plans in force
page-plans-others = Other plans
page-plans-none-consulted = No plan is in consultation now.
page-plans-back = Plans in consultation
page-plan-consulted = In consultation from { $from } to the end of { $until }
page-plan-comments-published = Published comments
page-plan-how-to-comment = To comment, open the page “What is planned where I live” in a browser with JavaScript, or write to the office that makes the plan.
page-comment-received = Received on { $date }
page-plan-steps = Steps of the plan
page-parcel-zones = Plans of the parcel
page-parcel-extract = Extract of the parcel
plans-title-register = Plan register
plans-title-boundaries = Plan boundaries
plans-title-zones = Planned zones
plans-title-documents = Plan documents
plans-title-steps = Log of plan steps

api-plans = The plans the reader may see
api-plan-draft = Draw up a plan with its zones and documents, in one commit
api-plan-publish = Publish a plan with all that belongs to it, in one commit
api-plan-step = Take a plan to its next state with all that belongs to it, in one commit
api-plan-steps = The steps a plan took, and whether its log is as it was written
api-parcel-zones = How much of a parcel lies in which zone, by which plan
api-parcel-extract = What plans say of a parcel on a day: which is in force, how much of it lies in which zone, and what there are no data for; a list if the key leads to several parcels
api-parameter-as-of = the day asked about (like 2026-03-02); today in Vietnam without it
api-parameter-plan = the id of the plan
api-answer-plan = The id of the plan, and the revision
problem-expected-plan = the id of a plan
problem-expected-day = a day of the calendar, like 2026-03-02
problem-plan-not-found = There is no plan { $plan }. All plans are listed at /v1/plans.
problem-revision-unknown = Nothing is known of the data at revision { $revision } any more: there was none of this number, or changes are not kept so far back. Leave out revision to see what is so now.
problem-plan-lacks = The plan has no { $field }. Fill it in and send it again; nothing was saved.
problem-plan-step = The plan is “{ plan-state }”, so it cannot take the step “{ $step }”. { $possible ->
    [some] It can take: { $steps }.
   *[none] There is no step left for it. Load the list of plans again.
}
problem-plan-step-unknown = There is no step “{ $step }”. Steps (step) are { $steps }.
problem-plan-step-lacks = The step “{ $step }” needs { $need ->
    [reason] a reason (reason)
    [decision] the number of the decision (decision) and its date (date, like 2026-03-02)
    [issuer] the authority that decided (issuer)
    [from] the first day (from, like 2026-03-02)
   *[until] the last day (until, like 2026-03-02)
}. Fill it in and send it again; nothing was saved.
problem-plan-days = The first day (from) must come before the last day (until). Mend it and send it again; nothing was saved.
problem-plan-day-ahead = The decision is of { $day }, a day that is yet to come. Correct its date (date) and send it again; nothing was saved.
problem-plan-day-before = { $need ->
    [decision] The day of the decision (date)
    [from] The first day (from)
   *[until] The last day (until)
} is { $day }, before { $after ->
    [decision] the plan was decided
    [consultation] its consultation began
   *[in_force] it came into force
} ({ $earliest }). Correct it and send it again; nothing was stored.
problem-plan-consultation-short = The consultation would have { $days } days that are yet to come; it must have { $least } at least, the first and the last among them. Choose a later last day (until) and send it again; nothing was saved.
problem-plan-consultation-open = The consultation was announced until { $until }, and that day is not over: people may still say something on the plan. Wait until it is, or say why it is closed early (early): the log keeps that. Nothing was saved.
problem-plan-nowhere = The plan has neither zones nor a boundary, lines or restricted areas: there is nothing to make public. Draft it again with some of them; nothing was saved.
problem-plan-incomplete = The step “{ $step }” makes a plan public that lacks:{ $zones ->
    [missing] {" "}zones (zones);
   *[there] {""}
}{ $boundary ->
    [missing] {" "}its boundary (boundary);
   *[there] {""}
}{ $documents ->
    [missing] {" "}drawings, texts, the decision (documents);
   *[there] {""}
}{ $issuer ->
    [missing] {" "}the authority that decided (issuer);
   *[there] {""}
} complete it, or say why it is published all the same (reason): the log keeps that. Nothing was saved.
problem-plan-code-taken = The code “{ $code }” belongs to another plan of the register that is not over. Use another code, or name that plan in replaces or adjusts if this is its next version; nothing was saved.
problem-plan-commune = No commune of the store has the code “{ $commune }”. Correct it (commune), or leave it out for a plan over several communes; nothing was saved.
problem-plan-follows-none = There is no plan { $plan } that you may see, so it cannot be named in { $member }. Correct it and send it again; nothing was saved.
problem-plan-follows-other = This plan replaces or adjusts the plan { $plan }, so whoever makes it public needs the power { $grant } where that plan is, too. Ask somebody who holds it; nothing was saved.
problem-plan-outside-commune = { $area } m² of the plan lie outside the commune { $commune } it is for{ $named ->
    [some] {" "}({ $communes })
   *[none] {""}
}. Correct its boundary and zones, or the commune (commune); a plan over several communes names none. Nothing was saved.
plan-warning-no-commune = The plan is for no commune, so its ground was compared with none. Name the commune (commune) in a new draft if it lies in one.
problem-plan-other = The plan named in “by” must be another one that is in force. Publish that plan first, then send this again; nothing was saved.
problem-plan-text = “{ $field }” is longer than { $most } characters or holds control characters. Mend it and send it again; nothing was saved.
plan-state = { $state ->
    [draft] being drawn up
    [consultation] in consultation
    [appraisal] being appraised
    [approved] approved, to be made public
    [published] published
    [adjusted] adjusted in part
    [replaced] replaced
    [expired] expired
    [annulled] annulled
    [suspended] suspended
    [discarded] discarded
   *[other] { $state }
}
plan-log-broken = The log does not hold at row { $place }: { $fault ->
    [edited] what it says was edited
    [out-of-place] rows were removed, put in, or put in another order
    [cut] it has another number of rows than the plan took steps
   *[strayed] the plan’s state was changed beside the log
}. Compare it with a backup, and tell the administrator.
problem-plan-decision = The number of the decision (decision) and its date (date, like 2026-03-02) are needed.
problem-plan-word = { $member } cannot be “{ $word }”. Use one of these words: { $words }; nothing was saved.
problem-plan-no-day = { $field } is no day: “{ $text }”. Write it like 2026-03-02; nothing was saved.
problem-plan-ends-first = The day a plan ends (until) must come after the day it begins (from). Correct it and send it again; nothing was saved.
problem-plan-adjusts-nothing = A plan that adjusts another says how (adjustment: whole or local) and which (adjusts); the first plan of its area says no adjusts. Nothing was saved.
problem-zone-without-shape = A zone has no shape. Send a geometry for each zone; nothing was saved.
problem-shares-crs = The parcel is in { $parcel }, the zones are in { $zones }: their shared area is not known. Import both in one VN-2000 grid.
problem-shares-degrees = The parcel is in { $crs }, which counts degrees, so it has no area on a grid. Import the data in a projected VN-2000 system.
problem-no-grid = The store has no layer in a projected system that new tables could take over. Import parcels first.

extract-pinned = The answer is that of the plan register at revision { $revision }, whatever changed since.
extract-past-day = { $day } is past. The answer rests on the days written in the register as it is now, not on the register of that day; compare it with the decision before you rely on it.
extract-future-day = { $day } is yet to come. The answer rests on what has been decided so far; ask again when the day is near.
extract-parcel-without-area = The parcel has no outline, so it is not known which plans it lies in. Add its outline and ask again.
extract-level-unknown = The plan “{ $plan }” does not say its level, so it stands behind those that do. Add the level in the register.
extract-state-unknown = The plan “{ $plan }” is in a state nobody knows, so it is not taken to be in force. Check its state in the register.
extract-zones-overlap = Zones of the plan “{ $plan }” lie on one another by { $area } m² of this parcel, so that percents add up to more than 100. Check the drawing of the plan.

web-plans = Plan register
web-plans-hint = Press a parcel on the map to see in which zones it lies.
web-plans-no-register = This store has no plan register: whether anything is planned here is not known.
web-plans-empty = There is no plan that you may see.
web-plans-parcel = Area { $area } ({ $crs })
web-plans-none-here = No zone of the register touches this parcel.
web-plans-zone = Zone, plan
web-plans-area = Area
web-plans-decision = Decision { $number } of { $date }
web-plans-undecided = No decision yet
web-plans-parts = { NUMBER($zones) ->
        [one] 1 zone
       *[other] { NUMBER($zones) } zones
    }, { NUMBER($documents) ->
        [one] 1 document
       *[other] { NUMBER($documents) } documents
    }
web-plans-show = Show on the map
web-plans-comments = Comments ({ NUMBER($count) }{ $waiting ->
    [0] {""}
   *[other] , { NUMBER($waiting) } not answered
})
web-plans-find = Find a plan by name, code, decision
web-plans-find-state = State
web-plans-all-states = All states
web-plans-count = { NUMBER($shown) } of { NUMBER($all) } plans
web-plans-none-such = No plan fits. Type fewer letters or choose all states.
web-plans-step-done = The step “{ $step }” is taken.
web-plans-state-draft = Being drawn up
web-plans-state-consultation = In consultation
web-plans-state-appraisal = Being appraised
web-plans-state-approved = Approved, to be made public
web-plans-state-published = Published
web-plans-state-adjusted = Adjusted in part, in force
web-plans-state-replaced = Replaced
web-plans-state-expired = Expired
web-plans-state-annulled = Annulled
web-plans-state-suspended = Suspended
web-plans-state-discarded = Discarded
web-plans-due = To be made public by { $date }
web-plans-overdue = Overdue: to be made public by { $date }
web-plans-answers = { $count ->
    [one] One comment waits for an answer, due on { $date }
   *[other] { NUMBER($count) } comments wait for an answer, the first due on { $date }
}
web-plans-answers-overdue = { $count ->
    [one] One comment should have been answered by { $date }
   *[other] { NUMBER($count) } comments should have been answered, the first by { $date }
}
web-plans-next = Next step
web-plans-step-consult = Consult the public
web-plans-step-appraise = Appraise
web-plans-step-approve = Approve
web-plans-step-publish = Publish
web-plans-step-enter = Publish a plan already decided
web-plans-step-return = Give back
web-plans-step-adjust = Adjust in part
web-plans-step-replace = Replace
web-plans-step-expire = Expire
web-plans-step-annul = Annul
web-plans-step-suspend = Suspend
web-plans-step-resume = Lift the suspension
web-plans-step-discard = Discard the draft
web-plans-decision-number = Number of the decision
web-plans-decision-date = Date of the decision
web-plans-issuer = Authority that decided
web-plans-consult-from = Consultation from
web-plans-consult-until = Consultation until
web-plans-force-from = In force from
web-plans-force-until = No longer in force from
web-plans-reason = Reason
web-plans-reason-optional = Reason (if there is one)
web-plans-early = Why the consultation is closed before its last day is over
web-plans-by = By the plan
web-plans-by-none = No plan named
