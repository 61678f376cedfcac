/** Kinds of bindings a new Worker may have. */
export const bindingKinds = ['kv', 'r2', 'd1', 'queue', 'ai', 'durable_object'] as const;

/** A binding of a new Worker. */
export interface NewBinding {
  readonly name: string;
  readonly kind: (typeof bindingKinds)[number];
}

const placeholder = 'REPLACE_ME';
const compatibilityDate = '2026-06-01';

const makers = {
  kv: (names) => ({ kv_namespaces: names.map((binding) => ({ binding, id: placeholder })) }),
  r2: (names) => ({ r2_buckets: names.map((binding) => ({ binding, bucket_name: placeholder })) }),
  d1: (names) => ({
    d1_databases: names.map((binding) => ({ binding, database_name: placeholder, database_id: placeholder })),
  }),
  queue: (names) => ({ queues: { producers: names.map((binding) => ({ binding, queue: placeholder })) } }),
  ai: ([binding = 'AI']) => ({ ai: { binding } }),
  durable_object: (names) => ({
    durable_objects: { bindings: names.map((name) => ({ name, class_name: className(name) })) },
    migrations: [{ tag: 'v1', new_sqlite_classes: names.map(className) }],
  }),
} satisfies Record<NewBinding['kind'], (names: readonly string[]) => object>;

/** The `wrangler.jsonc` of a new Worker. Ids that only the account knows are left to fill in. */
export function wranglerConfig(name: string, bindings: readonly NewBinding[]): string {
  const parts = bindingKinds.map((kind) => {
    const names = bindings.filter((binding) => binding.kind === kind).map((binding) => binding.name);
    return names.length === 0 ? {} : makers[kind](names);
  });
  const config = {
    name,
    main: 'src/index.ts',
    compatibility_date: compatibilityDate,
    observability: { enabled: true },
  };
  return `${JSON.stringify(Object.assign(config, ...parts), null, 2)}\n`;
}

/** `CHAT_ROOM` is made by the class `ChatRoom`. */
function className(name: string): string {
  return name
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
