export interface ReplayOptions {
  /** Where it stands when it is opened, race time in milliseconds; it then waits there. Undefined = it plays. */
  timeMs: number | undefined;
  /** Canvas pixels per screen pixel, 0.25 to 1; undefined = found by itself. */
  resolution: number | undefined;
  /** Exposes `window.__grandstand` for browser tests. */
  isTest: boolean;
}

/** Reads `?t=12.5&res=&test` of a replay's address; what it does not know counts as absent. */
export function readReplayOptions(search: string): ReplayOptions {
  const query = new URLSearchParams(search);
  const seconds = query.get("t") ?? "";
  const resolution = Number(query.get("res") ?? Number.NaN);
  return {
    timeMs: /^-?\d{1,3}(\.\d{1,3})?$/.test(seconds)
      ? Math.round(Number(seconds) * 1_000)
      : undefined,
    resolution: resolution >= 0.25 && resolution <= 1 ? resolution : undefined,
    isTest: query.has("test"),
  };
}
