### The burst screen: tap a pipe, which valves to close, who goes without water, and what if a valve is stuck.

web-water = Burst pipe
web-water-ask = Where it burst
web-water-lead = Where did it burst? Tap the pipe on the map, or type an address or the code of a pipe.
web-water-empty = This store has no network yet. Import one: diaban import --kind network.
web-water-network = Network
web-water-at-place = Looking for the nearest pipe
web-water-at-code = Working out { $code }
web-water-wider = Look within { NUMBER($metres) } m
web-water-burst-edge = Pipe { $code } burst
web-water-burst-node = Burst at node { $code }
web-water-burst-device = Device { $code } broke
web-water-burst-besides = { $first } and { NUMBER($count) } more
web-water-add-burst = Add a burst
web-water-add-burst-where = Tap the next burst on the map, or find it by its address or code: all are worked out together.
web-water-drop-burst = Leave this out
web-water-no-diameter = diameter unknown
web-water-away = { NUMBER($metres) } m away
web-water-is-open = Open
web-water-is-closed = Closed
web-water-not-operable = stuck
web-water-not-accessible = cannot be reached
web-water-not-tight = does not hold
web-water-close = { $count ->
    [0] No valve to close
    [one] Close { NUMBER($count) } valve
   *[other] Close { NUMBER($count) } valves
 }
web-water-close-of = { NUMBER($of) } at the boundary
web-water-close-more = and { NUMBER($count) } more
web-water-customers = { $count ->
    [0] No customer without water
    [one] { NUMBER($count) } customer without water
   *[other] { NUMBER($count) } customers without water
 }
web-water-customers-about = { $count ->
    [0] Perhaps no customer without water
    [one] About { NUMBER($count) } customer without water
   *[other] About { NUMBER($count) } customers without water
 }
web-water-customers-split = { NUMBER($direct) } direct, { NUMBER($unintended) } unintended
web-water-customers-shared = Those on a pipe with a valve along it are shared out by length.
web-water-critical = { $count ->
    [one] { NUMBER($count) } critical customer without water
   *[other] { NUMBER($count) } critical customers without water
 }
web-water-critical-hidden = Sign in to see critical customers.
web-water-unintended = unintended
web-water-show = Show on the map
web-water-hydrants = { $count ->
    [one] { NUMBER($count) } hydrant without water
   *[other] { NUMBER($count) } hydrants without water
 }
web-water-drain = { $length } of pipe isolated, { $volume } of water to drain
web-water-valves-in-order = Valves to close, in driving order
web-water-new = new
web-water-mark = Stuck, does not close
web-water-unmark = Undo
web-water-marked = Valves marked as stuck
web-water-others = { $count ->
    [one] { NUMBER($count) } boundary valve that need not be closed
   *[other] { NUMBER($count) } boundary valves that need not be closed
 }
web-water-keep-closed = { $count ->
    [1] 1 boundary valve is closed already: keep it closed
   *[other] { NUMBER($count) } boundary valves are closed already: keep them closed
 }
web-water-why-closed = closed already, keep it closed
web-water-why-dry = no water left beyond it
web-water-difference = What changes with these valves stuck
web-water-no-difference = Nothing differs.
web-water-more-sources = It cannot be isolated any more: source { $sources } lies inside.
web-water-fewer-sources = Source { $sources } lies inside no longer.
web-water-more-valves = { $count ->
    [one] { NUMBER($count) } more valve to close: { $valves }.
   *[other] { NUMBER($count) } more valves to close: { $valves }.
 }
web-water-fewer-valves = { $count ->
    [one] { NUMBER($count) } valve need not be closed: { $valves }.
   *[other] { NUMBER($count) } valves need not be closed: { $valves }.
 }
web-water-more-customers = { $count ->
    [one] { NUMBER($count) } more customer without water.
   *[other] { NUMBER($count) } more customers without water.
 }
web-water-fewer-customers = { $count ->
    [one] { NUMBER($count) } fewer customer without water.
   *[other] { NUMBER($count) } fewer customers without water.
 }
web-water-shifted-customers = As many customers without water; { NUMBER($count) } of them moved between direct and unintended.
web-water-more-critical = { NUMBER($count) } more of them critical.
web-water-fewer-critical = { NUMBER($count) } fewer of them critical.
web-water-more-hydrants = { $count ->
    [one] { NUMBER($count) } more hydrant.
   *[other] { NUMBER($count) } more hydrants.
 }
web-water-fewer-hydrants = { $count ->
    [one] { NUMBER($count) } fewer hydrant.
   *[other] { NUMBER($count) } fewer hydrants.
 }
web-water-hints = Restoring supply
web-water-other-pipes = { $count ->
    [1] Is it this pipe?
   *[other] Is it one of these pipes?
 }
