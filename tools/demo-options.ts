import path from "node:path";
import { parseArgs } from "node:util";
import type { ConnectLive } from "#common/live/live-schemas.ts";
import { StartError } from "#server/storage/start-error.ts";

const SPEED_MAX = 100;

/** What a demo shows. */
export type DemoOptions = {
  /** Absent: races with a simulated crowd. */
  live?: {
    request: ConnectLive;
    /** Settings that the source needs. */
    environment: Record<string, string>;
    /** What is going on, for the terminal. */
    sentence: string;
  };
};

/**
 * `--battle`: a country battle fed by the simulator. `--replay FILE [--speed 10]`: the same fed by a
 * recording, over and over. Throws `StartError` with a sentence for anything else.
 */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const { battle, replay, speed } = parse(args);
  if (replay !== undefined) {
    const factor = Number(speed ?? "1");
    if (!(factor >= 1 && factor <= SPEED_MAX)) {
      throw new StartError(`--speed is from 1 to ${SPEED_MAX}, not ${speed}.`);
    }
    const file = path.resolve(replay);
    return {
      live: {
        request: { source: "recording", file: path.basename(file), speed: factor, isLooped: true },
        environment: { RECORDINGS_DIR: path.dirname(file) },
        sentence: `The recording ${replay} plays at ${factor} times its speed.`,
      },
    };
  }
  if (speed !== undefined) throw new StartError("--speed goes with --replay FILE.");
  if (!battle) return {};
  return {
    live: {
      request: { source: "simulator", seed: 1, eventsPerSecond: 20 },
      environment: {},
      sentence: "A simulated LIVE comments and sends gifts.",
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        battle: { type: "boolean", default: false },
        replay: { type: "string" },
        speed: { type: "string" },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`${reason} Known are --battle, --replay FILE and --speed N.`);
  }
}
