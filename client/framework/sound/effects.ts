/** Sounds a scene can make. */
export type SoundName =
  | "gift"
  | "big-gift"
  | "lead"
  | "tick"
  | "sudden-death"
  | "whistle"
  | "winner"
  | "tie";

/** Numbers for the synthesiser, in its own order; `undefined` is its default. */
type Patch = readonly (number | undefined)[];

interface Note {
  /** After the effect's beginning, milliseconds. */
  atMs: number;
  patch: Patch;
}

const _ = undefined;
/** A bell-like tone: volume, randomness, pitch, attack, sustain, release, shape, curve. */
const bell = (hertz: number, volume = 0.8, release = 0.32): Patch => [
  volume,
  0,
  hertz,
  0.004,
  0.05,
  release,
  0,
  1.6,
  _,
  _,
  _,
  _,
  _,
  _,
  _,
  _,
  _,
  0.7,
  0.03,
];
const horn = (hertz: number, sustain: number, volume = 0.7): Patch => [
  volume,
  0,
  hertz,
  0.03,
  sustain,
  0.3,
  2,
  0.8,
  _,
  _,
  _,
  _,
  _,
  _,
  _,
  _,
  0.04,
  0.85,
  0.05,
];
const thud: Patch = [1.1, 0.02, 74, 0.005, 0.08, 0.42, 0, 1.4, -0.4, _, _, _, _, 0.7, _, 0.1];
const shimmer: Patch = [0.5, 0.05, 1_400, 0.02, 0.1, 0.5, 0, 1.9, 6, _, 120, 0.06, _, 0.2];

/** What each sound is made of. C, E and G of the octaves around 523 Hz. */
export const effects: Readonly<Record<SoundName, readonly Note[]>> = {
  gift: [
    { atMs: 0, patch: bell(784, 0.55, 0.18) },
    { atMs: 60, patch: bell(1_047, 0.5, 0.24) },
  ],
  "big-gift": [
    { atMs: 0, patch: thud },
    { atMs: 0, patch: shimmer },
    { atMs: 70, patch: bell(523) },
    { atMs: 150, patch: bell(659) },
    { atMs: 230, patch: bell(784) },
    { atMs: 310, patch: bell(1_047, 0.9, 0.6) },
  ],
  lead: [
    { atMs: 0, patch: horn(392, 0.06, 0.5) },
    { atMs: 110, patch: horn(587, 0.16, 0.55) },
  ],
  tick: [{ atMs: 0, patch: [0.7, 0, 880, 0.001, 0.02, 0.07, 0, 2] }],
  "sudden-death": [
    { atMs: 0, patch: thud },
    { atMs: 0, patch: horn(147, 0.5, 0.8) },
    { atMs: 420, patch: horn(139, 0.8, 0.9) },
  ],
  whistle: [
    { atMs: 0, patch: [0.6, 0, 2_093, 0.02, 0.18, 0.08, 0, 1, _, _, _, _, 0.02, 0.1, 26] },
    { atMs: 330, patch: [0.6, 0, 2_093, 0.02, 0.18, 0.08, 0, 1, _, _, _, _, 0.02, 0.1, 26] },
    { atMs: 660, patch: [0.65, 0, 2_093, 0.02, 0.6, 0.2, 0, 1, _, _, _, _, 0.02, 0.1, 26] },
  ],
  winner: [
    { atMs: 0, patch: horn(523, 0.1) },
    { atMs: 160, patch: horn(523, 0.06) },
    { atMs: 280, patch: horn(523, 0.06) },
    { atMs: 400, patch: horn(698, 0.24) },
    { atMs: 720, patch: horn(587, 0.1) },
    { atMs: 880, patch: horn(784, 0.7, 0.9) },
    { atMs: 880, patch: shimmer },
    { atMs: 900, patch: thud },
  ],
  tie: [
    { atMs: 0, patch: horn(440, 0.3, 0.6) },
    { atMs: 400, patch: horn(440, 0.3, 0.6) },
    { atMs: 800, patch: horn(415, 0.7, 0.6) },
  ],
};
