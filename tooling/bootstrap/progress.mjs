const REDRAW_MS = 200;
const HEARTBEAT_MS = 10_000;

/**
 * @typedef {object} Progress
 * @property {(title: string) => Phase} begin
 */

/**
 * @typedef {object} Phase
 * @property {(line: string) => void} note the newest line of output, shown while the phase runs
 * @property {(what?: string) => void} succeed
 * @property {(why?: string) => void} fail
 */

/**
 * One line for each finished phase. While phases run, a terminal shows them in a status line that redraws itself; a log
 * gets a sign of life every ten seconds.
 *
 * @param {NodeJS.WriteStream} [out]
 * @returns {Progress}
 */
export const createProgress = (out = process.stdout) => {
  const live = out.isTTY;
  const colour = live && !process.env['NO_COLOR'];
  /** @type {Map<string, { since: number, last: string }>} */
  const running = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  const status = () => {
    const phases = [...running].map(([title, { since }]) => `${title} ${wholeSeconds(since)}`).join(', ');
    const last = [...running.values()].at(-1)?.last ?? '';
    return `… ${phases}${last && `  ${last}`}`;
  };
  const clear = () => live && out.write('\r\u001b[2K');
  const draw = () => {
    if (running.size === 0) return;
    if (live) out.write(`\r\u001b[2K${status().slice(0, (out.columns || 80) - 1)}`);
    else out.write(`  ${status().slice(0, 160)}\n`);
  };

  return {
    begin: (title) => {
      const since = performance.now();
      running.set(title, { since, last: '' });
      timer ??= setInterval(draw, live ? REDRAW_MS : HEARTBEAT_MS);
      /** @param {string} mark @param {string} [note] */
      const end = (mark, note) => {
        running.delete(title);
        if (running.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
        clear();
        out.write(`${mark} ${title}${note ? `: ${note}` : ''}  ${seconds(since)}\n`);
        if (live) draw();
      };
      return {
        note: (line) => {
          const phase = running.get(title);
          if (phase && line.trim()) phase.last = line.trim();
        },
        succeed: (what) => end(colour ? '\u001b[32m✔\u001b[0m' : '✔', what),
        fail: (why) => end(colour ? '\u001b[31m✖\u001b[0m' : '✖', why),
      };
    },
  };
};

/** @param {number} since */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {number} since */
const wholeSeconds = (since) => `${Math.round((performance.now() - since) / 1000)} s`;
