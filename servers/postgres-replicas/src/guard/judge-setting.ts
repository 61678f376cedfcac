import type { Refusal } from './refusal.ts';
import { harmlessSettings } from './rules/settings.ts';

/** Judges the setting that SHOW or `current_setting` names; `undefined` when the query computes the name. */
export function judgeSettingName(name: string | undefined, location?: number): Refusal | undefined {
  if (name !== undefined && harmlessSettings.has(name.toLowerCase())) return undefined;
  return {
    rule: 'setting',
    reason:
      (name === undefined
        ? 'The name of the setting must be written as a constant, so that it can be judged. '
        : 'This setting is refused: it is not among those known to hold no credentials, paths or addresses. ') +
      'Write SHOW work_mem, or current_setting with such a name; SELECT name, setting FROM pg_settings lists them.',
    location,
  };
}
