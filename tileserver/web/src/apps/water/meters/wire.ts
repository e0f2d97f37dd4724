// What the server tells of rounds and meters, and what it is sent.

/** How a value is known: read off the meter, read off another one that took its place, or estimated. */
export type How = 'read' | 'replaced' | 'estimated';

/** What a reading says beside the last ones. */
export type Verdict = 'ok' | 'high' | 'low' | 'backwards' | 'zero' | 'rollover' | 'replaced' | 'estimated';

/** A reading that stands. */
export interface Past {
  read_at: string;
  /** Cubic metres on the dial. */
  value: number;
  verdict: Verdict;
}

/** Where verdicts begin. */
export interface Thresholds {
  history: number;
  high_factor: number;
  high_more_m3: number;
  high_spreads: number;
  low_factor: number;
  least_missing_m3: number;
  shortest_days: number;
  dial_m3: number;
  rollover_from: number;
  rollover_to: number;
}

export interface Meter {
  /** The code of the connection: what readings name. */
  meter: string;
  number: string | null;
  address: string | null;
  class: string | null;
  order: number | null;
  at: [number, number] | null;
  /** It was read in this period. */
  read: boolean;
  last: Past[];
}

/** The meters of a round in the order in which they are walked. */
export interface Walk {
  network: string;
  round: string;
  since: string;
  thresholds: Thresholds;
  meters: Meter[];
}

export interface Round {
  name: string;
  meters: number;
  read: number;
}

export interface RoundList {
  since: string;
  rounds: Round[];
  links: { rel: string; href: string }[];
}

/** What became of a reading that was sent. */
export interface Outcome {
  client_id: string | null;
  outcome: 'accepted' | 'known' | 'needs_confirmation' | 'refused';
  read_at?: string;
  value?: number;
  verdict?: Verdict;
  code?: string;
  text: string;
}
