/** Where dates stand on the time line: in order, each by itself, long silences shortened. */

import { days } from "./dates";

export interface Moment {
  /** The date as the graph has it. */
  date: string;
  begin: number;
  end: number;
  /** Where it stands, from 0 to 1. */
  at: number;
  facts: string[];
}

/** The distinct dates of the facts, in order of time; what has no readable date is left out. */
export function moments(dates: readonly (readonly [fact: string, date: string | null])[]): Moment[] {
  const found = new Map<string, Moment>();
  for (const [fact, date] of dates) {
    const span = days(date);
    if (date === null || span === null) continue;
    const moment = found.get(date);
    if (moment === undefined) found.set(date, { date, begin: span[0], end: span[1], at: 0.5, facts: [fact] });
    else moment.facts.push(fact);
  }
  const sorted = [...found.values()].sort((a, b) => a.begin - b.begin || b.end - a.end || (a.date < b.date ? -1 : 1));
  // A gap of a hundred years is some times as wide as one of a day, not 36,525 times.
  const gaps = sorted.slice(1).map((moment, number) => 1 + Math.log2(1 + Math.max(0, moment.begin - (sorted[number]?.begin ?? 0))));
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  let along = 0;
  sorted.forEach((moment, number) => {
    if (number > 0) along += gaps[number - 1] ?? 0;
    if (whole > 0) moment.at = along / whole;
  });
  return sorted;
}
