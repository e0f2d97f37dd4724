// Where the script of the map's workers is. An app that is there without a line has it beside its page, for a service worker hears only those
// workers whose script lies where it may answer: the page says so.

import workerUrl from 'virtual:maplibre-worker.mjs';
import { ours } from '../page/base.ts';

export function mapWorkerUrl(): string {
  const beside = document.querySelector<HTMLMetaElement>('meta[name=map-worker]')?.content;
  return beside === undefined ? workerUrl : ours(beside);
}
