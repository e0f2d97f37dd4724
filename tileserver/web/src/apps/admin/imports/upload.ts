// A file on its way to the server: how far it is, and how it is stopped. `fetch` does not tell how much of a body was sent.

import { ours } from '../../../kit/page/base.ts';
import { language } from '../../../kit/page/text.ts';
import { refusal } from '../../../kit/server/ask.ts';
import type { Import } from './import-wire.ts';

export interface Upload {
  /** What the server made of it; nothing if it was stopped. */
  done: Promise<Import | undefined>;
  stop(): void;
}

/** Sends a file; `told` hears how many of its bytes have left. */
export function upload(file: File, told: (sent: number) => void): Upload {
  const request = new XMLHttpRequest();
  request.open('POST', ours(`/v1/imports?name=${encodeURIComponent(file.name)}`));
  request.setRequestHeader('Accept', 'application/json');
  request.setRequestHeader('Accept-Language', language());
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded }) => told(loaded));
  const done = new Promise<Import | undefined>((answered, failed) => {
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) answered(JSON.parse(request.responseText) as Import);
      else void refusal(new Response(request.responseText, { status: request.status })).then(failed);
    });
    request.addEventListener('error', () => failed(new TypeError('the file was not sent')));
    request.addEventListener('abort', () => answered(undefined));
  });
  request.send(file);
  return { done, stop: () => request.abort() };
}
