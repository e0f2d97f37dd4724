### The plan register: plans, their steps, and the zones of a parcel.

portal-app-plans = Plan register
portal-app-plans-about = Plans being drawn up and plans in force: their zones on the map, the decision that approved them, their documents.
page-plans = Plan register
page-parcel-zones = Plans of the parcel
plans-title-register = Plan register
plans-title-zones = Planned zones
plans-title-documents = Plan documents

api-plans = The plans the reader may see
api-plan-draft = Draw up a plan with its zones and documents, in one commit
api-plan-publish = Publish a plan with all that belongs to it, in one commit
api-parcel-zones = How much of a parcel lies in which zone, by which plan
api-parameter-plan = the id of the plan
api-answer-plan = The id of the plan, and the revision
problem-expected-plan = the id of a plan
problem-plan-not-found = There is no plan { $plan }. All plans are listed at /v1/plans.
problem-plan-lacks = The plan has no { $field }. Fill it in and send it again; nothing was saved.
problem-plan-step = The plan is “{ $state }”, so it cannot take the step “{ $step }”. Load the list of plans again.
problem-plan-decision = The number of the decision (decision) and its date (date, like 2026-03-02) are needed.
problem-zone-without-shape = A zone has no shape. Send a geometry for each zone; nothing was saved.
problem-shares-crs = The parcel is in { $parcel }, the zones are in { $zones }: their shared area is not known. Import both in one VN-2000 grid.
problem-shares-degrees = The parcel is in { $crs }, which counts degrees, so it has no area on a grid. Import the data in a projected VN-2000 system.
problem-no-grid = The store has no layer in a projected system that new tables could take over. Import parcels first.
problem-body-member = What was sent cannot be read: { $problem }. The form is described at /api.

web-plans = Plan register
web-plans-hint = Press a parcel on the map to see in which zones it lies.
web-plans-no-register = This store has no plan register: whether anything is planned here is not known.
web-plans-empty = There is no plan that you may see.
web-plans-parcel = Parcel of { $area } ({ $crs })
web-plans-none-here = No zone of the register touches this parcel.
web-plans-zone = Zone, plan
web-plans-area = Area
web-plans-decision = Decision { $number } of { $date }
web-plans-undecided = No decision yet
web-plans-parts = { NUMBER($zones) } zones, { NUMBER($documents) } documents
web-plans-show = Show on the map
web-plans-state-draft = Being drawn up
web-plans-state-published = Published
web-plans-decision-number = Number of the decision
web-plans-decision-date = Date of the decision
web-plans-publish = Publish
