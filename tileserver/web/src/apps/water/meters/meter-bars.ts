// What a meter counted a day between its last readings, as small bars. Templates only.

import { nothing, svg, html } from 'lit';
import { writeValue } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import { intervals } from './judge.ts';
import type { Meter, Thresholds } from './wire.ts';
import { writeRounded } from './words.ts';

const [WIDE, HIGH, GAP] = [28, 36, 8];

export function meterBars({ last }: Meter, limits: Thresholds): unknown {
  const daily = intervals(last, limits).map(({ to, days, used }) => ({ to, daily: Math.max(0, used / Math.max(days, limits.shortest_days)) }));
  if (daily.length === 0) return nothing;
  const most = Math.max(...daily.map((each) => each.daily), Number.MIN_VALUE);
  const list = daily.map((each) => `${writeValue('', each.to.slice(0, 10))}: ${writeRounded(each.daily)}`).join('; ');
  const bar = (share: number, at: number) => {
    const height = Math.max(2, Math.round(share * HIGH));
    return svg`<rect x=${at * (WIDE + GAP)} y=${HIGH - height} width=${WIDE} height=${height} rx="2"></rect>`;
  };
  const width = daily.length * (WIDE + GAP) - GAP;
  return html`<svg class="meter-bars" role="img" aria-label=${say('web-meters-bars', { list })} width=${width} height=${HIGH} viewBox="0 0 ${width} ${HIGH}">
    ${daily.map((each, at) => bar(each.daily / most, at))}</svg>`;
}
