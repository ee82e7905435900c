/** What a tap on a runner meant while a power was in hand. */
export interface CastIntent {
  raceId: number;
  power: string;
  /** Saddle number. */
  target: number;
  /** For the words, when the race may be gone. */
  targetName: string;
  /** Chips, decimal string: what the answer will hold at the most. */
  cost: string;
}
