import type { Orientation } from "#client/engine/stage-fit.ts";

/** `auto`: the battle while there is one, else the race. */
export type SceneChoice = "race" | "battle" | "auto";

export interface DisplayOptions {
  /** Lobby or stage code, or `current` for the newest. */
  room: string;
  scene: SceneChoice;
  /** Undefined = by the window's shape. */
  orientation: Orientation | undefined;
  /** Canvas pixels per screen pixel, 0.25 to 1; undefined = found by itself. */
  resolution: number | undefined;
  /** A source in OBS: transparent. Undefined = by what the browser says of itself. */
  isOverlay: boolean | undefined;
  /** Loudness, 0 to 100 with 0 = off; undefined = as this device remembers. */
  volume: number | undefined;
  /** Exposes `window.__grandstand` for browser tests. */
  isTest: boolean;
}

/** Reads `?room=&scene=&layout=&res=&obs=&sound=&test` of the display's address; what it does not know counts as absent. */
export function readDisplayOptions(search: string): DisplayOptions {
  const query = new URLSearchParams(search);
  const room = query.get("room")?.trim().toUpperCase() ?? "";
  const scene = query.get("scene");
  const layout = query.get("layout");
  const resolution = Number(query.get("res") ?? Number.NaN);
  return {
    room: /^[A-Z0-9]{4}$/.test(room) ? room : "current",
    scene: scene === "battle" || scene === "race" ? scene : "auto",
    orientation: layout === "landscape" || layout === "portrait" ? layout : undefined,
    resolution: resolution >= 0.25 && resolution <= 1 ? resolution : undefined,
    isOverlay: query.has("obs") ? query.get("obs") !== "0" : undefined,
    volume: readVolume(query.get("sound")),
    isTest: query.has("test"),
  };
}

function readVolume(sound: string | null): number | undefined {
  if (sound === "off") return 0;
  return sound !== null && /^\d{1,3}$/.test(sound) ? Math.min(100, Number(sound)) : undefined;
}
