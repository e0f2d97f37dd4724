// What the server tells of a parcel: `/v1/parcels/{key}/extract`. Areas and shares are rounded by the server; areas are
// shown as they come, shares of one plan so that they add up (asking.ts).

export interface Part {
  area_m2: number;
  percent: number;
}

/** An indicator as the plan writes it, and the numbers in it. */
export interface Indicator {
  text: string;
  min: number | null;
  max: number | null;
  certainty: string;
}

export interface Zone extends Part {
  zone_id: number;
  sign: string | null;
  function_code: string | null;
  function: string | null;
  indicators: Partial<Record<IndicatorName, Indicator | null>>;
  /** The most that may be built on this part, where it can be told. */
  allowance?: { footprint_m2?: number | null; floor_area_m2?: number | null } | null;
}

export type IndicatorName = 'density_percent' | 'storeys' | 'far' | 'height_m';

export interface Plan {
  plan_id: number;
  code: string | null;
  name: string | null;
  kind: string | null;
  level: string | null;
  status: string | null;
  law_state: string;
  /** It has had its time, or not begun to. */
  folded: boolean;
  governs: (Part & { reason: string }) | null;
  adjusted_by: number[];
  decision: { number: string | null; date: string | null; issuer: string | null };
  published: string | null;
  from: string | null;
  until: string | null;
  exclusive: boolean | null;
  covers: Part;
  zones: Zone[];
  uncovered: Part;
}

export interface Line {
  line_id: number;
  plan_id: number | null;
  kind: string | null;
  law_state: string;
  folded: boolean;
  setback?: Indicator | null;
  road_width_m?: number | null;
  section?: string | null;
  length_m: number;
}

/** What the road takes of the parcel. */
export interface Road extends Part {
  frontage_m?: number | null;
  method: string;
  plan_id?: number | null;
  /** It cannot be told on which side of a line the road lies; then what it takes on the other. */
  ambiguous: boolean;
  otherwise?: Part | null;
}

/** What remains behind the building line. */
export interface Buildable extends Part {
  method: string;
  plan_id?: number | null;
  ambiguous: boolean;
  /** What zones close of it, a sentence each. */
  closed?: { text: string }[];
}

export interface Restriction extends Part {
  restriction_id: number;
  law_state: string;
  folded: boolean;
  width_m?: number | null;
  theme: string | null;
  basis: string | null;
  office: string | null;
}

/** What two plans in force say of one ground: `levels`, `land_use` or `kinds`; `compatible` ones are there, too. */
export interface Conflict {
  kind: string;
  plan_ids: [number, number];
  zone_ids: [number, number];
  functions: [string, string];
  area_m2: number;
  percent: number;
  verdict: string;
  mapping: { source: string; mark: string } | null;
  text: string;
}

export interface Parcel {
  layer: string;
  id: number;
  keys: { commune: string | null; sheet: string | null; number: string | null; identifier: string | null };
  /** What its ward is called. */
  commune_name?: string | null;
  registered_area_m2: number | null;
  grid_area_m2: number | null;
  crs: string;
}

export interface Extract {
  parcel: Parcel;
  as_of: string;
  data_revision: number;
  plans: Plan[];
  lines?: Line[];
  road?: Road | null;
  buildable?: Buildable | null;
  restrictions?: Restriction[];
  conflicts?: Conflict[];
  /** Projects of plans that are about the parcel, each with its sentence. */
  projects?: { project_id: number; folded: boolean; text: string }[];
  below_threshold: (Part & { plan_id: number; zone_id: number; mean_width_m: number })[];
  themes: { theme: string; state: string; office: string | null }[];
  documents: {
    plan_id: number; document_id: number; name: string | null; href: string | null;
    kind?: string | null; number?: string | null; date?: string | null; issuer?: string | null; pages?: number | null;
  }[];
  warnings: { code: string; plan_id: number | null; text: string }[];
}
