import type { Random } from "#common/framework/random.ts";

/** One message of a streak; times are milliseconds after its first hit. */
export interface StreakFrame {
  /** When it was made. */
  happensMs: number;
  /** When it arrives: not in the order of the counts. */
  arrivesMs: number;
  /** The running total that it tells. */
  quantity: number;
  isFinal: boolean;
  /** The same message a second time: same id, after this time. */
  againAfterMs?: number;
}

/**
 * How a streak reaches us, with all that goes wrong on real LIVEs: counts are skipped, frames overtake
 * each other and come twice, the end frame comes 1.4 to 4.1 s after the last hit, sometimes before it,
 * sometimes never. Only the first hit is sure to be told.
 */
export function drawStreak(random: Random): StreakFrame[] {
  const hits = drawHits(random);
  const frames: StreakFrame[] = [];
  let happensMs = 0;
  for (let quantity = 1; quantity <= hits; quantity++) {
    const isSkipped = quantity > 1 && random.chance(1, 4);
    if (!isSkipped) frames.push(drawFrame(random, { happensMs, quantity, isFinal: false }));
    happensMs += 100 + random.below(300);
  }
  const isEndLost = random.chance(1, 5);
  if (isEndLost) return frames;
  const end = drawFrame(random, {
    happensMs: happensMs + 1_400 + random.below(2_700),
    quantity: hits,
    isFinal: true,
  });
  const isEarly = hits > 1 && random.chance(1, 20);
  const earlyMs = Math.max(1, happensMs - 400);
  frames.push(isEarly ? { ...end, happensMs: earlyMs, arrivesMs: earlyMs } : end);
  return frames;
}

/** Half of all streaks are a single gift, few are long. */
function drawHits(random: Random): number {
  if (random.chance(1, 2)) return 1;
  return random.chance(4, 5) ? 2 + random.below(9) : 11 + random.below(60);
}

function drawFrame(
  random: Random,
  frame: Pick<StreakFrame, "happensMs" | "quantity" | "isFinal">,
): StreakFrame {
  const isOvertaken = random.chance(1, 10);
  const delayMs = 50 + random.below(isOvertaken ? 900 : 100);
  const arrivesMs = frame.happensMs + delayMs;
  if (!random.chance(1, 20)) return { ...frame, arrivesMs };
  return { ...frame, arrivesMs, againAfterMs: 20 + random.below(2_000) };
}
