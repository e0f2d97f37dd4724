// What the server says of jobs: `/v1/networks/{network}/shutdowns`. The public is told what stands before `version`.

import type { Geometry } from 'geojson';
import type { Paged } from '../../../kit/server/ask.ts';
import type { Degrees, Isolation, Place } from '../case/wire.ts';

export type JobState = 'planned' | 'active' | 'ended' | 'cancelled';

export interface JobList extends Paged {
  revision: number;
  number_matched: number;
  shutdowns: Job[];
}

/** From when to when, RFC 3339 in UTC. */
export interface Span {
  from: string | null;
  to: string | null;
}

export interface Job {
  id: number;
  code: string | null;
  network: string;
  kind: 'burst' | 'planned' | null;
  state: JobState | null;
  place: string | null;
  planned: Span;
  real: Span;
  customers: { direct: number; unintended: number };
  /** The ground around the pipes that go dry. */
  geometry: Geometry | null;
  version?: number;
  data_revision?: number;
  /** The graph it was confirmed by. */
  graph?: string;
  asked?: { bursts: Place[]; inoperable: string[] };
  /** In the order the crew drives to them. */
  valves?: CrewValve[];
  /** Those that were closed for the job and still are. */
  still_shut?: string[];
  since?: Since;
  who?: string;
  remark?: string;
  overlaps?: Overlap[];
  /** What was asked, answered by the network as it is now. */
  isolation?: Isolation;
  warnings?: { code: string; text: string }[];
}

/** What the network answers now, against what was confirmed. */
export interface Since {
  graph: string;
  data_revision: number;
  is_different: boolean;
  valves_added: string[];
  valves_dropped: string[];
  customers: { direct: number; unintended: number };
}

export interface CrewValve {
  valve: string;
  position: 'open' | 'closed' | null;
  operable: boolean | null;
  accessible: boolean | null;
  at: Degrees | null;
  closed_at: string | null;
  closed_by: string | null;
  opened_at: string | null;
  opened_by: string | null;
}

/** Another job that meets this one in time and ground. */
export interface Overlap {
  shutdown: number;
  code: string | null;
  state: JobState | null;
  from: string;
  to: string | null;
  edges: string[];
  extra_edges: string[];
  /** Customers who lose their water only to both together. */
  extra_customers: number;
}

export type Step = 'start' | 'close_valve' | 'open_valve' | 'finish' | 'cancel';
