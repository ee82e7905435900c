import { forkRandom, type Random } from "#common/framework/random.ts";
import {
  DISTANCE_MM_MAX,
  DISTANCE_MM_MIN,
  type RaceCard,
  type Runner,
  type Track,
} from "./card.ts";
import { drawEvenly, drawPace } from "./draw-pace.ts";
import { FIELD_SIZE_MAX } from "./field-size.ts";
import { noEffects } from "./power-effects.ts";
import type { RacePlan, RaceSimulation } from "./race-simulation.ts";
import { tuning } from "./tuning.ts";

const WHOLE_BP = 10_000;
const STUMBLE_CASES = 10_000;

/** What the slowest runner covers in a window: enough windows are drawn for it. */
const MM_PER_WINDOW_MIN = (tuning.speedMmPerSMin * tuning.tickMs * tuning.windowTicks) / 1000;

/** Who of the card does not run. */
export type StartOptions = {
  /** Saddle numbers taken out before the lock (TOTE-6). */
  scratched?: readonly number[];
};

/**
 * A race at the gate. All chance is drawn here, forked by purpose (RACE-4), so that a step is
 * plain arithmetic and what is on screen tells nothing about what is to come. It is drawn for the
 * whole card: a scratch moves nobody else's luck.
 *
 * `raceSeed` is 32 bytes: see `deriveRaceSeed`. A card out of its bounds, an unknown scratched
 * number and a race without a runner throw.
 */
export function startRace(
  card: RaceCard,
  raceSeed: Uint8Array,
  { scratched = [] }: StartOptions = {},
): RaceSimulation {
  assertBounds(card);
  const runnerCount = card.runners.length;
  const isScratched = markScratched(runnerCount, scratched);
  const perRunner = () => new Int32Array(runnerCount);
  return {
    card,
    runnerCount,
    isScratched,
    tick: 0,
    finishedTick: 0,
    isFinished: false,
    positionsMm: perRunner(),
    speedsMmPerS: perRunner(),
    finishTimesMs: perRunner(),
    ranks: perRunner()
      .map((_, index) => index)
      .filter((index) => isScratched[index] === 0),
    stumbleTicks: perRunner(),
    plan: planRace(card, raceSeed),
    gapsAheadMm: perRunner(),
    gapsNearestMm: perRunner(),
    carries: perRunner(),
    stretches: perRunner(),
    powers: noEffects(runnerCount),
    casts: [],
  };
}

function markScratched(runnerCount: number, scratched: readonly number[]): Uint8Array {
  const isScratched = new Uint8Array(runnerCount);
  for (const number of scratched) {
    if (!(number >= 1 && number <= runnerCount)) {
      throw new RangeError(`no runner ${number} to scratch`);
    }
    isScratched[number - 1] = 1;
  }
  if (isScratched.every((mark) => mark === 1)) throw new RangeError("no race without a runner");
  return isScratched;
}

function assertBounds({ track, runners }: RaceCard): void {
  if (track.distanceMm < DISTANCE_MM_MIN || track.distanceMm > DISTANCE_MM_MAX) {
    throw new RangeError(`no race over ${track.distanceMm} mm`);
  }
  const lengthMm = track.segments.reduce((sum, segment) => sum + segment.lengthMm, 0);
  if (lengthMm !== track.distanceMm)
    throw new RangeError("the segments must add up to the distance");
  if (runners.length < 2 || runners.length > FIELD_SIZE_MAX) {
    throw new RangeError(`no race of ${runners.length} runners`);
  }
  if (runners.some(({ number }, index) => number !== index + 1)) {
    throw new RangeError("saddle numbers must be 1 to n in order");
  }
}