web-water-warnings = To keep in mind
web-water-basis = Data of revision { $revision }, asked at { $time }. By what hangs together; pressure is not taken into account.
web-water-news = The network has just changed.
web-water-back-on-line = The line is back, and the server answers:
web-water-take = Show the new answer
web-water-confirm = Set up a shutdown
web-water-leave = Another burst
web-water-note = Note it
web-water-now = In the data: { $state }.
web-water-found = Valve { $valve } in the field
web-water-found-stuck = Stuck
web-water-found-buried = Buried, not found
web-water-found-leaks = Does not hold
web-water-found-closed = Closed now
web-water-found-open = Open, turns well
web-water-remark = Remark (optional)
web-water-note-save = Note it in the data
web-water-note-all-the-same = Note it all the same
web-water-noted = Valve { $valve } is noted in the data.
web-water-class-household = household
web-water-class-hospital = hospital
web-water-class-clinic = clinic
web-water-class-dialysis = dialysis
web-water-class-school = school
web-water-class-market = market
web-water-class-fire = fire brigade
web-water-class-business = business
web-water-hint-open = Open valve { $valve }, which is closed, to restore supply where water is lost unintentionally.
web-water-hint-close-first = Close { $first } first, then open valve { $valve }, which is closed, to restore supply where water is lost unintentionally. Otherwise water comes back to the burst that way.
web-water-source-inside = Cannot isolate: source { $sources } lies inside. The segment goes dry only once this source is shut down.
web-water-not-supplied = The segment is not supplied as the network stands: nobody else goes dry.
web-water-volume-in-part = Some pipes have no diameter: the volume to drain counts the others only.
web-water-back = Back
web-water-see = Show
web-water-jobs = { $count ->
    [one] { NUMBER($count) } shutdown
   *[other] { NUMBER($count) } shutdowns
 }
web-water-no-jobs = No shutdown now or to come.
web-water-job-of = Shutdown { $code }
web-water-job-state-planned = Planned
web-water-job-state-active = Water is off
web-water-job-state-ended = Water is on again
web-water-job-state-cancelled = Called off
web-water-job-span = From { $from } to { $to }
web-water-job-unknown = not known yet
web-water-job-kind = When is water shut off?
web-water-job-kind-burst = Now
web-water-job-kind-planned = As planned
web-water-job-day = Day it begins
web-water-job-clock = Time it begins
web-water-job-when = Enter the day and the time it begins, such as 08:30.
web-water-job-hours = How long will it take?
web-water-hours = { $hours ->
    [one] { NUMBER($hours) } hour
   *[other] { NUMBER($hours) } hours
 }
web-water-job-place = Where, for the public (street, quarter; no names of people)
web-water-crew = Crew: { NUMBER($done) } of { NUMBER($all) } valves closed
web-water-step-start = Begin
web-water-step-close_valve = Closed it
web-water-step-open_valve = Opened it again
web-water-step-finish = End, water is on again
web-water-step-cancel = Call it off
web-water-sure-finish = Is water back everywhere, and are the valves open again?
web-water-sure-cancel = Call this shutdown off? The public will not see it on the map any more.
web-water-still-shut = { $count ->
    [1] 1 valve is still shut
   *[other] { NUMBER($count) } valves are still shut
 }
web-water-reopen-all = All are open again
web-water-leave-closed = End it, leave these valves closed
web-water-same = There is a shutdown on this segment that is not over
web-water-same-job = Shutdown { $code }: { $state }
web-water-same-then = Choose: replace the one there is, or make another one?
web-water-same-replace = Replace shutdown { $code } (it is cancelled)
web-water-same-beside = Make another one
web-water-job-basis = Confirmed by data revision { $revision }, graph { $graph }.
web-water-job-same = The network as it is now (revision { $revision }) answers the same.
web-water-job-different = The network as it is now (revision { $revision }) answers otherwise:
web-water-closed-at = Closed { $time } · { $who }
web-water-opened-at = Opened again { $time } · { $who }
web-water-notices = CSV of notices to customers
web-water-overlaps = Meets other shutdowns
web-water-overlap = { $code }: { NUMBER($pipes) } pipes in common; both at once take water from { NUMBER($customers) } more customers.
web-water-no-answer = No answer yet
web-water-offline = Without a line
web-water-offline-insecure = Browsers keep maps on the device only for pages opened over https.
web-water-not-kept = Nothing is kept on this device. Move the map to your area and take it along while there is a line.
web-water-kept = Kept at { $time }: { $size }, { NUMBER($tiles) } tiles; the network was read at { $read }.
web-water-take-along = Take this area along
web-water-take-again = Take this area along anew
web-water-leave-behind = Delete from the device
web-water-taking = Downloading to the device
web-water-taken-so-far = { NUMBER($done) }/{ NUMBER($all) }
web-water-taken = Kept. This page opens without a line, too.
web-water-too-large = This area is too large. Zoom in and take it along again.
web-water-not-taken = Not all could be downloaded. Check the line and the room on the device, and try again.
web-water-left = Deleted from the device.
web-water-off-line = Without a line: worked out on this device, network of { $time }.
web-water-no-line = The server cannot be reached, and this device keeps no network. Take an area along while there is a line.
web-water-not-here = Not in the network that is kept on this device: there is no pipe. Tap nearer to one.
web-water-note-waits = Noted on this device for valve { $valve }; it is sent when there is a line.
web-water-waiting = { $count ->
    [one] { NUMBER($count) } finding waits to be sent
   *[other] { NUMBER($count) } findings wait to be sent
 }
web-water-waiting-one = Valve { $valve }, noted at { $time } · { $who }
web-water-waiting-sign-in = Findings are sent when who noted them signs in.
web-water-waiting-signed-out = The server does not let this be written: the session has ended, or the account may not. The findings stay on the device; sign in again to send them.
web-water-rejected = The server does not take it: { $reason }
web-water-overtaken = Somebody else was quicker with this valve; now: { $state }.
web-water-drop = Drop this finding
web-water-sent = { $count ->
    [one] { NUMBER($count) } finding was sent.
   *[other] { NUMBER($count) } findings were sent.
 }
web-water-critical-unknown = Who depends on water most is not kept on the device: ask again with a line.
web-water-inoperable-unknown = { $count ->
    [one] { NUMBER($count) } valve marked as stuck is not in the network on this device: { $valves }. The answer does not take it into account.
   *[other] { NUMBER($count) } valves marked as stuck are not in the network on this device: { $valves }. The answer does not take them into account.
 }
