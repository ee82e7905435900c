import type { Segment, Track } from "./card.ts";

/** Every track of the house, each with another character. Distances in metres here only. */
export const tracks: readonly Track[] = [
  track("neon-harbour", "Neon Harbour", [
    ["straight", 280],
    ["bend", 190],
    ["straight", 210],
    ["bend", 190],
    ["straight", 330],
  ]),
  track("paseo-del-sol", "Paseo del Sol", [
    ["straight", 420],
    ["bend", 160],
    ["straight", 420],
  ]),
  track("copper-ring", "Copper Ring", [
    ["straight", 170],
    ["bend", 200],
    ["straight", 150],
    ["bend", 200],
    ["straight", 150],
    ["bend", 200],
    ["straight", 230],
  ]),
  track("viento-alto", "Viento Alto", [
    ["straight", 300],
    ["bend", 120],
    ["straight", 480],
  ]),
  track("lantern-mile", "Lantern Mile", [
    ["straight", 380],
    ["bend", 210],
    ["straight", 320],
    ["bend", 210],
    ["straight", 380],
  ]),
];

function track(id: string, name: string, parts: [Segment["kind"], number][]): Track {
  const segments = parts.map(([kind, lengthM]) => ({ kind, lengthMm: lengthM * 1000 }));
  return {
    id,
    name,
    distanceMm: segments.reduce((sum, { lengthMm }) => sum + lengthMm, 0),
    segments,
  };
}
