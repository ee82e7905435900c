import type { RunnerStats } from "./card.ts";

/** A runner of the house, without a race. */
export type StableRunner = { id: string; name: string; stats: RunnerStats };

/**
 * The house's 24 runners. The place in this list is the livery, so runners are only ever added
 * at the end. The strongest come first, which is what `drawCard` makes its classes from.
 */
export const stable: readonly StableRunner[] = [
  runner("rayo", "Rayo", [95, 90, 68, 80, 68]),
  runner("ember", "Ember", [86, 93, 74, 82, 76]),
  runner("solana", "Solana", [87, 64, 93, 72, 80]),
  runner("limonero", "Limonero", [81, 75, 82, 92, 70]),
  runner("verdugo", "Verdugo", [92, 68, 72, 58, 86]),
  runner("marea", "Marea", [80, 60, 94, 80, 70]),
  runner("skylark", "Skylark", [83, 92, 57, 72, 56]),
  runner("cobalto", "Cobalto", [87, 62, 75, 65, 66]),
  runner("vesper", "Vesper", [71, 66, 82, 72, 84]),
  runner("orquidea", "Orquídea", [71, 78, 70, 90, 60]),
  runner("flamenco", "Flamenco", [75, 84, 60, 80, 48]),
  runner("nimbus", "Nimbus", [78, 53, 86, 58, 78]),
  runner("tormenta", "Tormenta", [88, 80, 46, 52, 40]),
  runner("juniper", "Juniper", [67, 64, 81, 71, 82]),
  runner("relampago", "Relámpago", [79, 94, 45, 56, 46]),
  runner("harrier", "Harrier", [70, 60, 64, 80, 68]),
  runner("canela", "Canela", [68, 70, 61, 65, 75]),
  runner("quicksilver", "Quicksilver", [75, 85, 53, 61, 32]),
  runner("brisa", "Brisa", [65, 71, 61, 77, 64]),
  runner("wildfire", "Wildfire", [82, 84, 43, 47, 28]),
  runner("zafiro", "Zafiro", [69, 49, 76, 59, 72]),
  runner("moonraker", "Moonraker", [69, 50, 84, 56, 58]),
  runner("azafran", "Azafrán", [66, 72, 55, 66, 52]),
  runner("comet", "Comet", [78, 65, 50, 51, 40]),
];

/** Stats in the order top speed, acceleration, stamina, cornering, nerve. */
function runner(
  id: string,
  name: string,
  [topSpeed, acceleration, stamina, cornering, nerve]: [number, number, number, number, number],
): StableRunner {
  return { id, name, stats: { topSpeed, acceleration, stamina, cornering, nerve } };
}
