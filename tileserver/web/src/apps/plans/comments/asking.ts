// What was said on a plan, as the server tells it to who may answer; and its answer.

import { ask, pages, send, type Paged } from '../../../kit/server/ask.ts';

export interface Contact {
  name?: string | null;
  phone?: string | null;
  email?: string | null;
}

export interface Comment {
  id: number;
  /** What everybody reads of it once it is published. */
  text?: string | null;
  /** All of it, if passages were taken out of the text. */
  original?: string | null;
  kind?: string | null;
  state?: string | null;
  /** Longitude, latitude. */
  place?: [number, number] | null;
  received?: string | null;
  answer?: string | null;
  answered?: string | null;
  /** For who may know it. */
  contact?: Contact | null;
}

export interface Counts {
  received: number;
  answered: number;
  published: number;
  rejected: number;
}

interface CommentPage extends Paged {
  /** Only who may answer is told. */
  counts?: Counts;
  comments: Comment[];
}

export interface Answer {
  answer: string;
  publish?: boolean;
  reject?: boolean;
  /** Passages of the comment nobody else is to read. Without the list they stay as they were. */
  redact?: string[];
}

/** The layer of the comments in the store. */
export const COMMENTS = 'plan_comments';

/** Page by page: thousands may have something to say. */
export function commentsOf(plan: number, signal: AbortSignal): AsyncGenerator<CommentPage> {
  return pages<CommentPage>(`/v1/plans/${plan}/comments?limit=1000&f=json`, signal);
}

/** One comment as it stands now, and how many stand where; no comment if it is not this plan's. */
export async function commentAgain(plan: number, id: number, signal: AbortSignal): Promise<{ comment?: Comment; counts?: Counts }> {
  const { comments, counts } = await ask<CommentPage>(`/v1/plans/${plan}/comments?limit=1&after=${id - 1}&f=json`, signal);
  return { comment: comments.find((comment) => comment.id === id), counts };
}

export async function sendAnswer(plan: number, id: number, answer: Answer): Promise<void> {
  await send('POST', `/v1/plans/${plan}/comments/${id}/answer`, answer);
}
