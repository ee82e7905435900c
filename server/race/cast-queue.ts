import type { RaceInput } from "#common/race/race-simulation.ts";

/** A tick that a cast may be about to take: the race does not go past it before it is let go. */
export interface TickHold {
  readonly tick: number;
  /** Once the cast is known to be committed, and taken, or known not to be; again does nothing. */
  release(): void;
}

/** The powers of a running race: those that are known, and the ticks that wait for one that is not. */
export interface CastQueue {
  hold(tick: number): TickHold;
  /** Whether a cast of this tick or of one before may still be on its way. */
  isHeld(tick: number): boolean;
  /** Adds a cast; false for one that is here already. */
  add(input: RaceInput): boolean;
  /** The casts of one tick, by `seq`. */
  at(tick: number): readonly RaceInput[];
  /** All of them, as they came. */
  readonly all: readonly RaceInput[];
}

const none: readonly RaceInput[] = [];

export function openCastQueue(inputs: readonly RaceInput[]): CastQueue {
  const held = new Set<TickHold>();
  const seqs = new Set<number>();
  const all: RaceInput[] = [];
  const byTick = new Map<number, RaceInput[]>();

  function add(input: RaceInput): boolean {
    if (seqs.has(input.seq)) return false;
    seqs.add(input.seq);
    all.push(input);
    const sameTick = byTick.get(input.tick) ?? [];
    sameTick.push(input);
    byTick.set(
      input.tick,
      sameTick.toSorted((a, b) => a.seq - b.seq),
    );
    return true;
  }
  inputs.forEach(add);

  return {
    all,
    add,
    hold(tick) {
      const hold: TickHold = { tick, release: () => held.delete(hold) };
      held.add(hold);
      return hold;
    },
    isHeld: (tick) => [...held].some((hold) => hold.tick <= tick),
    at: (tick) => byTick.get(tick) ?? none,
  };
}
