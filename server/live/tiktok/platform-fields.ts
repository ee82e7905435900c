/**
 * Readers of single fields of a decoded platform message. A field can be absent, of another type or
 * hostile: every reader answers something harmless and none throws.
 */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = {};
const TEXT_MAX = 4_000;
/** Of a list only so many are read: the platform deletes one or a few at a time. */
export const IDS_MAX = 500;

/** A message inside a message; one without fields when it is absent. */
export function partOf(fields: Fields, name: string): Fields {
  const value = fields[name];
  return typeof value === "object" && value !== null ? (value as Fields) : NONE;
}

/** A 64-bit id as digits; undefined for "0", the platform's way to leave an id out. */
export function idOf(value: unknown): string | undefined {
  const digits = typeof value === "string" ? value : wholeText(value);
  return /^\d{1,20}$/.test(digits) && !/^0+$/.test(digits) ? digits : undefined;
}

/** What is beyond any text of the platform's is cut off unread. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, TEXT_MAX) : "";
}

/** A whole number of 0 to `max`, from a number or from digits; what is more becomes `max`, what is none becomes 0. */
export function countOf(value: unknown, max: number = Number.MAX_SAFE_INTEGER): number {
  const digits = typeof value === "string" ? value : wholeText(value);
  return /^\d{1,400}$/.test(digits) ? Math.min(Number(digits), max) : 0;
}

/** Epoch milliseconds between 2016, when the platform began, and 2100; undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  const ms = countOf(value);
  return ms >= 1_451_606_400_000 && ms < 4_102_444_800_000 ? ms : undefined;
}

/** Ids of a list, those that are none left out; of the first `IDS_MAX`. */
export function idsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, IDS_MAX)
    .map(idOf)
    .filter((id) => id !== undefined);
}

function wholeText(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "number" || !Number.isFinite(value)) return "";
  return BigInt(Math.trunc(value)).toString();
}
