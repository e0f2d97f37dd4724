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
web-water-no-diameter = diameter unknown
web-water-away = { NUMBER($metres) } m away
web-water-is-open = Open
web-water-is-closed = Closed
web-water-not-operable = stuck
web-water-not-accessible = cannot be reached
web-water-not-tight = does not hold
web-water-close = { $count ->
    [0] No valve to close ({ NUMBER($of) } at the boundary)
    [one] Close { NUMBER($count) } valve ({ NUMBER($of) } at the boundary)
   *[other] Close { NUMBER($count) } valves ({ NUMBER($of) } at the boundary)
 }
web-water-customers = { $count ->
    [0] No customer without water
    [one] { NUMBER($count) } customer without water: { NUMBER($direct) } direct, { NUMBER($unintended) } unintended
   *[other] { NUMBER($count) } customers without water: { NUMBER($direct) } direct, { NUMBER($unintended) } unintended
 }
web-water-critical = { $count ->
    [one] { NUMBER($count) } critical customer without water
   *[other] { NUMBER($count) } critical customers without water
 }
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
web-water-why-closed = closed already
web-water-why-dry = no water left beyond it
web-water-difference = Other than before valves were marked
web-water-no-difference = Nothing differs.
web-water-more-sources = It cannot be isolated any more: source { $sources } lies inside.
web-water-fewer-sources = Source { $sources } lies inside no longer.
web-water-more-valves = { $count ->
    [one] { NUMBER($count) } valve more to close: { $valves }.
   *[other] { NUMBER($count) } valves more to close: { $valves }.
 }
web-water-fewer-valves = { $count ->
    [one] { NUMBER($count) } valve need not be closed: { $valves }.
   *[other] { NUMBER($count) } valves need not be closed: { $valves }.
 }
web-water-more-customers = { $count ->
    [one] { NUMBER($count) } customer more without water.
   *[other] { NUMBER($count) } customers more without water.
 }
web-water-fewer-customers = { $count ->
    [one] { NUMBER($count) } customer fewer without water.
   *[other] { NUMBER($count) } customers fewer without water.
 }
web-water-shifted-customers = As many customers without water; { NUMBER($count) } of them moved between direct and unintended.
web-water-more-critical = { NUMBER($count) } more of them critical.
web-water-fewer-critical = { NUMBER($count) } fewer of them critical.
web-water-more-hydrants = { $count ->
    [one] { NUMBER($count) } hydrant more.
   *[other] { NUMBER($count) } hydrants more.
 }
web-water-fewer-hydrants = { $count ->
    [one] { NUMBER($count) } hydrant fewer.
   *[other] { NUMBER($count) } hydrants fewer.
 }
web-water-hints = Feeding again
web-water-other-pipes = { $count ->
    [1] Is it this pipe?
   *[other] Is it one of these pipes?
 }
web-water-warnings = To keep in mind
web-water-basis = Data of revision { $revision }, asked at { $time }. By what hangs together; pressure is not taken into account.
web-water-news = The network has just changed.
web-water-take = Show the new answer
web-water-confirm = Make it a job
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
web-water-hint-open = Open valve { $valve }, which is closed, to feed again what goes dry unintentionally.
web-water-source-inside = Cannot isolate: source { $sources } lies inside. The segment goes dry only once this source is shut down.
web-water-not-supplied = The segment is not supplied as the network stands: nobody else goes dry.
web-water-volume-in-part = Some pipes have no diameter: the volume to drain counts the others only.
