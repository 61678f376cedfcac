import type { ReplicaConnection } from './replica-connection.ts';

/** Connections nobody uses now. One that nobody has used for long is closed. */
export interface IdleConnections<Connection> {
  keep(connection: Connection): void;
  /** Takes the one that was used last. */
  take(): Connection | undefined;
  /** Forgets one that has ended. */
  forget(connection: Connection): void;
}

/** None yet. Each is closed `idleMs` after it was kept; `now` is a clock in ms that nobody sets back. */
export function createIdleConnections<Connection extends Pick<ReplicaConnection, 'close'>>(
  idleMs: number,
  now: () => number,
): IdleConnections<Connection> {
  // The one that was kept longest ago is the first.
  const idle: { readonly connection: Connection; readonly until: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const watch = () => {
    const [first] = idle;
    if (timer === undefined && first !== undefined) timer = setTimeout(closeOld, first.until - now()).unref();
  };
  const closeOld = () => {
    timer = undefined;
    for (let [first] = idle; first !== undefined && first.until <= now(); [first] = idle) {
      idle.shift();
      void first.connection.close();
    }
    watch();
  };
  return {
    keep(connection) {
      idle.push({ connection, until: now() + idleMs });
      watch();
    },
    take: () => idle.pop()?.connection,
    forget(connection) {
      const place = idle.findIndex((kept) => kept.connection === connection);
      if (place >= 0) idle.splice(place, 1);
    },
  };
}
