// The answer to a burst from the network on the device: the tracer and what it tells, which only who has no line needs.

import type { Burst, Isolation } from '../case/wire.ts';
import { answered } from './answered.ts';
import type { NetworkGraph } from './graph.ts';
import { Net } from './net.ts';

/** Made of the network that was asked last. */
let latest: Net | undefined;

/** Nothing if the burst does not lie on what is on the device. */
export function workedOut(graph: NetworkGraph, burst: Burst, inoperable: readonly string[]): Isolation | undefined {
  if (latest?.graph !== graph) latest = new Net(graph);
  return answered(latest, burst, inoperable);
}
