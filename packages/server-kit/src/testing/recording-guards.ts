import type {
  ApprovalGate,
  AuditLog,
  Authorizer,
  Call,
  Limiter,
  Outcome,
  Rejection,
  Rollout,
  Scrubber,
} from '@mcp-chassis/tool-kit';
import type { Json } from '@mcp-chassis/tool-kit';

/** One thing that a guard was asked, in order. */
export interface Recorded {
  readonly step: string;
  readonly call?: Call;
  readonly outcome?: Outcome;
  readonly rejection?: Rejection;
}

/** Real guards with the plainest behaviour, which keep what they were asked. For tests of servers and of the kit. */
export interface RecordingGuards {
  readonly records: readonly Recorded[];
  readonly audit: AuditLog;
  readonly scrub: Scrubber;
  readonly rollout: Rollout;
  readonly authorize: Authorizer;
  readonly limits: Limiter;
  readonly approvals: ApprovalGate;
}

/** `scrub` replaces every occurrence of each secret by `[secret]`. A guard listed in `refusals` throws its error. */
export function recordingGuards(
  options: {
    readonly secrets?: readonly string[];
    readonly refusals?: Partial<
      Record<'begin' | 'end' | 'limit' | 'rollout' | 'authorize' | 'approve', () => Error | undefined>
    >;
  } = {},
): RecordingGuards {
  const records: Recorded[] = [];
  const { secrets = [], refusals = {} } = options;
  const note = (step: keyof typeof refusals, recorded: Omit<Recorded, 'step'> = {}) => {
    records.push({ step, ...recorded });
    const error = refusals[step]?.();
    if (error !== undefined) throw error;
  };
  return {
    records,
    audit: {
      name: 'recording',
      async begin(call) {
        note('begin', { call });
      },
      async end(call, outcome) {
        note('end', { call, outcome });
      },
      reject: (rejection) => void records.push({ step: 'reject', rejection }),
      problem: () => undefined,
      close: async () => void records.push({ step: 'close' }),
    },
    scrub: { name: 'plain', start: () => plainScrub(secrets) },
    rollout: {
      isOn(operation) {
        records.push({ step: 'rollout' });
        return refusals.rollout === undefined || operation === '';
      },
    },
    authorize: {
      authorize: (call) => note('authorize', { call }),
      mayList: () => refusals.authorize === undefined,
    },
    limits: { take: (call) => note('limit', { call }) },
    approvals: {
      async redeem(call) {
        note('approve', { call });
      },
    },
  };
}

function plainScrub(secrets: readonly string[]): ReturnType<Scrubber['start']> {
  const counts: Record<string, number> = {};
  const text = (value: string) =>
    secrets.reduce((rest, secret) => {
      const parts = rest.split(secret);
      if (parts.length > 1) counts['secret'] = (counts['secret'] ?? 0) + parts.length - 1;
      return parts.join('[secret]');
    }, value);
  const walk = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(walk);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), walk(item)]));
  };
  return { text, value: walk, rows: (_columns, rows) => rows.map((row) => row.map(walk)), counts };
}
