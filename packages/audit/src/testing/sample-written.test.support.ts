import type { AttemptRecord, EntryDraft, OutcomeRecord } from '../record.ts';
import { writeDraft, type WrittenEntry } from '../written-entry.ts';
import { sampleEntry } from './sample-entry.ts';

let made = 0;

/** A record that has no place in a stream yet; of a call of its own, unless that is named. */
export const written = (phase: 'attempt' | 'outcome', id?: string): WrittenEntry => writeDraft(draft(phase, id));

export const outcome = (id?: string) => written('outcome', id);

function draft(phase: 'attempt' | 'outcome', id?: string): EntryDraft<AttemptRecord> | EntryDraft<OutcomeRecord> {
  made += 1;
  const { stream: _stream, ...sample } = sampleEntry(made);
  const call_id = id ?? sample.call_id;
  if (phase === 'outcome') return { ...sample, call_id };
  const { outcome: _outcome, scrubbed: _scrubbed, duration_ms: _duration, ...call } = sample;
  return { ...call, call_id, phase };
}
