/** True for a month and a day of it, given as two digits each; February has 29 days. */
export function isMonthAndDay(month: string, day: string): boolean {
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1) return false;
  return d <= (m === 2 ? 29 : m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31);
}
