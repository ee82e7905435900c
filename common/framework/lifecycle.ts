/**
 * A lifecycle as data: which phase may follow which. A move that is not listed is a bug and throws,
 * so a state machine can't drift from its own map.
 */
export type LegalMoves<Phase extends string> = Readonly<Record<Phase, readonly Phase[]>>;

/** What a step makes: the next state and the effects that must succeed before it is true. */
export interface Step<State, Effect> {
  state: State;
  effects: readonly Effect[];
}

/**
 * A pure state machine. `step` answers undefined when the event means nothing in this state:
 * a second tap, a deadline not yet reached.
 */
export interface Lifecycle<State extends { phase: string }, Event, Effect> {
  legalMoves: LegalMoves<State["phase"]>;
  step(state: State, event: Event, now: number): Step<State, Effect> | undefined;
}

/** Steps and checks the move against the map. */
export function stepLifecycle<State extends { phase: string }, Event, Effect>(
  lifecycle: Lifecycle<State, Event, Effect>,
  state: State,
  { event, now }: { event: Event; now: number },
): Step<State, Effect> | undefined {
  const step = lifecycle.step(state, event, now);
  if (step === undefined) return undefined;
  const from: State["phase"] = state.phase;
  const to: State["phase"] = step.state.phase;
  if (from !== to && !lifecycle.legalMoves[from].includes(to)) {
    throw new Error(`illegal move from ${from} to ${to}`);
  }
  return step;
}
