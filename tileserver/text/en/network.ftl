### Networks: what hangs together, and turning a device.

portal-app-network = Networks
portal-app-network-about = Nodes, pipes and valves: press a pipe to see all that hangs together with it, open and close valves.
page-networks = Networks
page-network-trace = What hangs together with the pipe

api-networks = The networks
api-network-trace = Everything that hangs together with an edge without passing a closed device
api-network-device = Open or close a device
api-parameter-network = the name of the network
api-parameter-device = the id of the device
api-parameter-from-edge = the id of the edge to start from
api-parameter-after-network = Only networks whose names come later: how next links go on
api-parameter-limit-ids = Ids of edges, nodes and closed devices on a page
api-parameter-offset = Ids of each kind that stand on the pages before: how next links go on
api-answer-device = How the device stands, and the revision
problem-expected-device = the id of a device
problem-expected-edge = the id of an edge
problem-network-not-found = There is no network { $network }. All networks are listed at /v1/networks.
problem-edge-not-found = Network { $network } has no edge { $edge }.
problem-device-not-found = Network { $network } has no device { $device }.
problem-device-position = A device cannot stand “{ $position }”; open or closed is needed.

web-network = Networks
web-network-hint = Press a pipe to see what hangs together with it; press a valve to open or close it.
web-network-empty = This store has no network yet.
web-network-size = { NUMBER($edges) } pipes, { NUMBER($nodes) } nodes
web-network-stray = { NUMBER($count) } devices stand on no pipe: traces pass them by.
web-network-trace = What hangs together
web-network-reached = { NUMBER($edges) } pipes and { NUMBER($nodes) } nodes are reached.
web-network-unsteady = The network changes faster than it can be traced. Press the pipe again in a while.
web-network-nothing-closed = No closed valve was met.
web-network-closed = It ends at { NUMBER($count) } closed valves.
web-network-valve = Valve { $code }
web-network-is-open = Open
web-network-is-closed = Closed
web-network-turn-open = Open the valve
web-network-turn-closed = Close the valve
