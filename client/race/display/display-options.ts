import type { Orientation } from "./stage-fit.ts";

export interface DisplayOptions {
  /** Lobby code, or `current` for the newest lobby. */
  room: string;
  /** Undefined = by the window's shape. */
  orientation: Orientation | undefined;
  /** Canvas pixels per screen pixel, 0.25 to 1; undefined = found by itself. */
  resolution: number | undefined;
  /** Exposes `window.__grandstand` for browser tests. */
  isTest: boolean;
}

/** Reads `?room=&layout=&res=&test` of the display's address; what it does not know counts as absent. */
export function readDisplayOptions(search: string): DisplayOptions {
  const query = new URLSearchParams(search);
  const room = query.get("room")?.trim().toUpperCase() ?? "";
  const layout = query.get("layout");
  const resolution = Number(query.get("res") ?? Number.NaN);
  return {
    room: /^[A-Z0-9]{4}$/.test(room) ? room : "current",
    orientation: layout === "landscape" || layout === "portrait" ? layout : undefined,
    resolution: resolution >= 0.25 && resolution <= 1 ? resolution : undefined,
    isTest: query.has("test"),
  };
}
