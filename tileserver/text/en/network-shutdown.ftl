### Shutdowns: confirmed, followed, and told to customers.

network-title-shutdowns = Shutdowns
page-network-shutdowns = Shutdowns
page-network-shutdown = Shutdown

api-network-shutdown-confirm = Confirms a shutdown: the valves to close in the order of the drive, the outage area, the shutdowns it meets in time and place
api-network-shutdowns = The shutdowns of a network; with what burst, those on the same segment that are not over (for staff)
api-network-shutdown = A shutdown; staff also see its valves, what was asked, and the shutdowns it meets
api-network-shutdown-step = A step of a shutdown: start, close or open a valve, finish, cancel
api-network-shutdown-notices = The customers of a shutdown, a line of CSV each, computed anew in the network as it is now
api-parameter-shutdown = the id of the shutdown
api-parameter-shutdown-state = Only those in this state: planned, active, ended, cancelled
api-answer-shutdown = The shutdown as it is written
api-answer-shutdown-notices = A CSV file (UTF-8)
problem-expected-shutdown = the id of a shutdown
problem-expected-shutdown-state = planned, active, ended or cancelled
problem-expected-graph = the stamp of the answer that was looked at: the member graph of GET /v1/networks/…/isolation
problem-shutdown-not-found = Network { $network } has no shutdown { $shutdown }.
problem-shutdown-no-burst = Name at least one place in burst or bursts.
problem-shutdown-too-many = Member { $field } has too many items; { $most } are the most.
problem-shutdown-text = Member { $field } is longer than { $most } letters, or has letters that cannot be kept.
problem-shutdown-word = Member { $field } cannot be “{ $word }”; mode is topo or aware, kind is burst or planned.
problem-shutdown-place = Member { $field } must be a longitude from −180 to 180 and a latitude from −90 to 90.
problem-shutdown-within = within_m must be from 0 to { $most } metres.
problem-shutdown-time = Member { $field } is no moment: “{ $value }”. It is written as 2026-11-30T08:00:00+07:00.
problem-shutdown-hours = planned_hours is more than 0 and at most { NUMBER($most) } hours.
problem-shutdown-no-begin = A planned shutdown needs the moment it begins: send planned_from.
problem-shutdown-reversed = The end ({ $to }) must lie after the beginning ({ $from }).
problem-shutdown-ahead = { $at } is yet to come; only what was done is noted.
problem-shutdown-changed = Network { $network } has changed{ $revision ->
    [none] {""}
   *[other] {" "}since revision { $revision }
 }. Now valves { $valves } must be closed; { NUMBER($direct) } customers go dry directly, { NUMBER($unintended) } unintentionally. Look again, then send again.
problem-shutdown-step-unknown = There is no step “{ $step }”; the steps are { $steps }.
problem-shutdown-not-from = The shutdown is { $state ->
    [planned] planned
    [active] under way
    [ended] over
    [cancelled] cancelled
   *[other] “{ $state }”
 } and cannot take the step { $step }. { $possible ->
    [none] No step is left.
   *[other] Possible are: { $possible }.
 }
problem-shutdown-stands-so = Valve { $valve } is { $position ->
    [closed] closed
   *[open] open
 } already, and was noted so for this shutdown.
problem-shutdown-still-shut = { NUMBER($count) } valves that were closed for this shutdown are still shut: { $valves }. Open them again, or send leave_closed: true if they are to stay so.
problem-shutdown-overtaken = Somebody else has just changed this shutdown (now version { $version }, state { $state }). Look again, then send again.
problem-shutdown-valve-needed = The step { $step } needs the code of a valve: send valve.
problem-shutdown-notices-large = The list of { NUMBER($count) } customers is larger than { $most } MB. Part the shutdown into several, or raise [limits] answer_mb.
network-shutdown-warning-valves-closed = { NUMBER($count) } valves that were closed for this shutdown were not opened again: { $valves }.
network-shutdown-warning-no-outline = The outage area cannot be drawn: the network has no place on the map.
network-shutdown-warning-customers-changed = In the network as it is now, { NUMBER($direct) } customers go dry directly and { NUMBER($unintended) } unintentionally; this differs from when it was confirmed.
network-shutdown-warning-many-jobs = { NUMBER($count) } more shutdowns at the same time were not compared.
network-shutdown-replaced = Replaced by shutdown { $code }.
network-notices-file = shutdown
network-notices-code = code
network-notices-meter = meter
network-notices-class = class
network-notices-name = name
network-notices-address = address
network-notices-outage = outage
network-notices-from = from
network-notices-to = to
network-notices-revision = data_revision
network-notices-direct = direct
network-notices-unintended = unintended
