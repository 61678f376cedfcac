import type { Writable } from 'node:stream';
import { styleText } from 'node:util';

/** Prints the tour for a person: headings, details, and blocks of text. */
export interface Printer {
  heading(text: string): void;
  detail(text: string): void;
  /** What a step shows is special about it. */
  point(text: string): void;
  block(title: string, text: string): void;
}

export function createPrinter(stream: Writable): Printer {
  const line = (text: string) => stream.write(`${text}\n`);
  const style = (format: Parameters<typeof styleText>[0], text: string) => styleText(format, text, { stream });
  return {
    heading: (text) => line(`\n${style(['bold', 'cyan'], `▸ ${text}`)}`),
    detail: (text) => line(style('dim', `  ${text}`)),
    point: (text) => line(`  ${style('green', '✔')} ${text}`),
    block(title, text) {
      line(`  ${style('bold', title)}`);
      for (const row of text.split('\n')) line(`    ${row}`);
    },
  };
}
