import { type Lifecycle, stepLifecycle } from "#common/framework/lifecycle.ts";
import { createSerialQueue } from "./serial-queue.ts";

export interface LifecycleRunner<State, Event> {
  readonly state: State;
  /**
   * Takes one step. Resolves true when it was taken, false when the event means nothing now.
   * Rejects when an effect failed: then nothing has changed and the event may come again.
   */
  dispatch(event: Event): Promise<boolean>;
  /** Settles when every step begun has ended. */
  idle(): Promise<void>;
}

/**
 * Runs a pure lifecycle against the world: effects first (each a transaction), then the new state
 * is published. Steps are taken one at a time, so two taps can't both find the old phase.
 */
export function runLifecycle<State extends { phase: string }, Event, Effect>(options: {
  lifecycle: Lifecycle<State, Event, Effect>;
  initial: State;
  now: () => number;
  /**
   * Makes one effect true; `next` is the state it leads to. An effect that finds out more about it
   * (how long it took, who was there) answers the state that is true after it.
   */
  perform: (effect: Effect, next: State) => Promise<State | void>;
  publish: (state: State, previous: State) => void;
}): LifecycleRunner<State, Event> {
  const queue = createSerialQueue();
  let state = options.initial;
  return {
    get state() {
      return state;
    },
    idle: queue.idle,
    dispatch: (event) =>
      queue.run(async () => {
        const step = stepLifecycle(options.lifecycle, state, { event, now: options.now() });
        if (step === undefined) return false;
        let next = step.state;
        for (const effect of step.effects) next = (await options.perform(effect, next)) ?? next;
        const previous = state;
        state = next;
        options.publish(state, previous);
        return true;
      }),
  };
}
