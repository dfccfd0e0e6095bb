/** When a choice ends: its day plus a duration of the calendar, as Python counts it. */

import { DAY } from './codec';

const ISO = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

/** The end (ms) of what began on a day (days since 1970) and lasts `P6M`, `P1Y` or `P90D`; 0 for any other text. */
export function endOf(day: number, life: string): number {
  const parts = ISO.exec(life);
  if (!parts) return 0;
  const [years, months, weeks, days] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  const start = new Date(day * DAY);
  const year = start.getUTCFullYear();
  const month = start.getUTCMonth() + years * 12 + months;
  // A day that the month lacks becomes its last day.
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(start.getUTCDate(), last)) + (weeks * 7 + days) * DAY;
}
