// Times as the person's phone would show them: in their zone where it is known, else in UTC.

export const zoneOf = (phone) => phone?.timezone ?? "UTC";

const format = (instant, zone, parts) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...parts }).format(new Date(instant));

export const hour = (instant, zone) => format(instant, zone, { hour: "2-digit", minute: "2-digit" });
export const day = (instant, zone) => format(instant, zone, { weekday: "short", day: "numeric", month: "short" });
export const full = (instant, zone) => `${day(instant, zone)}, ${hour(instant, zone)}`;

export function short(instant, zone, now) {
  return day(instant, zone) === day(now, zone) ? hour(instant, zone) : format(instant, zone, { day: "numeric", month: "short" });
}
