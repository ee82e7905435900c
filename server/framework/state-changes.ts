import type { VersionedState } from "#common/framework/versioned-state.ts";

/** The one hand that writes a room's state. */
export interface StateChanges<S extends VersionedState> {
  /** One authoritative change, one new version; also when `mutate` throws halfway. */
  change(mutate: (state: S) => void): void;
  /** Enters a phase with its absolute end (0 = none): a change with a new `phaseEpoch`. */
  enterPhase(phase: S["phase"], phaseEndsAt: number, mutate?: (state: S) => void): void;
  /** Whether a change waits for its patch. */
  isPending(): boolean;
  /** Whether there is something to send, which from now on counts as sent. */
  take(): boolean;
}

/**
 * Keeps the versions of a state. A field touched outside `change` would give one version two
 * contents: it is reported and becomes a version of its own.
 */
export function createStateChanges<S extends VersionedState>(options: {
  state: S;
  now: () => number;
  /** Whether any field was touched since the last patch. */
  isTouched: () => boolean;
  onStray: () => void;
}): StateChanges<S> {
  const { state, now, isTouched, onStray } = options;
  // The fields of a new state count as touched until its first patch.
  let pending = true;

  function noticeStray() {
    if (pending || !isTouched()) return;
    onStray();
    bump();
  }

  function bump() {
    state.stateVersion += 1;
    state.serverTimeMs = now();
    pending = true;
  }

  function change(mutate: (state: S) => void) {
    noticeStray();
    try {
      mutate(state);
    } finally {
      bump();
    }
  }

  return {
    change,
    enterPhase: (phase, phaseEndsAt, mutate) =>
      change((changing) => {
        changing.phase = phase;
        changing.phaseEpoch += 1;
        changing.phaseEndsAt = phaseEndsAt;
        mutate?.(changing);
      }),
    isPending: () => pending,
    take() {
      noticeStray();
      const isDue = pending;
      pending = false;
      return isDue;
    },
  };
}
