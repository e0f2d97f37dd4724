### Networks: what hangs together, and turning a device.

portal-app-water = Burst pipe
portal-app-water-about = Tap the pipe that burst: which valves to close, who goes without water, and what if a valve is stuck.
page-networks = Networks
page-network-trace = What hangs together with the pipe

api-networks = The networks
api-network-trace = Everything that hangs together with an edge without passing a closed device
api-network-device = Open or close a device
api-parameter-network = the name of the network
api-parameter-device = the code of the device
api-parameter-from-edge = the code of the edge to start from
api-parameter-after-network = Only networks whose names come later: how next links go on
api-parameter-limit-ids = Ids of edges, nodes and closed devices on a page
api-parameter-offset = Ids of each kind that stand on the pages before: how next links go on
api-answer-device = How the device stands, and the revision
problem-network-not-found = There is no network { $network }. All networks are listed at /v1/networks.
problem-edge-not-found = Network { $network } has no edge { $edge }.
problem-device-not-found = Network { $network } has no device { $device }.
problem-device-position = A device cannot stand “{ $position }”; open or closed is needed.
page-network-isolation = Isolating a burst
page-network-device = Device
api-network-isolation = Isolates a burst: which valves to close, and who goes dry
api-network-device-shown = How a device is
api-parameter-burst-edge = Code of the edge that burst; repeated for several. One kind of edge, node, device, at and bursts
api-parameter-burst-node = Code of the node that burst
api-parameter-burst-device = Code of the device that burst: it closes nothing any more
api-parameter-burst-at = Longitude, latitude of the burst: the nearest edge within within_m is taken
api-parameter-bursts = What burst, as JSON, as a shutdown is made of it: {"{"}"edge": …, "along_m": …{"}"}, {"{"}"node": …{"}"}, {"{"}"device": …{"}"} or {"{"}"at": [longitude, latitude], "within_m": …{"}"}; repeated, all are isolated together
api-parameter-within-m = How far from the place to look for an edge, in metres
api-parameter-inoperable = Code of a valve that cannot be closed; repeated for several
api-parameter-outage = true: the outage area is drawn, too (of up to 500 edges); it is not, if nothing is said
api-parameter-mode = topo: the pipes alone; aware: also pipes that are shut, check valves and pumps
problem-expected-mode = topo or aware
problem-burst-one-place = Name what burst by one kind: edge, node, device or at; each may be repeated. Places of several kinds are named one by one in bursts.
problem-burst-along-negative = along_m is metres from the beginning of the edge, and not negative.
problem-burst-along-beyond = Edge { $edge } is { NUMBER($length) } m long: no place of it lies { NUMBER($along) } m from its beginning.
problem-expected-burst = JSON of a place that burst, such as {"{"}"edge":"P-17","along_m":12.5{"}"}
network-valve-close = To be closed
network-valve-keep-closed = Closed already, keep it closed
network-valve-leave = Need not be closed: beyond it there is no water left
network-warning-no-outage-area = More than { NUMBER($most) } edges go dry: the outage area is drawn only once a shutdown is made of it.
network-clock-ahead = The clock of the sender is ahead of the server: this was noted at { $at }.
problem-node-not-found = Network { $network } has no node { $node }.
problem-no-edge-near = Network { $network } has no edge within { $metres } m of that place. Point nearer to an edge, or raise within_m.
problem-network-part-not-found = Network { $network } no longer has what was asked for: { $part }.
problem-device-evidence = There is no evidence “{ $evidence }”; it is field, scada or plan.
problem-device-remark = The remark is longer than { $most } letters.
problem-device-moment = The moment “{ $at }” cannot be used: it is written 2026-11-30T14:05:00+07:00 and is not later than now.
problem-device-overtaken = Somebody else has just changed device { $device } (now { $position ->
    [closed] closed
   *[open] open
 }, { $operable ->
    [true] operable
   *[false] inoperable
 }). Look again, then send again.
network-hint-open = Open valve { $valve }, which is closed, to feed again what goes dry unintentionally.
network-hint-close-first = Close { $first } first, then open valve { $valve }, which is closed, to feed again what goes dry unintentionally. Otherwise water comes back to the burst that way.
network-warning-source-inside = Cannot isolate: source { $sources } lies inside. The segment goes dry only once this source is shut down.
network-warning-not-supplied = The segment is not supplied as the network stands: nobody else goes dry.
network-warning-volume-in-part = Some edges have no diameter: the volume to drain counts the others only.
network-warning-stray-devices = { NUMBER($count) } devices stand on no edge and no node: they are passed by.
network-warning-stray-connections = { NUMBER($count) } connections hang on no edge: they are not counted.
network-warning-repeated-codes = { NUMBER($count) } codes of network { $network } repeat (such as { $code }): a question by code reaches the first only.
network-warning-open-end = The pipe end at node { $node } lies { NUMBER($metres) } m from edge { $edge } and is not connected to it: if it is in truth, this answer is wrong.
network-warning-missing-nodes = Nodes without a row (only edges name them): { $nodes }.
network-warning-stray-nearby = Devices nearby that stand on no edge and no node are passed by: { $devices }.
network-warning-nearby-in-part = The segment is too large to look at all errors in the data around it.
page-network-segments = Segments that can be isolated
page-network-valves = Valves by what depends on them
page-network-zones = Zones of the network
page-network-graph = The whole network
api-network-segments = All segments that can be isolated, those first that leave most customers dry
api-network-valves = All valves, those first whose failure leaves most customers dry besides
api-network-zones = Pressure zones, district metered areas and sectors, as valves stand now
api-network-graph = The whole network as data, for use without a line
api-parameter-from-node = Code of the node to start from, instead of from
api-parameter-to-edge = Code of the edge to get to (direction=path)
api-parameter-to-node = Code of the node to get to (direction=path)
api-parameter-barrier = Code of a device that is not passed; repeated for several
api-parameter-direction = connected, upstream, downstream, path (the shortest way to another place) or loops
api-parameter-zone-kind = Zones of one kind only: pressure_zone, dma, sector
problem-expected-direction = connected, upstream, downstream, path or loops
problem-network-no-way = Network { $network } has no way between the two places, as valves stand and with these barriers.
problem-trace-one-place = Name one place: from (an edge) or from_node; with direction=path also to or to_node.
problem-network-too-large = Network { $network } has { NUMBER($edges) } edges, more than the { NUMBER($most) } that are handed out at once.