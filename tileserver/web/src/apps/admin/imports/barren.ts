// A file of which nothing can be brought in: what is the matter, and what to do next. Sentences only.

import { say } from '../../../kit/page/text.ts';
import '../texts.ts';
import type { Import } from './import-wire.ts';

export interface Barren {
  title: string;
  /** What to do, the likeliest help first. */
  steps: string[];
}

export function barrenWords({ report, layers, plan }: Pick<Import, 'report' | 'layers' | 'plan'>): Barren {
  const { read = 0, findings = 0 } = report ?? {};
  const other = layers.length > 1 ? [say('web-admin-barren-other-layer', { layer: plan?.source_layer ?? '', count: layers.length })] : [];
  if (read === 0) return { title: say('web-admin-barren-empty'), steps: [...other, say('web-admin-barren-export')] };
  const look = findings > 0 ? [say('web-admin-barren-findings')] : [];
  return { title: say('web-admin-barren-refused', { count: read }), steps: [...look, say('web-admin-barren-plan'), ...other, say('web-admin-barren-source')] };
}