function planRace({ track, runners }: RaceCard, raceSeed: Uint8Array): RacePlan {
  const pace = forkRandom(raceSeed, "pace");
  const incidents = forkRandom(raceSeed, "incidents");
  const stretches = cutStretches(track);
  const windowCount = Math.ceil(track.distanceMm / MM_PER_WINDOW_MIN);
  return {
    distanceMm: track.distanceMm,
    duelFromMm: tenthEndMm(track, tuning.duelFromTenth - 1),
    stretchCount: stretches.length,
    stretchEndsMm: Int32Array.from(stretches, ({ endMm }) => endMm),
    targetsMmPerS: Int32Array.from(runners.flatMap((r) => planTargets(r, stretches, pace))),
    accelerationsMmPerS: Int32Array.from(runners, ({ stats }) => {
      const gain = Math.trunc((stats.acceleration * tuning.accelerationTenthsPerPoint) / 10);
      return tuning.accelerationMmPerS + gain;
    }),
    duelsMmPerS: Int32Array.from(
      runners,
      ({ stats }) => (stats.nerve - 50) * tuning.duelMmPerSPerPoint,
    ),
    rhythmsMmPerS: drawRhythms(runners.length, windowCount, pace),
    stumbles: drawStumbles(runners, windowCount, incidents),
    windowCount,
  };
}

type Stretch = { endMm: number; tenth: number; isBend: boolean };

/** The track cut wherever a segment or a tenth of the distance ends. */
function cutStretches(track: Track): Stretch[] {
  const stretches: Stretch[] = [];
  let tenth = 0;
  let segmentEndMm = 0;
  for (const { kind, lengthMm } of track.segments) {
    segmentEndMm += lengthMm;
    const isBend = kind === "bend";
    for (; tenthEndMm(track, tenth) < segmentEndMm; tenth++) {
      stretches.push({ endMm: tenthEndMm(track, tenth), tenth, isBend });
    }
    stretches.push({ endMm: segmentEndMm, tenth, isBend });
  }
  return stretches;
}

/** Where a tenth of the distance ends, rounded down; 0 is the first tenth. */
function tenthEndMm({ distanceMm }: Track, tenth: number): number {
  return Math.floor((distanceMm * (tenth + 1)) / 10);
}

/** Draws how a runner runs this race: the speed it aims at on each stretch, rounded down. */
function planTargets(runner: Runner, stretches: Stretch[], random: Random): number[] {
  const { plan, intensity, dayFormBp } = drawPace(runner, random);
  const { topSpeed, stamina, cornering } = runner.stats;
  const abilityBp = WHOLE_BP + topSpeed * tuning.topSpeedBpPerPoint + dayFormBp;
  const bendBp = tuning.bendLossBp - cornering * tuning.corneringBpPerPoint;
  return stretches.map(({ tenth, isBend }) => {
    const paceBp = Math.trunc((tuning.paceBpByTenth[plan][tenth]! * intensity) / 100);
    const fatigueBp = Math.trunc(((100 - stamina) * tuning.fatigueHalfBpByTenth[tenth]!) / 2);
    const targetBp = abilityBp + paceBp - fatigueBp - (isBend ? bendBp : 0);
    return Math.floor((tuning.cruiseMmPerS * targetBp) / WHOLE_BP);
  });
}

function drawRhythms(runnerCount: number, windowCount: number, random: Random): Int32Array {
  const swings = new Int32Array(windowCount * runnerCount);
  for (let i = 0; i < swings.length; i++) {
    const last = i < runnerCount ? 0 : swings[i - runnerCount]!;
    swings[i] =
      Math.trunc((last * tuning.rhythmKeptEighths) / 8) + drawEvenly(tuning.rhythmMmPerS, random);
  }
  return swings;
}

function drawStumbles(runners: Runner[], windowCount: number, random: Random): Uint8Array {
  const stumbles = new Uint8Array(windowCount * runners.length);
  for (let window = 0; window < windowCount; window++) {
    for (const [index, { stats }] of runners.entries()) {
      const cases = tuning.stumbleCases + (100 - stats.nerve) * tuning.stumbleCasesPerPoint;
      const doesStumble = random.chance(cases, STUMBLE_CASES);
      stumbles[window * runners.length + index] = doesStumble ? 1 : 0;
    }
  }
  return stumbles;
}
