// What the server says of a burst: `GET /v1/networks/{network}/isolation`, the networks there are, and how a device is.

import type { Paged } from '../../../kit/server/ask.ts';

/** Longitude and latitude. */
export type Degrees = [number, number];

export interface Network {
  name: string;
  /** What people call it. */
  title?: string | null;
  /** False if it lies nowhere on earth: it can be asked, and is on no map. */
  placed?: boolean;
  edges: number;
  nodes: number;
  strayDeviceCount: number;
}

export interface NetworkList extends Paged {
  revision: number;
  networks: Network[];
}

/** What a burst takes. Lists of ids ascend. */
export interface Isolation {
  network: string;
  data_revision: number;
  /** Which graph was asked: answers of one graph are equal. */
  graph: string;
  mode: string;
  burst: BurstTold;
  /** All of them, where several were asked together. */
  bursts?: BurstTold[];
  segment: Part;
  boundary_valves: string[];
  valves_to_close: string[];
  /** The boundary valves as they are. */
  valves: Valve[];
  unintended: Part;
  sources_inside: string[];
  customers: Customers;
  hydrants: string[];
  /** True of an answer that was worked out on this device. */
  on_device?: boolean;
  /** The ground around the pipes that go dry. */
  outage?: { type: 'MultiPolygon'; coordinates: Degrees[][][] } | null;
  hints: { code: string; valve: string; close_first?: string[]; text: string }[];
  warnings: { code: string; text: string }[];
}

export interface BurstTold {
  edge?: string;
  /** Metres along the edge. */
  along_m?: number;
  node?: string;
  device?: string;
  at?: Degrees;
  /** The course of the edge. */
  geometry?: { type: 'MultiLineString'; coordinates: Degrees[][] };
  /** Pipes near the place that was pointed at; the first is the one that was taken. */
  candidates?: Candidate[];
}

export interface Candidate {
  edge: string;
  distance_m: number;
  diameter_mm: number | null;
  material: string | null;
  year: number | null;
}

export interface Part {
  edges: string[];
  nodes: string[];
  length_m: number;
  volume_m3: number;
  geometry: { type: 'MultiLineString'; coordinates: Degrees[][] };
}

/** How a device is, as far as closing it goes. */
export interface State {
  position: 'open' | 'closed';
  operable: boolean;
  accessible: boolean;
  tight: boolean;
}

export interface Valve extends State {
  id: string;
  /** It is one of those to close. */
  close: boolean;
  /** It is closed already, and is to stay so. */
  keep_closed: boolean;
  at: Degrees | null;
}

/** Each customer is counted once; names come to staff only. */
export interface Customers {
  direct: number;
  unintended: number;
  /** True if the device had to share customers of a pipe among its pieces. */
  is_about?: boolean;
  /** Nothing for who does not see whom pipes feed, and where nobody knows. */
  critical_count?: number | null;
  critical: Critical[];
}

export interface Critical {
  id: string;
  name: string | null;
  class: string | null;
  priority: number;
  address: string | null;
  unintended: boolean;
  at: Degrees | null;
}

/** `GET /v1/networks/{network}/devices/{deviceId}` */
export interface Device extends State {
  id: string;
  /** The commit that last changed it: who notes something says which one was seen. */
  version: number;
  revision: number;
  /** From when on it is as it is, RFC 3339. */
  since?: string | null;
  /** What was said of it last; told to staff. */
  noted?: { at: string; by: string | null; evidence: string | null; remark: string | null } | null;
}

/** A place that burst, as it is asked: one of the four, of an edge with metres along it. */
export interface Place {
  edge?: string;
  along_m?: number;
  node?: string;
  device?: string;
  at?: Degrees;
  within_m?: number;
}

/** Where it burst; what burst besides is isolated with it. */
export interface Burst extends Place {
  network: string;
  more?: readonly Place[];
}
