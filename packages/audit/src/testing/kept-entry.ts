import canonicalize from 'canonicalize';
import { entryKey } from '../entry-key.ts';
import type { KeptEntry } from '../kept-entry.ts';
import type { AuditEntry } from '../record.ts';

/** Entries as a sink gets them. */
export const keptEntries = (...entries: readonly AuditEntry[]): readonly KeptEntry[] =>
  entries.map((entry) => ({ json: canonicalize(entry) ?? '', key: entryKey(entry), entry }));
