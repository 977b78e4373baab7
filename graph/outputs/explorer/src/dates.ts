/** Dates as precise as they are known: a day, a month, a year, or from one to another. */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAY = 86_400_000;

/** The first and the last day that a date can mean, counted from 1970; null for what is no date. */
export function days(date: string | null): [number, number] | null {
  if (date === null) return null;
  const [first = "", last = first, more] = date.split("/");
  const [begin, end] = [period(first), period(last)];
  if (more !== undefined || begin === null || end === null) return null;
  return [begin[0], Math.max(begin[1], end[1])];
}

function period(date: string): [number, number] | null {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date.trim());
  if (found === null) return null;
  const [year, month, day] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
  if (year === undefined || year === null || month === 0 || (month ?? 1) > 12 || day === 0 || (day ?? 1) > 31) return null;
  const begin = utc(year, (month ?? 1) - 1, day ?? 1);
  if (month === null || month === undefined) return [begin, utc(year + 1, 0, 1) - 1];
  return day === null || day === undefined ? [begin, utc(year, month, 1) - 1] : [begin, begin];
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return Math.round(date.getTime() / DAY);
}

/** A date as one says it: "12 March 2025", "March 2025", "2025"; other text as it is. */
export function spoken(date: string): string {
  return date
    .split("/")
    .map((part) => {
      const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(part);
      if (found === null) return part;
      const [, year, month, day] = found;
      const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
      return [day === undefined ? undefined : String(Number(day)), name, String(Number(year))].filter((word) => word !== undefined).join(" ");
    })
    .join(" to ");
}

/** Whether a date can lie between two others; null is no bound. */
export function between(date: string, from: string | null, to: string | null): boolean {
  const span = days(date);
  if (span === null) return false;
  const [first, last] = [days(from), days(to)];
  return (first === null || span[1] >= first[0]) && (last === null || span[0] <= last[1]);
}
