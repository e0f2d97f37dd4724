// The layers of a network, by name.

export const EDGES = 'network_edges';
export const NODES = 'network_nodes';
export const DEVICES = 'network_devices';
export const SHUTDOWNS = 'network_shutdowns';
