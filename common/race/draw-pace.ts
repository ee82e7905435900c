import type { Random } from "#common/framework/random.ts";
import type { Runner } from "./card.ts";
import { tuning } from "./tuning.ts";

/** The way one runner means to run this race. */
export type Pace = {
  plan: keyof typeof tuning.paceBpByTenth;
  /** How much of the plan it carries out, percent. */
  intensity: number;
  /** Form of the day, parts of the cruising speed in 1/10,000. */
  dayFormBp: number;
};

/**
 * Draws a runner's pace: quick starters tend to lead, stayers to close, and nobody is sure of
 * either. Consumes five draws or, by rejection, more.
 */
export function drawPace(runner: Runner, random: Random): Pace {
  const plan = drawPlan(runner, random);
  const { paceIntensityMin, paceIntensityMax } = tuning;
  const intensity = paceIntensityMin + random.below(paceIntensityMax - paceIntensityMin + 1);
  let dayFormBp = 0;
  for (let i = 0; i < 3; i++) dayFormBp += drawEvenly(tuning.dayFormBp, random);
  return { plan, intensity, dayFormBp };
}

/** An integer from -reach to +reach, each as likely as the other. */
export function drawEvenly(reach: number, random: Random): number {
  return random.below(2 * reach + 1) - reach;
}

function drawPlan({ stats }: Runner, random: Random): Pace["plan"] {
  const weights = {
    frontRunner: stats.acceleration,
    stalker: stats.topSpeed,
    midfield: stats.nerve,
    closer: stats.stamina,
  };
  // Squared, so that a strong side of a runner shows in most of its races.
  const square = (weight: number) => weight * weight;
  const { frontRunner, stalker, midfield, closer } = weights;
  let ticket = random.below(
    square(frontRunner) + square(stalker) + square(midfield) + square(closer),
  );
  if (ticket < square(frontRunner)) return "frontRunner";
  ticket -= square(frontRunner);
  if (ticket < square(stalker)) return "stalker";
  ticket -= square(stalker);
  return ticket < square(midfield) ? "midfield" : "closer";
}
