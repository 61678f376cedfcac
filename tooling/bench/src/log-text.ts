import { createRandom, type Random } from './scrub-corpus/random.ts';

const HEX = '0123456789abcdef';
const ip = (r: Random) => `${r.int(11, 200)}.${r.int(0, 255)}.${r.int(0, 255)}.${r.int(1, 250)}`;
const instant = (r: Random) => new Date(1_700_000_000_000 + r.int(0, 1_000_000_000) * 50).toISOString();
const uuid = (r: Random) => [8, 4, 4, 4, 12].map((length) => r.text(HEX, length)).join('-');

/** Lines as services, proxies and databases log them; one in fifteen names a person or an address. */
const LINES: readonly ((random: Random) => string)[] = [
  (r) =>
    `${instant(r)} INFO  [http-nio-8080-exec-${r.int(1, 20)}] c.a.orders.OrderService - order ${r.int(1, 1e9)} accepted total=${r.int(1, 9999)}.${r.digits(2)} currency=EUR items=${r.int(1, 9)} took ${r.int(1, 500)}.${r.int(0, 9)}ms`,
  (r) =>
    `${instant(r)} WARN  request_id=${uuid(r)} path=/api/v1/orders/${r.int(1, 1e6)} status=${r.pick([200, 201, 404, 500])} duration_ms=${r.int(1, 900)} bytes=${r.int(1, 1e6)}`,
  (r) =>
    `${ip(r)} - - [21/Nov/2026:10:${r.int(10, 59)}:${r.int(10, 59)} +0000] "GET /static/app.${r.text(HEX, 8)}.js HTTP/1.1" 200 ${r.int(1, 1e5)} "-" "Mozilla/5.0 (X11; Linux x64) Chrome/96.0.2432.${r.int(1, 200)}"`,
  (r) =>
    `${instant(r)} DEBUG Seq Scan on orders  (cost=0.00..${r.int(1, 9999)}.${r.digits(2)} rows=${r.int(1, 1e5)} width=36) (actual time=0.0${r.digits(2)}..${r.int(1, 9)}.${r.digits(3)} rows=${r.int(1, 1e4)} loops=1)`,
  (r) =>
    `    at com.acme.billing.InvoiceController.create(InvoiceController.java:${r.int(1, 900)}) ~[billing-7.${r.int(0, 50)}.${r.int(0, 90)}.jar!/:?]`,
  (r) =>
    `${instant(r)} ERROR could not serialize access due to concurrent update, retrying attempt ${r.int(1, 5)} of 5 for worker ${r.int(1, 64)} in queue shipments`,
  (r) =>
    `${instant(r)} INFO deployed commit ${r.text(HEX, 40)} to staging by pipeline ${r.int(1, 1e6)} image registry.example.com/app/api:7.${r.int(0, 90)}.${r.int(0, 90)}`,
  (r) =>
    r.chance(0.2)
      ? `${instant(r)} INFO login by user${r.int(1, 1e5)}@example.com from ${ip(r)} ok`
      : `${instant(r)} INFO cache hit ratio ${r.int(1, 99)}.${r.digits(2)}% for region eu-west-${r.int(1, 3)} with ${r.int(1, 1e6)} keys and ${r.int(1, 1e6)} evictions`,
];

/** That many characters of log text, the same for every run. */
export function makeLogText(length: number): string {
  const random = createRandom(7);
  const lines: string[] = [];
  for (let characters = 0; characters < length; characters += lines.at(-1)!.length + 1)
    lines.push(random.pick(LINES)(random));
  return lines.join('\n').slice(0, length);
}
